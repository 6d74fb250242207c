"""One row of a list, asked by field; whatever cannot be used is named with its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from ogoh.delivery.columns import Columns
from ogoh.delivery.tables.cell import Cell, cell_text
from ogoh.delivery.text import said_text
from ogoh.identity import Unreadable

LONGEST_TEXT = 2_000
WHOLE_ROW = -1
"""The place of what concerns no single cell."""

Read = TypeVar("Read")


class UnusableCell(Exception):  # noqa: N818  # the house names an exception by what happened
    """A row cannot be used because of the cell at ``place``; becomes a Rejected row."""

    def __init__(self, place: int, found: str, expected: str) -> None:
        self.place = place
        self.found = found
        self.expected = expected
        super().__init__(f"column {place}: found {found!r}, expected {expected}")


@dataclass(slots=True)
class Row:
    """The cells of one row by field; an absent field reads as empty."""

    columns: Columns
    cells: tuple[Cell, ...]

    def unusable(self, field: str, found: str, expected: str) -> UnusableCell:
        """The refusal of this row because of one field; the whole row's where the list has no such column."""
        place = self.columns.place(field)
        return UnusableCell(WHOLE_ROW if place is None else place, found, expected)

    def text(self, field: str, longest: int = LONGEST_TEXT) -> str:
        """The text of a field, empty where there is none or a word for nothing. Raises UnusableCell."""
        places = self.columns.places.get(field)
        return self.text_at(places[0], longest=longest) if places else ""

    def text_at(self, place: int, reader: Callable[[str], str] = said_text, longest: int = LONGEST_TEXT) -> str:
        """The text of a cell through a reader, which may raise Unreadable. Raises UnusableCell."""
        cell = self.cells[place]
        if cell is None or cell == "":
            return ""
        text = cell if isinstance(cell, str) else cell_text(cell)
        if len(text) > longest:
            raise UnusableCell(place, text, f"at most {longest} characters; there are {len(text)}")
        try:  # as in `read`, without the cost of a call for each cell of a million rows
            return reader(text)
        except Unreadable as error:
            raise UnusableCell(place, error.found, error.expected) from error

    def texts(self, field: str) -> list[tuple[int, str]]:
        """Place and text of every column of a field that holds something. Raises UnusableCell."""
        found = ((place, self.text_at(place)) for place in self.columns.places.get(field, ()))
        return [(place, text) for place, text in found if text]

    def value(self, field: str) -> Cell:
        """A cell as it is, with numbers and dates, but text made plain; ``None`` where nothing is said."""
        places = self.columns.places.get(field)
        if not places:
            return None
        cell = self.cells[places[0]]
        return (self.text_at(places[0]) or None) if isinstance(cell, str) else cell

    def read(self, place: int, reader: Callable[[str], Read], text: str) -> Read:
        """Read a text by a reader of the identity room; its Unreadable becomes this cell's refusal."""
        try:
            return reader(text)
        except Unreadable as error:
            raise UnusableCell(place, error.found, error.expected) from error


def found_text(cell: Cell) -> str:
    """What a message quotes of a cell."""
    return cell_text(cell)[:80]
