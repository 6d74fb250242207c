"""Dates of birth of a batch, each distinct cell read once, and how any two of them agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa

from ogoh.identity import APPROXIMATE_YEARS, PartialDate
from ogoh.identity.birth_text import partial_date_of
from ogoh.linkage.columns import NONE, Flags, Numbers, Places, coded, each_once, starts_of
from ogoh.matching.birth_evidence import birth_evidence
from ogoh.matching.keys import is_exact


@dataclass(frozen=True, slots=True)
class BirthColumns:
    """The distinct birth cells of a batch; ``of_row`` tells which cell a row has.

    ``starts`` (one more than cells) tells which dates are a cell's. Of each date ``year``, ``month`` and ``day`` (0
    where not known), ``first_year`` and ``last_year`` that it may mean, and whether it is ``exact``. ``single`` says of
    a cell that it is one whole day, neither approximate nor a range.
    """

    of_row: Numbers
    cells: Sequence[tuple[PartialDate, ...]]
    starts: Places
    year: Numbers
    month: Numbers
    day: Numbers
    first_year: Numbers
    last_year: Numbers
    exact: Flags
    single: Flags

    def all_exact(self) -> Flags:
        """Which cells hold a date, and none that is not exact."""
        owner = np.repeat(np.arange(len(self.cells)), np.diff(self.starts))
        vague = np.bincount(owner, weights=~self.exact, minlength=len(self.cells)) > 0
        return (np.diff(self.starts) > 0) & ~vague


@lru_cache(maxsize=1 << 16)
def _dates(cell: str) -> tuple[PartialDate, ...]:
    return tuple(filter(None, map(partial_date_of, cell.split())))


def births_of(batch: pa.RecordBatch) -> BirthColumns:
    """The dates of birth of a batch of subjects."""
    texts, of_row = coded(batch, "births")
    cells = [_dates(text) for text in texts]
    dates = [date for cell in cells for date in cell]
    slack = [APPROXIMATE_YEARS if date.approximate else 0 for date in dates]
    return BirthColumns(
        of_row,
        cells,
        starts_of(np.array([len(cell) for cell in cells], np.int64)),
        np.array([date.year for date in dates], np.int32),
        np.array([date.month or 0 for date in dates], np.int32),
        np.array([date.day or 0 for date in dates], np.int32),
        np.array([date.year - more for date, more in zip(dates, slack, strict=True)], np.int32),
        np.array([(date.last_year or date.year) + more for date, more in zip(dates, slack, strict=True)], np.int32),
        np.array([is_exact(date) for date in dates], np.bool_),
        np.array([len(cell) == 1 and _is_day(cell[0]) for cell in cells], np.bool_),
    )


def _is_day(date: PartialDate) -> bool:
    return date.precision == "day" and not date.approximate


def birth_levels(left: BirthColumns, right: BirthColumns, one: Numbers, other: Numbers) -> Numbers:
    """How the cells ``one`` of the left side agree with the cells ``other`` of the right, pair by pair: places in
    `LEVELS`, ``NONE`` where a side gives no date."""
    codes = np.full(len(one), NONE, np.int32)
    whole = left.single[one] & right.single[other]
    codes[whole] = _day_levels(left, right, left.starts[one[whole]], right.starts[other[whole]])
    rest = np.flatnonzero(~whole)
    codes[rest] = each_once(
        one[rest], other[rest], lambda first, second: _level(left.cells[first], right.cells[second])
    )
    return codes


def _level(left: tuple[PartialDate, ...], right: tuple[PartialDate, ...]) -> int:
    found = birth_evidence(left, right)
    return LEVELS.index(found.level) if found else NONE


def _day_levels(left: BirthColumns, right: BirthColumns, one: Places, other: Places) -> Numbers:
    """What `ogoh.matching.birth_evidence.birth_level` says of two whole days, in columns."""
    years = np.abs(left.year[one] - right.year[other])
    month, day, month2, day2 = left.month[one], left.day[one], right.month[other], right.day[other]
    placeholder, placeholder2 = (month == 1) & (day == 1), (month2 == 1) & (day2 == 1)
    either = placeholder | placeholder2
    one_day = (month == month2) & (day == day2)
    apart = _digits_apart(left.year[one], right.year[other]) + _digits_apart(month, month2) + _digits_apart(day, day2)
    found = [
        ((years == 0) & one_day & placeholder, "equal_placeholder"),
        ((years == 0) & one_day, "equal"),
        ((years == 0) & (month == day2) & (day == month2), "swapped"),
        ((years == 0) & either, "year"),
        (one_day & (years == 1) & ~placeholder, "near_year"),
        ((apart == 1) & ~either, "one_digit"),
        (years == 0, "same_year"),
        ((years == 1) & either, "near"),
    ]
    codes = np.select(
        [where for where, _ in found], [LEVELS.index(level) for _, level in found], LEVELS.index("conflicting")
    )
    return codes.astype(np.int32)


def _digits_apart(one: Numbers, other: Numbers) -> Numbers:
    return sum(((one // ten) % 10 != (other // ten) % 10).astype(np.int32) for ten in (1, 10, 100, 1000))


LEVELS = (
    "equal",
    "equal_placeholder",
    "swapped",
    "one_digit",
    "near_year",
    "month",
    "year",
    "range",
    "same_year",
    "near",
    "conflicting",
)
"""The levels of agreement of dates of birth, keys of ``birth`` in the model."""
