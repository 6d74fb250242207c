"""A table whatever its format: headings, and rows with the numbers that a person sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from ogoh.delivery.refusal import DeliveryRefused
from ogoh.delivery.tables.cell import Cell, Line, cell_text, is_empty

MOST_TITLE_LINES = 10

HeadingTest: TypeAlias = Callable[[tuple[str, ...]], bool]
Row: TypeAlias = Iterable[Cell]


@dataclass(frozen=True, slots=True)
class Content:
    """What a format finds in a file: lines that can be read from the start any number of times.

    A format whose headings are no line of the file (JSON Lines, Parquet) gives them the number 0.
    ``notes`` say what was left aside, such as a second sheet.
    """

    lines: Callable[[], Iterator[Line]]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: how it is read and how it is written. ``write`` gives back the number of rows written."""

    name: str
    read: Callable[[Path], Content]
    write: Callable[[Path, tuple[str, ...], Iterable[Row]], int]


@dataclass(frozen=True, slots=True)
class Table:
    """An open table; nothing stays open between calls, and ``rows`` may be walked any number of times."""

    headings: tuple[str, ...]
    heading_row: int
    notes: tuple[str, ...] = ()
    lines: Callable[[], Iterator[Line]] = field(default=lambda: iter(()), repr=False)

    def rows(self) -> Iterator[Line]:
        """Every row below the headings that is not completely empty: its number and its cells.

        Short rows are filled up with ``None``; cells beyond the headings stay only where they hold something,
        so a row longer than the headings is one with a stray separator. A row that cannot be read at all
        holds a Fault. Raises DeliveryRefused where the file ends inside a quotation.
        """
        width = len(self.headings)
        for number, cells in self.lines():
            if number > self.heading_row and not all(map(is_empty, cells)):
                yield number, cells if len(cells) == width else _fitted(cells, width)


def find_table(name: str, content: Content, is_heading: HeadingTest | None) -> Table:
    """Find the heading row: the first that ``is_heading``, under at most ten title lines; else the first not empty."""
    first = [line for line in islice(content.lines(), 5 * MOST_TITLE_LINES) if not all(map(is_empty, line[1]))]
    if not first:
        raise DeliveryRefused(name, "no rows", "a heading row and rows below it", "Ask for the file again.")
    readable = [(number, tuple(_heading(cell) for cell in cells)) for number, cells in first[: MOST_TITLE_LINES + 1]]
    number, headings = next((line for line in readable if is_heading and is_heading(line[1])), readable[0])
    return Table(_without_empty_end(headings), number, content.notes, content.lines)


def _heading(cell: Cell) -> str:
    return " ".join(cell_text(cell).split())


def _without_empty_end(headings: tuple[str, ...]) -> tuple[str, ...]:
    end = len(headings)
    while end and not headings[end - 1]:
        end -= 1
    return headings[:end]


def _fitted(cells: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    if len(cells) < width:
        return cells + (None,) * (width - len(cells))
    return cells[:width] if all(map(is_empty, cells[width:])) else cells
