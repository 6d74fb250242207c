"""Brothers and sisters bear the same family name and the same father's name: together these prove less."""

from __future__ import annotations

import pytest

from ogoh.identity import Subject
from ogoh.matching import Comparison, compare, decide, explain, prepare
from ogoh.matching.birth_evidence import ONE_AGE
from ogoh.matching.explain import SENTENCES
from ogoh.matching.model import model
from ogoh.matching.model_faults import KINSHIP
from ogoh.matching.name_evidence import exchange_bits
from ogoh.names import WrittenName
from tests.matching.records import record

RARE = "Шоҳбозқулов Зарринҷон Ғиёсиддинхӯҷаевич"
BROTHER = "Шоҳбозқулов Далер Ғиёсиддинхӯҷаевич"


def bits(found: Comparison, attribute: str) -> float:
    return sum(one.bits for one in found.evidence if one.attribute == attribute)


def test_what_relatives_share_is_taken_off_where_it_proves_much() -> None:
    found = compare(record(RARE), record(RARE))
    assert bits(found, "kinship") < -1
    assert bits(found, "family") + bits(found, "patronymic") + bits(found, "kinship") > 0


def test_the_given_name_is_not_shared_by_relatives() -> None:
    itself, brother = compare(record(RARE), record(RARE)), compare(record(RARE), record(BROTHER))
    assert bits(brother, "kinship") < bits(itself, "kinship") < 0
    assert bits(brother, "given") < 0


def test_a_name_of_one_part_has_no_relatives() -> None:
    assert bits(compare(record("Зарринҷон"), record("Зарринҷон")), "kinship") == 0


def test_where_the_names_differ_relatives_are_no_matter() -> None:
    assert bits(compare(record("Каримов Рустам"), record("Назаров Далер")), "kinship") == 0


def test_a_brother_born_on_another_day_is_not_the_person() -> None:
    assert decide(compare(record(RARE, "05.03.1991"), record(BROTHER, "17.08.1994")), said_little=False) == "no_record"


def test_a_given_name_that_agrees_stays_unshared_where_a_second_one_does_not() -> None:
    one, other = (
        prepare(Subject((WrittenName(family="Раҳимов", given=f"Зарринҷон {second}"),))) for second in ("Шаҳло", "Далер")
    )
    assert bits(compare(one, other), "kinship") > -1


SON, FATHER = "Давлатов Хайрулло Фирдавсович", "Давлатов Фирдавс Хайруллоевич"


def test_a_father_is_not_his_son() -> None:
    assert decide(compare(record(SON), record(FATHER))) == "no_record"
    assert decide(compare(record(SON, "13.03.2006"), record(FATHER, "01.05.1980"))) == "no_record"


def test_of_father_and_son_it_is_said_that_their_names_stand_crosswise() -> None:
    found = compare(record(SON, "13.03.2006"), record(FATHER, "01.05.1980"))
    assert ("kinship", "crosswise", 0.0) in [one[:3] for one in found.evidence]
    assert any("as with a father and his son" in said for said in explain(found))


def test_names_that_changed_places_by_a_slip_are_possible_where_the_dates_rule_out_father_and_son() -> None:
    found = compare(record(SON, "13.03.2006"), record(FATHER, "13.03.2006"))
    assert [one.level for one in found.evidence if one.attribute == "kinship"] == ["exchanged"]
    assert decide(found) == "possible"


@pytest.mark.parametrize("born", ["13.03.1976", "13.03.1996"])
def test_one_digit_of_the_date_may_be_that_of_the_decade(born: str) -> None:
    assert bits(compare(record(SON, "13.03.2006"), record(FATHER, born)), "kinship") == 0


def test_a_slip_is_counted_once_and_only_where_both_names_stand_crosswise() -> None:
    whole, half = (
        compare(record(SON, "2006"), record(FATHER, "2006")),
        compare(record(SON, "2006"), record("Давлатов Фирдавс", "2006")),
    )
    assert bits(whole, "kinship") == exchange_bits()
    assert bits(half, "kinship") == 0


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Муҳаммадзода Эшон Муҳаммадович", "Мухаммадзода Эшон Мухаммад"),
        ("Тойчуев Нур Лан Улукбекович", "Тойчуев Нур Лан Улукбекович"),
        ("Ерланов Далер Омарович", "Омаров Далер Ерланович"),
    ],
)
def test_what_is_said_twice_counts_once(left: str, right: str) -> None:
    found = compare(record(left), record(right))
    assert sum(one.bits == 0.0 for one in found.evidence) == 1


def test_a_family_and_a_father_of_other_names_count_both() -> None:
    found = compare(record("Раҳимов Далер Каримович"), record("Рахимов Далер Каримзода"))
    assert all(one.bits > 0 for one in found.evidence if one.attribute in ("family", "patronymic"))


def test_the_levels_of_one_age_are_levels_of_the_model() -> None:
    assert set(model().birth) > ONE_AGE


def test_every_level_of_kinship_has_its_sentence_and_may_be_named_in_a_model_file() -> None:
    assert {level for attribute, level in SENTENCES if attribute == "kinship"} == KINSHIP
