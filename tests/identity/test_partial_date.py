from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.identity import PartialDate, Unreadable, read_birth

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2026, 1, 1))


def _ranges() -> st.SearchStrategy[PartialDate]:
    return st.builds(
        lambda first, length, approximate: PartialDate(first, last_year=first + length, approximate=approximate),
        st.integers(1900, 2000),
        st.integers(0, 20),
        st.booleans(),
    )


def _cut_days() -> st.SearchStrategy[PartialDate]:
    return st.builds(
        lambda day, known, approximate: PartialDate(
            day.year, day.month if known > 0 else None, day.day if known > 1 else None, approximate=approximate
        ),
        DAYS,
        st.integers(0, 2),
        st.booleans(),
    )


PARTIAL_DATES = st.one_of(_cut_days(), _ranges())


@pytest.mark.parametrize(
    ("birth", "precision", "text"),
    [
        (PartialDate(1970), "year", "1970"),
        (PartialDate(1970, 5), "month", "1970-05"),
        (PartialDate(1970, 5, 4), "day", "1970-05-04"),
        (PartialDate(1968, last_year=1973), "range", "1968/1973"),
        (PartialDate(1970, approximate=True), "year", "1970~"),
        (PartialDate(1968, last_year=1973, approximate=True), "range", "1968/1973~"),
    ],
)
def test_a_date_knows_how_much_it_knows(birth: PartialDate, precision: str, text: str) -> None:
    assert (birth.precision, birth.text) == (precision, text)


@given(PARTIAL_DATES)
def test_the_text_of_a_date_reads_back_as_the_date(birth: PartialDate) -> None:
    assert read_birth(birth.text, today=date(2030, 1, 1)) == birth


@pytest.mark.parametrize(
    "parts",
    [
        (1899, None, None),
        (10_000, None, None),
        (0, None, None),
        (1990, 13, None),
        (1990, 0, None),
        (1990, 2, 31),
        (1990, 2, 29),
        (1990, 1, 0),
        (1990, None, 5),
    ],
)
def test_what_no_calendar_holds_cannot_be_made(parts: tuple[int, int | None, int | None]) -> None:
    with pytest.raises(Unreadable):
        PartialDate(*parts)


def test_a_leap_day_exists_in_leap_years() -> None:
    assert PartialDate(1992, 2, 29).text == "1992-02-29"


def test_a_range_does_not_end_before_it_begins() -> None:
    with pytest.raises(Unreadable, match="ends after it begins"):
        PartialDate(1973, last_year=1968)


def test_a_range_is_of_years_alone() -> None:
    with pytest.raises(Unreadable, match="years alone"):
        PartialDate(1968, 5, last_year=1973)


def test_the_first_of_january_may_stand_for_an_unknown_day() -> None:
    assert PartialDate(1970, 1, 1).placeholder
    assert not PartialDate(1970, 1, 2).placeholder
    assert not PartialDate(1970).placeholder


@given(DAYS)
def test_a_full_date_is_possible_on_its_day_alone(day: date) -> None:
    birth = PartialDate(day.year, day.month, day.day)
    assert birth.possible_on(day)
    assert not birth.possible_on(day + timedelta(days=1))


@given(DAYS)
def test_a_year_is_possible_on_each_of_its_days(day: date) -> None:
    assert PartialDate(day.year).possible_on(day)
    assert not PartialDate(day.year).possible_on(date(day.year + 1, 1, 1))


def test_a_month_is_possible_on_its_days() -> None:
    assert PartialDate(1970, 5).possible_on(date(1970, 5, 31))
    assert not PartialDate(1970, 5).possible_on(date(1970, 6, 1))


@pytest.mark.parametrize(("year", "possible"), [(1967, False), (1968, True), (1970, True), (1973, True), (1974, False)])
def test_a_range_is_possible_between_its_years(year: int, possible: bool) -> None:
    assert PartialDate(1968, last_year=1973).possible_on(date(year, 7, 1)) is possible


@given(st.integers(-5, 5))
def test_an_approximate_year_is_possible_two_years_off(distance: int) -> None:
    assert PartialDate(1970, approximate=True).possible_on(date(1970 + distance, 7, 1)) is (abs(distance) <= 2)
