"""No number of fewer than ten people is told, nor one that gives it away."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.linkage.reconciliation.suppression import Cell, Sum, Tally, published

WHOLE: Cell = ("whole", "")


def cells(about: str, count: int) -> tuple[Cell, ...]:
    return tuple((about, str(number)) for number in range(count))


def told(*parts: int, people: int | None = None) -> tuple[int | None, ...]:
    """What is told of a whole and its parts."""
    names = cells("part", len(parts))
    tallies = {WHOLE: Tally(sum(parts), sum(parts))}
    tallies |= {name: Tally(part, min(part, people or part)) for name, part in zip(names, parts, strict=True)}
    found = published(tallies, [Sum(WHOLE, names)])
    return tuple(found[name] for name in (WHOLE, *names))


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ((10, 20, 30), (60, 10, 20, 30)),
        ((9, 20, 30), (59, None, 20, None)),
        ((20, 9, 0), (29, None, None, 0)),
        ((0, 0, 30), (30, 0, 0, 30)),
        ((5, 6, 40), (51, None, None, 40)),
        ((1, 2, 40), (43, None, None, None)),
        ((4, 0, 0), (None, None, 0, 0)),
    ],
    ids=["ten", "nine", "no third", "nobody", "two small", "two too small together", "all small"],
)
def test_small_numbers_and_what_gives_them_away(parts: tuple[int, ...], found: tuple[int | None, ...]) -> None:
    assert told(*parts) == found


def test_many_records_of_few_people_are_a_small_number() -> None:
    assert told(30, 40, people=9)[1:] == (None, None)


def test_two_sums_over_one_whole_do_not_give_away_together_what_each_hides() -> None:
    one, other = cells("one", 3), cells("other", 3)
    numbers = [5, 30, 65, 5, 40, 55]
    tallies = {name: Tally(number, number) for name, number in zip((*one, *other), numbers, strict=True)}
    tallies[WHOLE] = Tally(100, 100)
    sums = [Sum(WHOLE, one), Sum(WHOLE, other), Sum(("one", "2"), (other[0], ("extra", "")))]
    tallies[("extra", "")] = Tally(60, 60)
    found = published(tallies, sums)
    assert_nothing_is_given_away(tallies, sums, found)


small = st.integers(0, 14)


@given(st.tuples(small, small, small, small))
def test_a_table_of_two_by_two_with_its_sums_never_gives_a_small_number_away(inner: tuple[int, ...]) -> None:
    names = [("cell", f"{row}{column}") for row, column in product("ab", "xy")]
    tallies: dict[Cell, Tally] = {name: Tally(n, n) for name, n in zip(names, inner, strict=True)}
    lines: dict[Cell, tuple[Cell, ...]] = {
        ("row", "a"): (names[0], names[1]),
        ("row", "b"): (names[2], names[3]),
        ("column", "x"): (names[0], names[2]),
        ("column", "y"): (names[1], names[3]),
    }
    for total, parts in lines.items():
        tallies[total] = Tally(*[sum(tallies[part].records for part in parts)] * 2)
    tallies[WHOLE] = Tally(sum(inner), sum(inner))
    sums = [Sum(total, parts) for total, parts in lines.items()]
    sums += [Sum(WHOLE, (("row", "a"), ("row", "b"))), Sum(WHOLE, (("column", "x"), ("column", "y")))]
    assert_nothing_is_given_away(tallies, sums, published(tallies, sums))


def assert_nothing_is_given_away(tallies: dict[Cell, Tally], sums: list[Sum], found: object) -> None:
    """Every small number is withheld, and numbers other than the true ones fit all that is told just as well."""
    assert isinstance(found, dict)
    hidden = [cell for cell, number in found.items() if number is None]
    tight = [cell for cell, tally in tallies.items() if 0 < tally.people < 10]
    assert set(tight) <= set(hidden)
    if not hidden:
        return
    matrix = np.array([[float((cell in one.parts) - (cell == one.total)) for cell in hidden] for one in sums])
    _, values, directions = np.linalg.svd(matrix)
    null_space = directions[int((values > 1e-9).sum()) :]
    for cell in tight:
        assert np.abs(null_space[:, hidden.index(cell)]).max(initial=0) > 1e-9, f"{cell} is given away"
