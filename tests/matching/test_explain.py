"""Evidence becomes sentences, in every language."""

from __future__ import annotations

import re

import pytest

from ogoh.cli.words import Language, Words
from ogoh.matching import compare, explain
from ogoh.matching.decide import NAME_ATTRIBUTES
from ogoh.matching.explain import SENTENCES, sentence_of
from tests.matching.levels import ALL_LEVELS, comparison, piece
from tests.matching.records import record

every_level = pytest.mark.parametrize(("attribute", "level"), ALL_LEVELS)
every_language = pytest.mark.parametrize("language", Language)


def test_every_level_of_the_model_has_a_sentence() -> None:
    assert set(ALL_LEVELS) <= set(SENTENCES)


def test_no_sentence_is_of_a_level_that_does_not_exist() -> None:
    of_names = {(attribute, level) for attribute, level in SENTENCES if attribute in NAME_ATTRIBUTES}
    assert set(SENTENCES) - of_names <= set(ALL_LEVELS)
    assert {level for _, level in of_names} == {
        level for attribute, level in ALL_LEVELS if attribute in NAME_ATTRIBUTES
    }


@every_language
@every_level
def test_every_level_is_said_in_every_language_with_its_places_filled(
    language: Language, attribute: str, level: str
) -> None:
    (said,) = Words.of(language).why(comparison(piece(attribute, level)))
    assert said.endswith(".")
    assert not re.search(r"[{}]", said)
    assert language is Language.ENGLISH or said != sentence_of(piece(attribute, level))


@every_language
@every_level
def test_a_sentence_about_names_quotes_what_was_written(language: Language, attribute: str, level: str) -> None:
    evidence = piece(attribute, level)
    said = sentence_of(evidence, Words.of(language).translate)
    assert all(written in said for _, written in evidence.facts)


@every_language
def test_how_common_a_name_is_follows_its_sentence(language: Language) -> None:
    evidence = piece("family", "spelling", left="Раҳимов", right="RAKHIMOV", one_in="900")
    first, common, last = Words.of(language).why(comparison(piece("sex", "equal", 0.5), evidence, evidence))[:3]
    assert first == last
    assert "900" in common
    assert "Раҳимов" in common


def test_the_commonness_of_a_name_in_english() -> None:
    said = explain(comparison(piece("family", "spelling", left="Раҳимов", right="RAKHIMOV", one_in="900")))
    assert said == (
        "Раҳимов and RAKHIMOV are two spellings of one name.",
        "About 1 in 900 people on the list bears the name Раҳимов or one that sounds like it.",
    )


def test_where_the_list_was_not_counted_the_sentence_is_of_people_in_general() -> None:
    said = explain(comparison(piece("family", "spelling", left="Раҳимов", right="RAKHIMOV", one_in_all="900")))
    assert said[1] == "About 1 in 900 people bears the name Раҳимов or one that sounds like it."


@pytest.mark.parametrize(("one_in", "said"), [("64", "1 in 64 "), ("4096", "1 in 4096 "), ("12000", "1 in 12\xa0000 ")])
def test_large_numbers_are_written_in_threes(one_in: str, said: str) -> None:
    assert said in explain(comparison(piece("given", "equal", left="Зебо", right="Зебо", one_in=one_in)))[1]


def test_one_writing_on_both_sides_is_quoted_once() -> None:
    (said,) = explain(comparison(piece("given", "equal", left="Зебо", right="Зебо")))
    assert said == "The name Зебо is the same on both sides."


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_name_that_one_side_lacks_is_quoted_from_the_other(side: str) -> None:
    (said,) = explain(comparison(piece("patronymic", "missing", 1.0, **{side: "Саидович"})))
    assert said == "The name Саидович is given on one side only."


def test_reasons_come_strongest_first_whether_for_or_against() -> None:
    said = explain(
        comparison(piece("sex", "equal", 0.5), piece("birth", "conflicting", -16), piece("document", "equal", 9))
    )
    assert said == (
        "The dates of birth contradict each other.",
        "The document numbers are the same.",
        "The sex is the same.",
    )


def test_two_records_are_explained_with_names_as_written() -> None:
    said = explain(compare(record("Холиқов Ҷамшед", "1985"), record("KHALIKOV Jamshid", "1970")))
    assert said[0] == "The dates of birth contradict each other."
    assert any("Холиқов" in one and "KHALIKOV" in one for one in said)


@every_language
def test_a_name_that_rests_on_an_uncertain_alias_is_told_last(language: Language) -> None:
    words = Words.of(language)
    sure, unsure = comparison(piece("sex", "equal")), comparison(piece("sex", "equal"), weak_name=True)
    assert words.why(unsure)[:-1] == words.why(sure)


def test_braces_in_a_name_are_not_read_as_places() -> None:
    (said,) = explain(comparison(piece("given", "near", left="{right}", right="{x}")))
    assert said == "The names {right} and {x} are close."


def test_words_come_from_the_language_asked_for() -> None:
    said = explain(comparison(piece("given", "near")), lambda text: f"тоҷикӣ: {text}")
    assert said == ("тоҷикӣ: The names Раҳимов and Рахимов are close.",)
