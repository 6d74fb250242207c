"""Evidence adds up in bits; missing is neutral, contradiction counts against."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.identity import Sex
from ogoh.matching import Comparison, compare, decide
from ogoh.matching.model import model
from tests.matching.records import record


def level(comparison: Comparison, attribute: str) -> str:
    return next((one.level for one in comparison.evidence if one.attribute == attribute), "")


@pytest.mark.parametrize(
    ("apart", "joined"),
    [("Карими-Адегани, Афсона", "Каримиадегани, Афсона"), ("RAFAT NEJAD, Reza", "RAFATNEJAD, Reza")],
)
def test_a_family_name_of_two_words_may_be_written_as_one(apart: str, joined: str) -> None:
    found = compare(record(apart), record(joined))
    assert [one.level for one in found.evidence if one.attribute == "family"] in (["equal"], ["spelling"])


PEERS_MISS = [
    ("Холиков Джамшед", "Khaliqov Jamshid"),
    ("Jo'rayev O'tkir", "Джураев Уткир"),
    ("Xolmatov Jasur", "Холматов Жасур"),
    ("Асан уулу Бакыт", "Асанов Бакыт"),
    ("Раҳимзода Алишер", "Рахимов Алишер"),
    ("Эргашев Жасур", "Ergashev Jasur"),
]


@pytest.mark.parametrize(("left", "right"), PEERS_MISS)
def test_spellings_that_other_matchers_miss_are_found_with_a_birth_date(left: str, right: str) -> None:
    assert decide(compare(record(left, "18.10.1984"), record(right, "18.10.1984"))) != "no_record"


@pytest.mark.parametrize(("left", "right"), PEERS_MISS)
def test_they_are_recorded_with_date_and_number(left: str, right: str) -> None:
    told = ("18.10.1984", "A1234567")
    assert decide(compare(record(left, *told), record(right, *told))) == "recorded"


def test_a_date_beside_a_rare_name_is_enough_and_beside_a_common_one_is_not() -> None:
    rare = "Шоҳбозқулов Зарринтоҷ"
    assert decide(compare(record(rare, "18.10.1984"), record(rare, "18.10.1984"))) == "recorded"
    common = "Раҳимов Карим"
    assert decide(compare(record(common, "18.10.1984"), record(common, "18.10.1984"))) == "possible"


@pytest.mark.parametrize(("left", "right"), PEERS_MISS)
def test_a_name_alone_is_at_most_possible(left: str, right: str) -> None:
    assert decide(compare(record(left), record(right))) == "possible"


@pytest.mark.parametrize(("left", "right"), PEERS_MISS)
def test_a_year_far_away_is_no_alarm(left: str, right: str) -> None:
    assert decide(compare(record(left, "1970"), record(right, "18.10.1984"))) == "no_record"


def test_a_patronymic_on_one_side_only_is_neutral() -> None:
    with_father = compare(record("Каримов Рустам Шарифович", "1990"), record("Karimov Rustam", "1990"))
    without = compare(record("Каримов Рустам", "1990"), record("Karimov Rustam", "1990"))
    assert with_father.weight == without.weight


def test_a_conflicting_patronymic_counts_against() -> None:
    agreeing = compare(record("Каримов Рустам Шарифович"), record("Karimov Rustam Sharifovich"))
    conflicting = compare(record("Каримов Рустам Шарифович"), record("Karimov Rustam Bozorovich"))
    missing = compare(record("Каримов Рустам Шарифович"), record("Karimov Rustam"))
    assert agreeing.weight > missing.weight > conflicting.weight


def test_another_passport_number_is_weaker_than_none_and_never_recorded() -> None:
    same = compare(
        record("Каримов Рустам", "01.02.1990", "A1234567"), record("Karimov Rustam", "01.02.1990", "A1234567")
    )
    none = compare(record("Каримов Рустам", "01.02.1990"), record("Karimov Rustam", "01.02.1990", "A1234567"))
    other = compare(
        record("Каримов Рустам", "01.02.1990", "B7654321"), record("Karimov Rustam", "01.02.1990", "A1234567")
    )
    assert same.weight > none.weight > other.weight
    assert (decide(same), decide(other)) == ("recorded", "possible")


def test_no_birth_date_is_not_like_an_equal_one() -> None:
    equal = compare(record("Каримов Рустам", "01.02.1990"), record("Karimov Rustam", "01.02.1990"))
    missing = compare(record("Каримов Рустам"), record("Karimov Rustam", "01.02.1990"))
    assert equal.weight - missing.weight > 10
    assert decide(missing) == "possible"


def test_a_number_typed_with_cyrillic_letters_is_the_same_number() -> None:
    found = compare(record("Каримов Рустам", document="АВ 1234567"), record("Karimov Rustam", document="AB1234567"))
    assert level(found, "document") == "equal"


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("14.05.1975", "14.05.1975", "equal"),
        ("04.03.1975", "03.04.1975", "swapped"),
        ("14.05.1975", "14.05.1976", "near_year"),
        ("14.05.1975", "14.05.1985", "one_digit"),
        ("14.05.1975", "14.06.1975", "one_digit"),
        ("01.01.1975", "01.01.1975", "equal_placeholder"),
        ("01.01.1975", "14.05.1975", "year"),
        ("1975", "14.05.1975", "year"),
        ("05.1975", "14.05.1975", "month"),
        ("05.1975", "14.07.1975", "same_year"),
        ("23.11.1975", "14.05.1975", "same_year"),
        ("1976", "14.05.1975", "near"),
        ("1970", "18.10.1984", "conflicting"),
        ("23.11.1961", "14.05.1975", "conflicting"),
    ],
)
def test_each_agreement_of_dates_has_its_level(left: str, right: str, expected: str) -> None:
    assert level(compare(record("Каримов", left), record("Каримов", right)), "birth") == expected


def test_sex_and_citizenship_that_contradict_count_against() -> None:
    same = compare(record("Каримов", sex=Sex.MALE, citizenship="TJ"), record("Каримов", sex=Sex.MALE, citizenship="TJ"))
    other = compare(
        record("Каримов", sex=Sex.MALE, citizenship="TJ"), record("Каримов", sex=Sex.FEMALE, citizenship="UZ")
    )
    assert level(other, "sex") == level(other, "citizenship") == "conflicting"
    assert same.weight > compare(record("Каримов"), record("Каримов")).weight > other.weight


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Муҳаммад Алӣ Каримов", "Каримов Муҳаммадалӣ"),
        ("Раҳимҷонов Қоҳир", "Раҳимов Қоҳир"),
        ("Раҳимов Абдуқоҳир", "Раҳимов Қоҳир"),
        ("Шералӣ Карим", "Каримов Шералӣ"),
        ("محمد رحمان‌زاده", "Муҳаммад Раҳмонзода"),
        ("Каримов Ш. Р.", "Каримов Шариф Рустамович"),
    ],
)
def test_compounds_particles_order_script_and_initials_do_not_hide_a_person(left: str, right: str) -> None:
    assert decide(compare(record(left, "05.03.1991"), record(right, "05.03.1991"))) != "no_record"


def test_brothers_born_on_one_day_are_not_recorded_for_each_other() -> None:
    found = compare(record("Каримов Ҳасан Шарифович", "05.03.1991"), record("Каримов Ҳусейн Шарифович", "05.03.1991"))
    assert decide(found) != "recorded"


def test_a_weak_alias_can_only_make_it_possible() -> None:
    found = compare(record("Каримов Рустам", "05.03.1991"), record("Каримов Рустам", "05.03.1991", weak=True))
    assert found.weak_name
    assert decide(found) == "possible"


def test_without_a_readable_name_nobody_is_recorded() -> None:
    found = compare(record("金正恩", "05.03.1991"), record("Каримов", "05.03.1991"))
    assert decide(found) == "no_record"


def test_the_weight_is_the_sum_of_prior_and_evidence() -> None:
    empty = compare(record("金"), record("恩"))
    found = compare(record("Каримов Рустам", "1990"), record("Karimov Rustam", "1990"))
    assert found.weight == pytest.approx(empty.weight + sum(one.bits for one in found.evidence))


@given(st.floats(min_value=-1e4, max_value=1e4))
def test_a_probability_lies_between_nothing_and_one(weight: float) -> None:
    assert 0.0 <= model().probability(weight) <= 1.0


@given(st.text(max_size=40), st.text(max_size=40))
def test_comparison_is_symmetric(left: str, right: str) -> None:
    assert compare(record(left), record(right)).weight == pytest.approx(compare(record(right), record(left)).weight)
