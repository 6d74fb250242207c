"""What a row says of a person beside the names: birth, sex, citizenship, documents; and the days of the case."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache, partial

from ogoh.delivery.row import Row, UnusableCell, found_text
from ogoh.delivery.tables.cell import Cell, Fault
from ogoh.delivery.text import CACHED, means_without_end
from ogoh.identity import (
    Document,
    PartialDate,
    Sex,
    Unreadable,
    read_birth,
    read_citizenship,
    read_document,
    read_sex,
)

KINDS = {"document_number": "passport", "old_document_number": "passport", "national_id": "national_id"}
"""The columns that hold documents, in the order in which they are kept, and what they hold."""

READERS = {kind: partial(read_document, kind=kind) for kind in set(KINDS.values())}

_SEVERAL = re.compile(r"[;,\n]")
A_DAY = "a day such as 14.05.2024 or 2024-05-14"
"""What a cell should have held that is no day."""


def read_births(row: Row, today: date) -> tuple[PartialDate, ...]:
    """The dates of birth, several where semicolons divide them; none where nothing is said. Raises UnusableCell."""
    value = row.value("dob")
    if value is None or isinstance(value, Fault):
        return ()
    try:
        if not (isinstance(value, str) and ";" in value):
            return (read_birth(value, today),)
        values = [part for part in value.split(";") if part.strip()]
        return tuple(dict.fromkeys(read_birth(one, today) for one in values))
    except Unreadable as error:
        raise row.unusable("dob", error.found, error.expected) from error


def read_row_sex(row: Row) -> Sex | None:
    """Sex, or ``None`` where it is not said. Raises UnusableCell."""
    cell = row.value("sex")
    if cell is None:
        return None
    return row.read(row.columns.places["sex"][0], read_sex, found_text(cell))


def read_citizenships(row: Row) -> tuple[str, ...]:
    """Citizenships as two letters each. Raises UnusableCell."""
    text = row.text("citizenship")
    if not text:
        return ()
    place = row.columns.places["citizenship"][0]
    try:
        return (read_citizenship(text),)
    except Unreadable as error:
        several = [part for part in _SEVERAL.split(text) if part.strip()]
        if len(several) < 2:
            raise UnusableCell(place, error.found, error.expected) from error
    return tuple(dict.fromkeys(row.read(place, read_citizenship, part.strip()) for part in several))


def read_documents(row: Row) -> tuple[Document, ...]:
    """Every document of a row, old ones included, each once; commas and semicolons divide several in a cell.

    Raises UnusableCell for a number that cannot be one, and for a series without its number.
    """
    places = row.columns.places
    series = row.text("document_series")
    found: list[Document] = []
    for field, kind in KINDS.items():
        for place in places.get(field, ()):
            if text := row.text_at(place):
                found += _documents_in(row, place, text, kind, series if field == "document_number" else "")
    if series and not any(row.texts("document_number")):
        raise row.unusable("document_series", series, "a document number beside the series")
    return tuple(found) if len(found) < 2 else _each_once(found)


def _documents_in(row: Row, place: int, text: str, kind: str, series: str) -> list[Document]:
    cell = row.cells[place]
    # Line breaks divide numbers too; they are blanks in the plain text.
    parts = _SEVERAL.split(cell) if isinstance(cell, str) and _SEVERAL.search(cell) else [text]
    numbers = [f"{series} {part.strip()}" if series else part for part in parts if part.strip()]
    return [row.read(place, READERS[kind], number) for number in numbers]


def _each_once(documents: list[Document]) -> tuple[Document, ...]:
    first: dict[str, Document] = {}
    for document in documents:
        first.setdefault(document.folded, document)
    return tuple(first.values())


def read_day(row: Row, field: str) -> date | None:
    """A whole day, past or to come; ``None`` where nothing is said or the end is "бессрочно". Raises UnusableCell."""
    value = row.value(field)
    if value is None:
        return None
    day = day_of(value)
    if day is None and not (isinstance(value, str) and means_without_end(value)):
        raise row.unusable(field, found_text(value), A_DAY)
    return day


@lru_cache(maxsize=CACHED)
def day_of(value: Cell) -> date | None:
    """A cell as a day, or ``None`` where it is no day that a calendar has."""
    if value is None or isinstance(value, Fault):
        return None
    try:
        read = read_birth(value, date.max)
    except Unreadable:
        return None
    if read.month is None or read.day is None or read.last_year or read.approximate:
        return None
    return date(read.year, read.month, read.day)
