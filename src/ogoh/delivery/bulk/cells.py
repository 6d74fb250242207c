"""A batch of rows before anybody reads them: their numbers, and their cells column by column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ogoh.delivery.bulk.arrow import Array, compute
from ogoh.delivery.tables import Cell, Fault, Line, cell_text

ROWS = 65_536
"""Rows in a batch: enough for what repeats to repeat, few enough for a batch to need some tens of megabytes."""

Positions: TypeAlias = npt.NDArray[np.int64]
"""Places of rows in their batch, from 0."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A column as its distinct cells, and for each row the place of its cell among them."""

    cells: Sequence[Cell]
    codes: Array


class Column(Protocol):
    """One column of a batch, however its source holds it."""

    def coded(self) -> Coded:
        """The distinct cells, and which row has which."""

    def texts(self) -> Array:
        """Every cell as `cell_text` writes it: strings, none null."""

    def at(self, positions: Positions) -> list[Cell]:
        """The cells of some rows."""


@dataclass(slots=True)
class ArrowColumn:
    """A column that came as an Arrow array, plain or dictionary-encoded; ``cell_of`` makes a cell of a value."""

    array: Array
    cell_of: Callable[[Any], Cell] | None = None
    _coded: Coded | None = field(default=None, repr=False)

    def coded(self) -> Coded:
        """See `Column`."""
        if self._coded is None:
            array = self.array
            if not pa.types.is_dictionary(array.type):
                array = array.dictionary_encode("encode")
            self._coded = Coded(self._cells(array.dictionary), array.indices)
        return self._coded

    def texts(self) -> Array:
        """See `Column`."""
        if pa.types.is_string(self.array.type):
            return self.array.fill_null("") if self.array.null_count else self.array
        coded = self.coded()
        return pa.array(list(map(cell_text, coded.cells)), pa.string()).take(coded.codes)

    def at(self, positions: Positions) -> list[Cell]:
        """See `Column`."""
        return self._cells(self.array.take(pa.array(positions)))

    def _cells(self, array: Array) -> list[Cell]:
        values: list[Any] = array.to_pylist()
        return list(map(self.cell_of, values)) if self.cell_of else values


@dataclass(slots=True)
class CellColumn:
    """A column of cells of any kind."""

    cells: Sequence[Cell]

    def coded(self) -> Coded:
        """See `Column`. A whole number and a decimal fraction that are equal are one: both have the same text."""
        places: dict[Cell, int] = {}
        codes = [places.setdefault(cell, len(places)) for cell in self.cells]
        return Coded(list(places), pa.array(codes, pa.int32()))

    def texts(self) -> Array:
        """See `Column`."""
        return pa.array(list(map(cell_text, self.cells)), pa.string())

    def at(self, positions: Positions) -> list[Cell]:
        """See `Column`."""
        return [self.cells[position] for position in positions.tolist()]


@dataclass(frozen=True, slots=True)
class CellBatch:
    """Rows by their numbers, in the file's order, and one column for each heading.

    ``odd`` holds the cells of the rows that do not fit under the headings or hold a Fault, by position: in the columns
    they are empty.
    """

    numbers: npt.NDArray[np.int64]
    columns: tuple[Column, ...]
    odd: Mapping[int, tuple[Cell, ...]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.numbers)

    def lines(self, positions: Positions) -> list[Line]:
        """Some rows as the row-wise reader takes them."""
        rows = zip(*(column.at(positions) for column in self.columns), strict=True)
        return [
            (number, self.odd.get(position, cells))
            for number, position, cells in zip(self.numbers[positions].tolist(), positions.tolist(), rows, strict=True)
        ]


def batches_of_lines(lines: Iterable[Line], width: int, size: int = ROWS) -> Iterator[CellBatch]:
    """Rows of any source, ``size`` at a time, under ``width`` headings."""
    remaining = iter(lines)
    while batch := list(islice(remaining, size)):
        yield _batch(batch, width)


def _batch(lines: list[Line], width: int) -> CellBatch:
    odd = {place: cells for place, (_, cells) in enumerate(lines) if len(cells) != width or Fault in map(type, cells)}
    rows = [() if place in odd else cells for place, (_, cells) in enumerate(lines)] if odd else [c for _, c in lines]
    nothing: tuple[Cell, ...] = (None,) * width
    columns = zip(*(cells or nothing for cells in rows), strict=True)
    return CellBatch(np.array([number for number, _ in lines], np.int64), tuple(map(_column, columns)), odd)


def _column(cells: tuple[Cell, ...]) -> Column:
    try:
        return ArrowColumn(pa.array(cells, pa.string()))
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return CellColumn(cells)


def constant(text: str, length: int) -> Array:
    """A column that says the same in every row."""
    return pa.repeat(pa.scalar(text, pa.string()), length)


def is_nothing(texts: Array) -> Array:
    """Which texts are empty."""
    return compute.equal(texts, "")
