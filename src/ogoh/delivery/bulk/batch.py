"""Batches of subjects: the plain rows as their columns give them, all others through the row-wise reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ogoh.delivery.bulk.arrow import concat_batches
from ogoh.delivery.bulk.cells import ROWS, CellBatch
from ogoh.delivery.bulk.references import Met, row_reference
from ogoh.delivery.bulk.subjects import CASE, ROW, PlainReader, day_text
from ogoh.delivery.columns import Columns
from ogoh.delivery.crossing import Crossing, read_crossing
from ogoh.delivery.entry import Entry, Rejected
from ogoh.delivery.reading import LONGEST_REFERENCE, RowReader
from ogoh.delivery.row import Row, UnusableCell
from ogoh.delivery.tables import Line
from ogoh.delivery.tables.cell import is_empty
from ogoh.identity.batch import SUBJECTS, subjects_batch


@dataclass(frozen=True, slots=True)
class BulkBatch:
    """Some rows of a file, in its order.

    ``subjects`` (the columns of `SUBJECTS`) and ``case`` (the columns of `CASE`) hold the accepted rows, row by row;
    ``rejected`` the others, with the reasons of the row-wise reader.
    """

    subjects: pa.RecordBatch
    case: pa.RecordBatch
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True)
class _Accepted:
    entry: Entry
    crossing: Crossing


class BulkReader:
    """Reads the batches of one file in their order and remembers the references it has met."""

    def __init__(self, columns: Columns, today: date, *, crossings: bool) -> None:
        self._columns = columns
        self._today = today
        self._crossings = crossings
        self._plain = PlainReader(columns, today, crossings=crossings)
        self._rows = RowReader(columns, today)
        self._met = Met()

    def read(self, batch: CellBatch) -> BulkBatch:
        """Read a batch: every row that is not empty is accepted or rejected."""
        read = self._plain.read(batch)
        others = batch.lines(np.flatnonzero(~read.plain))
        outcomes = [self._read_row(line) for line in others if not all(map(is_empty, line[1]))]
        accepted = [outcome for outcome in outcomes if isinstance(outcome, _Accepted)]
        rejected = [outcome for outcome in outcomes if isinstance(outcome, Rejected)]
        rows, repeated = self._without_repeated(batch, _in_order(read.batch(), accepted))
        rejected = sorted([*rejected, *repeated], key=lambda one: one.row) if repeated else rejected
        return _bulk_batch(rows, rejected)

    def _read_row(self, line: Line) -> _Accepted | Rejected:
        outcome = self._rows.read_alone(line)
        if isinstance(outcome, Rejected):
            return outcome
        return self._with_crossing(line, outcome) if self._crossings else _Accepted(outcome, Crossing())

    def _with_crossing(self, line: Line, entry: Entry) -> _Accepted | Rejected:
        row = Row(self._columns, line[1])
        try:
            crossing = read_crossing(row, self._today)
        except UnusableCell as error:
            return self._rows.rejected(line, error)
        reference = row.text("id", LONGEST_REFERENCE) or row_reference(entry.row)
        return _Accepted(replace(entry, reference=reference), crossing)

    def _without_repeated(self, batch: CellBatch, rows: pa.RecordBatch) -> tuple[pa.RecordBatch, list[Rejected]]:
        numbers: npt.NDArray[np.int64] = rows["row"].to_numpy()
        repeated = self._met.meet(numbers, rows["id"])
        if not repeated:
            return rows, []
        lines = batch.lines(np.searchsorted(batch.numbers, numbers[list(repeated)]))
        references: list[str] = [rows["id"][place].as_py() for place in repeated]
        keep = np.ones(len(numbers), np.bool_)
        keep[list(repeated)] = False
        rejected = map(self._rows.repeated, lines, references, repeated.values())
        return rows.filter(pa.array(keep)), list(rejected)


def batches_of_outcomes(outcomes: Iterable[Entry | Rejected]) -> Iterator[BulkBatch]:
    """Batches of what a row-wise reader has read already."""
    remaining = iter(outcomes)
    while some := list(islice(remaining, ROWS)):
        accepted = [_Accepted(outcome, Crossing()) for outcome in some if isinstance(outcome, Entry)]
        yield _bulk_batch(_rows(accepted), [outcome for outcome in some if isinstance(outcome, Rejected)])


def _bulk_batch(rows: pa.RecordBatch, rejected: Sequence[Rejected]) -> BulkBatch:
    return BulkBatch(rows.select(SUBJECTS.names), rows.select(CASE.names), tuple(rejected))


def _in_order(plain: pa.RecordBatch, others: list[_Accepted]) -> pa.RecordBatch:
    """Plain and other rows as one batch, in the order of their numbers."""
    if not others:
        return plain
    both: pa.RecordBatch = concat_batches([plain, _rows(others)])
    return both.take(np.argsort(both["row"].to_numpy(), kind="stable"))


def _rows(accepted: list[_Accepted]) -> pa.RecordBatch:
    subjects = subjects_batch([(one.entry.reference, one.entry.subject) for one in accepted])
    cases = [_case(one.entry, one.crossing) for one in accepted]
    columns = zip(*cases, strict=True) if cases else [() for _ in CASE]
    arrays = [pa.array(column, kind.type) for column, kind in zip(columns, CASE, strict=True)]
    return pa.RecordBatch.from_arrays([*subjects.columns, *arrays], schema=ROW)


def _case(entry: Entry, crossing: Crossing) -> tuple[int | str | bool, ...]:
    return (
        entry.row,
        entry.grounds,
        entry.agency,
        day_text(entry.decided_on),
        day_text(entry.until),
        entry.removed,
        day_text(crossing.crossed_on),
        crossing.direction,
        crossing.place,
    )
