"""Dates of birth in columns agree as they do one by one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ogoh.identity import PartialDate, Subject
from ogoh.identity.batch import subjects_batch
from ogoh.linkage.births import LEVELS, BirthColumns, birth_levels, births_of
from ogoh.linkage.columns import NONE
from ogoh.matching.birth_evidence import birth_evidence, birth_level
from ogoh.matching.keys import is_exact
from ogoh.names import WrittenName

Births = tuple[PartialDate, ...]

NOBODY = (WrittenName(whole="Карим"),)
YEARS = st.integers(1979, 1992) | st.sampled_from([1900, 1999, 2000, 2009, 2010])
MONTHS = st.integers(1, 12) | st.just(1)
DAYS = st.builds(PartialDate, YEARS, MONTHS, st.integers(1, 28) | st.integers(1, 12) | st.just(1))


def swapped(day: PartialDate) -> PartialDate:
    if day.month is None or day.day is None or day.day > 12:
        return day
    return PartialDate(day.year, day.day, day.month)


def neighbours(day: PartialDate) -> st.SearchStrategy[PartialDate]:
    """Days that are nearly this one: swapped, one digit apart, 1 January, another year."""
    return st.sampled_from(
        [
            day,
            swapped(day),
            PartialDate(day.year, 1, 1),
            PartialDate(day.year + 1, day.month, day.day),
            PartialDate(day.year + 1, 1, 1),
            PartialDate(day.year + 10, day.month, day.day),
            PartialDate(day.year, day.month, 28),
            PartialDate(day.year, 11, day.day),
        ]
    )


TWO_DAYS = DAYS.flatmap(lambda day: st.tuples(st.just(day), neighbours(day) | DAYS))
DATES = (
    DAYS
    | st.builds(PartialDate, YEARS, st.none() | MONTHS)
    | st.builds(lambda year, more: PartialDate(year, last_year=year + more), YEARS, st.integers(0, 4))
    | st.builds(lambda year: PartialDate(year, approximate=True), YEARS)
    | st.builds(lambda day: PartialDate(day.year, day.month, day.day, approximate=True), DAYS)
)
CELLS = st.lists(DATES, max_size=3).map(tuple)


def columns(cells: list[Births]) -> BirthColumns:
    return births_of(subjects_batch(("", Subject(NOBODY, births)) for births in cells))


def levels(pairs: list[tuple[Births, Births]]) -> list[str]:
    """The level of each pair; empty where a side gives no date."""
    left, right = columns([one for one, _ in pairs]), columns([other for _, other in pairs])
    return ["" if code == NONE else LEVELS[code] for code in birth_levels(left, right, left.of_row, right.of_row)]


@settings(max_examples=40)
@given(st.lists(TWO_DAYS, min_size=1, max_size=30))
def test_whole_days_agree_as_they_do_one_by_one(pairs: list[tuple[PartialDate, PartialDate]]) -> None:
    assert levels([((one,), (other,)) for one, other in pairs]) == [birth_level(*pair) for pair in pairs]


@settings(max_examples=40)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=30))
def test_cells_of_any_dates_agree_as_they_do_one_by_one(pairs: list[tuple[Births, Births]]) -> None:
    found = [birth_evidence(*pair) for pair in pairs]
    assert levels(pairs) == [one.level if one else "" for one in found]


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (PartialDate(1985, 5, 14), PartialDate(1985, 5, 14), "equal"),
        (PartialDate(1985, 1, 1), PartialDate(1985, 1, 1), "equal_placeholder"),
        (PartialDate(1985, 4, 5), PartialDate(1985, 5, 4), "swapped"),
        (PartialDate(1985, 1, 1), PartialDate(1985, 5, 14), "year"),
        (PartialDate(1985, 5, 14), PartialDate(1986, 5, 14), "near_year"),
        (PartialDate(1985, 1, 1), PartialDate(1986, 1, 1), "near"),
        (PartialDate(1985, 5, 14), PartialDate(1985, 5, 24), "one_digit"),
        (PartialDate(1985, 5, 14), PartialDate(1995, 5, 14), "one_digit"),
        (PartialDate(1985, 5, 14), PartialDate(1985, 11, 28), "same_year"),
        (PartialDate(1985, 5, 14), PartialDate(1961, 11, 28), "conflicting"),
    ],
)
def test_whole_days_have_these_levels(one: PartialDate, other: PartialDate, level: str) -> None:
    assert levels([((one,), (other,)), ((other,), (one,))]) == [level, level]


@given(st.lists(CELLS, min_size=1, max_size=20))
def test_a_cell_is_all_exact_if_each_of_its_dates_is(cells: list[Births]) -> None:
    found = columns(cells)
    assert found.all_exact()[found.of_row].tolist() == [bool(cell) and all(map(is_exact, cell)) for cell in cells]
