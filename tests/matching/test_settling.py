"""What would settle it: asked for only where it is open."""

from __future__ import annotations

import pytest

from ogoh.cli.words import Language, Words
from ogoh.matching import settling
from ogoh.matching.settling import HEADING, OPEN_QUESTIONS
from tests.matching.levels import ALL_LEVELS, comparison, piece

FULL_DATE = "The full date of birth would settle it."
PAPER = "A paper that shows the exact date of birth, such as a birth certificate, would settle it."
NUMBER = "The number of the passport, also of an old one, would settle it."
SIGNS = "The passport itself would settle it: compare its number sign by sign."
EARLIER = "The numbers of earlier passports would settle it."
KIN = "Brothers and sisters share these names: look at the given name and the date of birth."
CERTIFICATE = "The birth certificate would settle it: it says which is the given name and which the father's."
FATHER = "The father's name would help."

SETTLED = {"patronymic": "equal", "birth": "equal", "document": "equal"}


def asked(**levels: str) -> tuple[str, ...]:
    """What would settle a comparison in which these attributes have these levels."""
    return settling(comparison(*(piece(attribute, level) for attribute, level in levels.items() if level)))


def test_where_nothing_is_open_there_is_nothing_to_say() -> None:
    assert asked(**SETTLED) == ()
    assert asked(document="equal") == ()


OPEN = {
    **{("birth", level): FULL_DATE for level in ("", "month", "year", "range")},
    **{("birth", level): PAPER for level in ("equal_placeholder", "swapped", "one_digit", "near_year", "same_year")},
    ("birth", "near"): PAPER,
    ("document", ""): NUMBER,
    ("document", "one_apart"): SIGNS,
    ("document", "series"): SIGNS,
    ("document", "different"): EARLIER,
    ("document", "renewed"): EARLIER,
    ("patronymic", ""): FATHER,
    ("patronymic", "missing"): FATHER,
    ("kinship", "relatives"): KIN,
    ("kinship", "exchanged"): CERTIFICATE,
}


@pytest.mark.parametrize(("attribute", "level"), OPEN)
def test_an_attribute_that_is_missing_or_ambiguous_is_asked_for(attribute: str, level: str) -> None:
    said = asked(**{**SETTLED, "document": "one_apart", attribute: level})
    assert [one for one in said if one != SIGNS or level in ("one_apart", "series")] == [OPEN[attribute, level]]


@pytest.mark.parametrize(("attribute", "level"), [pair for pair in ALL_LEVELS if pair not in OPEN])
def test_any_other_level_asks_for_nothing(attribute: str, level: str) -> None:
    said = asked(**{**SETTLED, "document": "one_apart", attribute: level})
    assert [one for one in said if one != SIGNS] == []


def test_the_most_decisive_comes_first() -> None:
    assert asked(given="equal", kinship="relatives") == (FULL_DATE, NUMBER, KIN, FATHER)
    assert asked(birth="near", document="different", patronymic="missing") == (PAPER, EARLIER, FATHER)


def test_the_same_number_makes_up_for_what_is_missing_but_not_for_what_differs() -> None:
    assert asked(document="equal", patronymic="missing", birth="year") == ()
    assert asked(document="equal", birth="one_digit") == (PAPER,)


@pytest.mark.parametrize("language", Language)
def test_every_question_and_the_heading_are_asked_in_every_language(language: Language) -> None:
    translate = Words.of(language).translate
    for text in (HEADING, *(one.sentence for one in OPEN_QUESTIONS)):
        assert (translate(text) == text) == (language is Language.ENGLISH)
