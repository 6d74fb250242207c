"""Keys of batches of subjects: those that `ogoh.matching.keys` makes, worked out in columns.

A batch of subjects in, a batch of keys out, nothing else read: so that any engine can run it anywhere. The side that
asks gives all its keys, by how much it means to share one; the side that is asked gives those kinds that anybody asks
for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ogoh.linkage.births import BirthColumns, births_of
from ogoh.linkage.columns import Keys, Places, members
from ogoh.linkage.counting import names_borne
from ogoh.linkage.documents import documents_of
from ogoh.linkage.name_columns import NameColumns, NameReader
from ogoh.linkage.pieces import PieceColumns, Ragged, pieces_of
from ogoh.linkage.sieve import Sieve
from ogoh.matching.commonness import Borne
from ogoh.matching.key_numbers import mixed
from ogoh.matching.keys import (
    DAY_OF_YEAR,
    DOCUMENT,
    NAMES,
    TENS,
    UNDATED,
    WHOLE_DAY,
    YEAR,
    YEAR_ALONE,
    YEAR_AND_NUMBER,
)

KEYS = pa.schema(
    [
        pa.field("subject", pa.int64(), nullable=False),
        pa.field("key", pa.int64(), nullable=False),
        pa.field("weight", pa.int8(), nullable=False),
    ]
)
"""The columns of a batch of keys: the number of the subject, the key, and how much it means to share it (`Weight`)."""


class Weight(IntEnum):
    """How much it means to share a key, as `ogoh.matching.keys.Asked` tells it; wide ones are asked for only by those
    without any date of birth, where the others find too few."""

    WIDE = 0
    NARROW = 1
    STRONG = 2


@dataclass(frozen=True, slots=True)
class Dating:
    """Which forms of date of birth there are among subjects; keys for others need not be made."""

    exact: bool = True
    inexact: bool = True
    none: bool = True

    def __or__(self, other: Dating) -> Dating:
        return Dating(self.exact or other.exact, self.inexact or other.inexact, self.none or other.none)


class KeyMaker:
    """Makes the keys of batches; words that were met are remembered, for they repeat."""

    def __init__(self, reader: NameReader) -> None:
        self._reader = reader

    def asked(self, subjects: pa.RecordBatch) -> pa.RecordBatch:
        """The keys under which the subjects of a batch look for others; ``number`` is their column of numbers."""
        facts = _Facts.of(subjects, self._reader.read(subjects), asking=True, by_name=True)
        return _batch(subjects, _asked(facts))

    def stored(
        self, subjects: pa.RecordBatch, asking: Dating, sieve: Sieve | None = None
    ) -> tuple[pa.RecordBatch, Counter[Borne]]:
        """The keys under which subjects are found by those whose dates of birth have the forms ``asking``, and how
        often each part of a name is borne among them; with a ``sieve`` only keys that it lets through."""
        names = self._reader.read(subjects)
        facts = _Facts.of(subjects, names, asking=False, by_name=asking.none)
        return _batch(subjects, _stored(facts, asking), sieve), names_borne(names)


def dating_of(subjects: pa.RecordBatch) -> Dating:
    """Which forms of date of birth there are in a batch."""
    births = births_of(subjects)
    return Dating(bool(births.exact.any()), not births.exact.all(), bool((np.diff(births.starts) == 0).any()))


_Keyed = tuple[Places, Keys, Weight]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What of a batch goes into keys; ``owner`` tells whose each name is, ``dated`` names every date of every name."""

    names: NameColumns
    owner: Places
    pieces: PieceColumns
    births: BirthColumns
    documents: _Keyed

    @classmethod
    def of(cls, subjects: pa.RecordBatch, names: NameColumns, *, asking: bool, by_name: bool) -> _Facts:
        """The facts of a batch; ``by_name`` says that there may be keys of names alone: of those who ask only such
        whose day of birth is not known need them."""
        documents, births = documents_of(subjects), births_of(subjects)
        rows, numbers = members(documents.starts, documents.of_row)
        owner = np.repeat(np.arange(subjects.num_rows), np.diff(names.starts))
        keyed = rows, mixed(DOCUMENT, documents.keys())[numbers], Weight.STRONG
        undated = np.full(len(owner), by_name) & ~(births.all_exact()[births.of_row[owner]] & asking)
        return cls(names, owner, pieces_of(names, asking=asking, undated=undated), births, keyed)

    def dated(self, *, exact: bool) -> tuple[Places, Places]:
        """Names and dates of one subject, every one with every one, of dates that are exact or are not."""
        names, dates = members(self.births.starts, self.births.of_row[self.owner])
        chosen = self.births.exact[dates] == exact
        return names[chosen], dates[chosen]

    def undated(self) -> Places:
        """The names of subjects without any date of birth."""
        return np.flatnonzero(np.diff(self.births.starts)[self.births.of_row[self.owner]] == 0)

    def unsure(self) -> Places:
        """The names of subjects some of whose dates of birth are not exact."""
        names, _ = self.dated(exact=False)
        of_them = np.zeros(int(self.owner.max(initial=-1)) + 1, np.bool_)
        of_them[self.owner[names]] = True
        return np.flatnonzero(of_them[self.owner])

    def every(self) -> Places:
        """All names."""
        return np.arange(len(self.owner))


def _stored(facts: _Facts, asking: Dating) -> Iterator[_Keyed]:
    pieces = facts.pieces
    yield facts.documents
    exact, inexact = facts.dated(exact=True), facts.dated(exact=False)
    yield from _of_whole_day(facts, *exact)
    if asking.exact or asking.inexact:
        yield from _of_pairs(facts, UNDATED, facts.undated(), Weight.NARROW)
        yield from _of_days(facts, *exact)
        yield from _of_years(facts, YEAR_ALONE, *inexact, Weight.NARROW)
    if asking.inexact:
        yield from _of_years(facts, YEAR, *exact, Weight.STRONG)
        yield from _of_years(facts, YEAR, *inexact, Weight.STRONG)
    if asking.none:
        yield from _of_pairs(facts, NAMES, facts.every(), Weight.WIDE)
        yield _whole(facts, pieces.close, facts.every(), Weight.NARROW)
        yield _whole(facts, pieces.halves, facts.every(), Weight.WIDE)


def _asked(facts: _Facts) -> Iterator[_Keyed]:
    exact, inexact = facts.dated(exact=True), facts.dated(exact=False)
    undated, unsure = facts.undated(), facts.unsure()
    dated = np.setdiff1d(facts.every(), undated)
    yield facts.documents
    yield from _of_whole_day(facts, *exact)
    yield from _of_years(facts, YEAR, *inexact, Weight.STRONG)
    yield from _of_pairs(facts, UNDATED, dated, Weight.NARROW)
    yield from _of_years(facts, YEAR_ALONE, *exact, Weight.NARROW)
    yield from _of_days(facts, *exact)
    yield _whole(facts, facts.pieces.close, undated, Weight.NARROW)
    yield _whole(facts, facts.pieces.close, unsure, Weight.WIDE)
    for names in (undated, unsure):
        yield from _of_pairs(facts, NAMES, names, Weight.WIDE)
        yield _whole(facts, facts.pieces.halves, names, Weight.WIDE)


def _of_pairs(facts: _Facts, kind: int, names: Places, weight: Weight) -> Iterator[_Keyed]:
    at, pairs = members(facts.pieces.pairs.starts, names)
    yield facts.owner[names[at]], mixed(kind, facts.pieces.pairs.numbers[pairs]), weight


def _whole(facts: _Facts, keys: Ragged, names: Places, weight: Weight) -> _Keyed:
    at, numbers = members(keys.starts, names)
    return facts.owner[names[at]], keys.numbers[numbers], weight


def _of_years(facts: _Facts, kind: int, names: Places, dates: Places, weight: Weight) -> Iterator[_Keyed]:
    first, last = facts.births.first_year[dates], facts.births.last_year[dates]
    at, years = members(np.concatenate([[0], np.cumsum(last - first + 1)]), np.arange(len(names)))
    years = years - np.concatenate([[0], np.cumsum(last - first + 1)])[at] + first[at]
    of, pairs = members(facts.pieces.pairs.starts, names[at])
    keys = mixed(kind, facts.pieces.pairs.numbers[pairs], years[of].astype(np.uint64))
    yield facts.owner[names[at][of]], keys, weight


def _of_whole_day(facts: _Facts, names: Places, dates: Places) -> Iterator[_Keyed]:
    low, high = _day(facts, dates)
    number = (facts.births.year[dates].astype(np.uint64) * TENS + low) * TENS + high
    at, singles = members(facts.pieces.singles.starts, names)
    yield facts.owner[names[at]], mixed(WHOLE_DAY, facts.pieces.singles.numbers[singles], number[at]), Weight.STRONG


def _of_days(facts: _Facts, names: Places, dates: Places) -> Iterator[_Keyed]:
    low, high = _day(facts, dates)
    year = facts.births.year[dates].astype(np.uint64) * TENS
    at, places = members(facts.pieces.pairs.starts, names)
    owner, pairs = facts.owner[names[at]], facts.pieces.pairs.numbers[places]
    yield owner, mixed(DAY_OF_YEAR, pairs, (low * TENS + high)[at]), Weight.NARROW
    yield owner, mixed(YEAR_AND_NUMBER, pairs, (year + low)[at]), Weight.NARROW
    yield owner, mixed(YEAR_AND_NUMBER, pairs, (year + high)[at]), Weight.NARROW


def _day(facts: _Facts, dates: Places) -> tuple[Keys, Keys]:
    """The lower and the higher of month and day, which may have changed places."""
    month, day = facts.births.month[dates], facts.births.day[dates]
    return np.minimum(month, day).astype(np.uint64), np.maximum(month, day).astype(np.uint64)


def _batch(subjects: pa.RecordBatch, keyed: Iterator[_Keyed], sieve: Sieve | None = None) -> pa.RecordBatch:
    columns = [_sifted(*one, sieve) for one in keyed]
    rows, keys, weights = _each_once(*(np.concatenate(column) for column in zip(*columns, strict=True)))
    numbers = np.asarray(subjects.column("number"))[rows]
    return pa.RecordBatch.from_arrays([pa.array(numbers), pa.array(keys), pa.array(weights)], schema=KEYS)


def _each_once(rows: Places, keys: NDArray[np.int64], weights: NDArray[np.int8]) -> tuple[NDArray[Any], ...]:
    """The keys of each subject once, with the greatest weight that it has there."""
    order = np.lexsort((-weights, keys, rows))
    rows, keys = rows[order], keys[order]
    first = np.append(True, (np.diff(rows) != 0) | (np.diff(keys) != 0))[: len(order)]
    return rows[first], keys[first], weights[order][first]


def _sifted(
    rows: Places, keys: Keys, weight: Weight, sieve: Sieve | None
) -> tuple[Places, NDArray[np.int64], NDArray[np.int8]]:
    whole = keys.view(np.int64)
    if sieve is not None:
        asked = np.flatnonzero(sieve.may_hold(whole))
        rows, whole = rows[asked], whole[asked]
    return rows, whole, np.full(len(rows), weight, np.int8)
