"""The error channel: every slip happens, does what its name says, and says so."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.synthetic import people
from ogoh.synthetic.cell_slips import SLIPS as CELL_SLIPS
from ogoh.synthetic.dice import Dice, Stream
from ogoh.synthetic.draft import Draft, draft_of, write_down
from ogoh.synthetic.errors import PLACES, kinds, pass_through, slips
from ogoh.synthetic.name_slips import SLIPS as NAME_SLIPS
from ogoh.synthetic.spelling import spelling_draw
from ogoh.synthetic.tables import read_settings

DATE_SLIPS = [name for name in CELL_SLIPS if name.startswith(("day", "month", "year_off", "first"))]


def dice(number: int = 0) -> Dice:
    return Dice(5, Stream.TRAVELLERS, number)


def draft(**told: object) -> Draft:
    cells: dict[str, object] = {
        "country": "TJ", "sex": "M", "given": "Муҳаммадалӣ", "father": "Карим", "stem": "Раҳим", "family_form": "ov",
        "patronymic_form": "ovich", "born": date(1985, 4, 3), "document": "A12345678", "spelling": "tajik",
    }  # fmt: skip
    made = Draft(**(cells | told))  # type: ignore[arg-type]
    write_down(made, dice())
    return made


def after(slip: str, **told: object) -> Draft:
    made = draft(**told)
    assert (NAME_SLIPS | CELL_SLIPS)[slip](made, dice())
    return made


def test_every_kind_of_error_occurs() -> None:
    found: Counter[str] = Counter()
    for person in people(12_000, 11):
        chance = dice(person.number)
        made = draft_of(person, "A12345678", chance.draw(spelling_draw("traveller", person.citizenship)))
        found.update(pass_through(made, "traveller", chance).slips)
    assert set(found) == set(kinds())


def test_every_rate_is_a_probability_with_a_reason() -> None:
    for stage in ("understanding", "cells"):
        for name, rates in read_settings("errors.yaml")[stage].items():
            assert rates["why"], name
            assert all(0 <= rates[place] <= 0.6 for place in PLACES), name


def test_the_table_and_the_code_name_the_same_errors() -> None:
    assert set(kinds()) == set(NAME_SLIPS) | set(CELL_SLIPS)


def test_without_chance_nothing_changes() -> None:
    made = draft()
    before = made.name, made.dob, made.document
    for slip in slips("cells", "list"):
        assert slip.probability < 1
    assert before == (made.name, made.dob, made.document)
    assert made.slips == []


@pytest.mark.parametrize(
    ("slip", "told", "given"),
    [
        ("particle_left_out", {"given": "Раҳимҷон"}, "Раҳим"),
        ("particle_added", {"given": "Раҳим"}, "Раҳимҷон"),
        ("element_shortened", {}, "Маҳмадалӣ"),
        ("element_shortened", {"given": "Абдуқодир"}, "Қодир"),
        ("element_shortened", {"given": "Абдураҳмон"}, "Раҳмон"),
        ("given_and_father_exchanged", {"given": "Фаррух"}, "Карим"),
    ],
)
def test_a_given_name_changes_as_people_change_it(slip: str, told: dict[str, object], given: str) -> None:
    assert after(slip, **told).given == given


def test_a_compound_is_split_at_its_seam() -> None:
    assert after("compound_split").given.replace("-", " ") == "Муҳаммад Алӣ"


def test_uulu_moves_into_the_family_name() -> None:
    made = after("uulu_in_family", country="KG", given="Бакыт", father="Асан", patronymic_form="uulu")
    write_down(made, dice())
    assert (made.family_name, made.patronymic) == ("Асан уулу", "")


def test_uulu_is_left_out() -> None:
    assert after("uulu_left_out", country="KG", patronymic_form="uulu").patronymic_form == "bare"


@pytest.mark.parametrize("slip", ["family_ending_changed", "patronymic_form_changed"])
def test_an_ending_changes_and_the_stem_stays(slip: str) -> None:
    made = draft()
    while not NAME_SLIPS[slip](made, chance := dice(len(made.slips))):
        made.slips.append(str(chance))
    assert (made.stem, made.father) == ("Раҳим", "Карим")
    assert (made.family_form, made.patronymic_form) != ("ov", "ovich")


def test_swapping_family_and_given_name_twice_restores_them() -> None:
    made = after("family_and_given_swapped")
    assert made.name == "Муҳаммадалӣ Раҳимов Каримович"
    CELL_SLIPS["family_and_given_swapped"](made, dice())
    assert made.name == "Раҳимов Муҳаммадалӣ Каримович"


def test_swapping_day_and_month_twice_restores_them() -> None:
    made = after("day_and_month_swapped")
    assert made.dob == "04.03.1985"
    CELL_SLIPS["day_and_month_swapped"](made, dice())
    assert made.dob == "03.04.1985"


@pytest.mark.parametrize(
    ("slip", "dob"), [("first_of_january", "01.01.1985"), ("year_only", "1985"), ("birth_missing", "")]
)
def test_a_date_loses_what_was_not_known(slip: str, dob: str) -> None:
    assert after(slip).dob == dob


@given(st.dates(date(1940, 1, 1), date(2025, 12, 31)), st.sampled_from(DATE_SLIPS), st.integers(0, 500))
def test_a_mistaken_date_is_still_a_date(born: date, slip: str, number: int) -> None:
    made = draft(born=born)
    changed = CELL_SLIPS[slip](made, dice(number))
    day, month, year = map(int, made.dob.split("."))
    assert changed == (date(year, month, day) != born)


def test_lookalikes_can_be_turned_back() -> None:
    made = after("document_lookalikes", document="AB1234567")
    assert made.document == "АВ1234567"
    back = {other: latin for latin, other in read_settings("errors.yaml")["lookalikes"].items()}
    assert "".join(back.get(sign, sign) for sign in made.document) == "AB1234567"


def test_a_spaced_document_keeps_its_signs() -> None:
    made = after("document_spaced")
    assert "".join(sign for sign in made.document if sign.isalnum()) == "A12345678"


@given(st.integers(0, 500))
def test_a_mistaken_document_differs_in_one_digit(number: int) -> None:
    made = draft()
    assert CELL_SLIPS["document_mistaken"](made, dice(number))
    assert sum(left != right for left, right in zip(made.document, "A12345678", strict=True)) == 1


@given(st.sampled_from([name for name in CELL_SLIPS if name.startswith("letter")]), st.integers(0, 500))
def test_a_slip_of_the_finger_touches_one_place(slip: str, number: int) -> None:
    made = draft()
    before = made.name
    changed = CELL_SLIPS[slip](made, dice(number))
    assert changed == (made.name != before)
    assert abs(len(made.name) - len(before)) <= 1


@given(st.sampled_from(sorted(CELL_SLIPS)), st.integers(0, 200))
def test_no_slip_fails_on_an_empty_record(slip: str, number: int) -> None:
    made = draft()
    made.family_name = made.given_name = made.patronymic = made.dob = made.document = ""
    CELL_SLIPS[slip](made, dice(number))
    assert made.dob == ""


@pytest.mark.parametrize("slip", ["uulu_in_family", "uulu_left_out", "patronymic_missing", "patronymic_form_changed"])
def test_a_slip_that_cannot_happen_leaves_the_record_alone(slip: str) -> None:
    made = draft(patronymic_form="none")
    assert not NAME_SLIPS[slip](made, dice())
