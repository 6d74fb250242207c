"""Documents, places of birth, sex and fathers' names: each level by itself."""

from __future__ import annotations

import pytest

from ogoh.identity import Sex, Subject
from ogoh.matching import Comparison, Prepared, compare, decide, prepare
from ogoh.matching.compare import document_level
from ogoh.matching.model import model
from ogoh.names import WrittenName
from tests.matching.records import record


def level(found: Comparison, attribute: str) -> str:
    return next((one.level for one in found.evidence if one.attribute == attribute), "")


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ({"A1234567"}, {"A1234567"}, "equal"),
        ({"A1234567", "B7654321"}, {"C1111111", "B7654321"}, "equal"),
        ({"400123456"}, {"400123457"}, "one_apart"),
        ({"400123456"}, {"40012345"}, "one_apart"),
        ({"12345"}, {"12346"}, "different"),
        ({"AC1234567"}, {"1234567"}, "series"),
        ({"AC1234567"}, {"A1234567"}, "one_apart"),
        ({"AC12345"}, {"12345"}, "renewed"),
        ({"A1234567"}, {"B7654321"}, "different"),
        ({"A1234567"}, {"400123456"}, "renewed"),
        ({"A1234567", "400123456"}, {"401987654"}, "different"),
    ],
)
def test_each_agreement_of_numbers_has_its_level(left: set[str], right: set[str], expected: str) -> None:
    assert document_level(frozenset(left), frozenset(right)) == expected
    assert document_level(frozenset(right), frozenset(left)) == expected


def test_numbers_weigh_in_the_order_of_what_they_prove() -> None:
    bits = model().document
    assert bits["equal"] > bits["one_apart"] > 0 > bits["different"]
    assert bits["equal"] > bits["renewed"]


def test_a_number_without_its_series_leaves_the_person_findable() -> None:
    told, typed = record("Турдыматов Бакыт", document="AC1234567"), record("Турдыматов Бакыт", document="1234567")
    assert decide(compare(told, typed)) != "no_record"


def test_a_number_of_four_signs_says_nothing() -> None:
    assert (
        level(compare(record("Каримов Рустам", document="1234"), record("Каримов Рустам", document="1234")), "document")
        == ""
    )


def test_a_side_without_a_number_says_nothing() -> None:
    assert level(compare(record("Каримов Рустам", document="A1234567"), record("Каримов Рустам")), "document") == ""


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Хуҷанд", "г. Худжанд", "equal"),
        ("Хатлонская область, Кулоб", "Kulob", "equal"),
        ("Душанбе", "Хуҷанд", "different"),
        ("вилояти Суғд", "вилояти Хатлон", "different"),
        ("Душанбе", "", ""),
        ("область", "Душанбе", ""),
    ],
)
def test_each_agreement_of_places_has_its_level(left: str, right: str, expected: str) -> None:
    found = compare(record("Каримов", birthplace=left), record("Каримов", birthplace=right))
    assert level(found, "birthplace") == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (record("Каримов Рустам"), record("Каримова Рустам"), "forms_conflict"),
        (record("Каримов Рустам", sex=Sex.MALE), record("Каримова Рустам"), "forms_conflict"),
        (record("Каримов Рустам", sex=Sex.MALE), record("Каримова Рустам", sex=Sex.MALE), "equal"),
        (record("Каримов Рустам"), record("Каримзода Рустам"), ""),
        (record("Каримов Рустам"), record("Каримов Рустам"), ""),
        (record("Каримов", sex=Sex.MALE), record("Каримов", sex=Sex.FEMALE), "conflicting"),
    ],
)
def test_the_endings_of_names_speak_where_a_side_states_no_sex(left: Prepared, right: Prepared, expected: str) -> None:
    assert level(compare(left, right), "sex") == level(compare(right, left), "sex") == expected


def test_women_are_rarer_on_lists_so_that_their_sex_says_more() -> None:
    assert model().sex["equal_F"] > model().sex["equal_M"] > 0 > model().sex["forms_conflict"]


def test_a_father_named_on_one_side_only_is_neutral() -> None:
    told, untold = record("Каримов Рустам Шарифович", "1990"), record("Karimov Rustam", "1990")
    assert compare(told, untold).weight == compare(untold, untold).weight


def test_another_father_speaks_strongly_against() -> None:
    same, other, untold = (
        compare(record("Каримов Рустам Шарифович"), record(f"Каримов Рустам {father}".strip()))
        for father in ("Шарифович", "Бозорович", "")
    )
    assert untold.weight - other.weight > 5
    assert same.weight > untold.weight
    assert decide(other) == "no_record"


def test_a_fathers_name_that_a_full_passport_line_cut_off_does_not_speak_against_its_bearer() -> None:
    """The line gives family name and the rest; of "Абдураҳмон Саидакбарович" nine letters of the father are left."""
    line = WrittenName(family="SAIDMUHAMMADZODA", given="ABDURAHMON SAIDAKBAR")
    shorter = WrittenName(family="SAIDMUHAMMADZODA", given="ABDURAHMON")
    listed = WrittenName(family="Саидмуҳаммадзода", given="Абдураҳмон", patronymic="Саидакбарович")
    cut, without, full = (prepare(Subject((one,))) for one in (line, shorter, listed))
    assert compare(cut, full).weight >= compare(without, full).weight
