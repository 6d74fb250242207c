"""Reading each distinct cell of a column once: what repeats in a list is read once, not a million times."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pyarrow as pa

from ogoh.delivery.bulk.arrow import Array
from ogoh.delivery.bulk.cells import Column
from ogoh.delivery.columns import Columns
from ogoh.delivery.row import Row, UnusableCell
from ogoh.delivery.tables import Cell, Fault

MOST_KNOWN = 1 << 16
"""Cells that one reader remembers from batch to batch; what a batch holds comes on top."""

Value: TypeAlias = str | bool | None
CellReader: TypeAlias = Callable[[Cell], Value]
RowPartReader: TypeAlias = Callable[[Row], Value]


class _Known(dict[Cell, Value]):
    """What cells say, learned as they are met."""

    def __init__(self, read: CellReader) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, cell: Cell) -> Value:
        self[cell] = value = self.read(cell)
        return value


class DistinctReader:
    """Reads columns through the reader of one cell; null where the cell is not plainly fine.

    A row with such a cell goes through the row-wise reader, which says what is wrong with it, if anything is.
    """

    def __init__(self, read: CellReader, kind: pa.DataType | None = None) -> None:
        self._known = _Known(read)
        self._kind = kind or pa.string()

    def of(self, cell: Cell) -> Value:
        """The value of one cell."""
        return self._known[cell]

    def __call__(self, column: Column) -> Array:
        """One value for each row."""
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        coded = column.coded()
        values: list[Value] = list(map(self._known.__getitem__, coded.cells))
        return pa.array(values, self._kind).take(coded.codes)


def of_one_cell(field: str, read: RowPartReader) -> CellReader:
    """The reader of a row's part, for a row that has this field alone; ``None`` where it refuses the cell."""
    columns = Columns((field,), {field: (0,)})

    def value(cell: Cell) -> Value:
        if isinstance(cell, Fault):
            return None
        try:
            return read(Row(columns, (cell,)))
        except UnusableCell:
            return None

    return value
