"""CSV as it really arrives: any of our encodings; comma, semicolon or tab; line breaks inside quotations.

Row numbers are those of a spreadsheet: a quoted line break does not begin a new row, an empty line is one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TextIO

from ogoh.delivery.refusal import DeliveryRefused
from ogoh.delivery.tables.cell import LONGEST_CELL, Cell, Fault, Line, cell_text
from ogoh.delivery.tables.encoding import DECODING, SAMPLE, UNDECODABLE, encoding_of
from ogoh.delivery.tables.signature import head_of, refuse_unlike
from ogoh.delivery.tables.table import Content, Format, Row
from ogoh.delivery.tables.writing import replaced_when_whole

SEPARATORS = ";\t,"
LINES_LOOKED_AT = 20
MOST_LINES_IN_A_CELL = 100
TEXT_KINDS = ("a text file", "JSON")
UNREADABLE = {
    "\x00": "text without null bytes",
    UNDECODABLE: "text in the encoding of the rest of the file",
}


def read(path: Path) -> Content:
    """Find encoding and separator; DeliveryRefused for a file that is no text."""
    refuse_unlike(path, head_of(path), "a CSV file", *TEXT_KINDS)
    encoding = encoding_of(path)
    return Content(partial(_lines, path, encoding, separator_of(path, encoding)))


def separator_of(path: Path, encoding: str) -> str:
    """The separator that divides most of the first lines into the same number of cells, two at least.

    Python's csv.Sniffer is not used: it takes letters for separators in short files.
    """
    with path.open(encoding=encoding, errors=DECODING, newline="") as file:
        lines = [line for line in islice(_physical_lines(file), LINES_LOOKED_AT) if line.strip()]
    return max(SEPARATORS, key=lambda separator: _regularity(lines, separator)) if lines else ","


def _regularity(lines: list[str], separator: str) -> tuple[int, int]:
    """How many lines share the commonest width, and that width; lines the separator does not divide count nothing."""
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=separator) if len(row) > 1]
    except csv.Error:
        return 0, 0
    commonest = max(widths, key=lambda width: (widths.count(width), width), default=0)
    return widths.count(commonest), commonest


@dataclass(slots=True)
class _Feeder:
    """Hands lines to the csv reader and remembers how the file ended."""

    file: TextIO
    ended: bool = False
    last: str = ""

    def __iter__(self) -> Iterator[str]:
        for line in _physical_lines(self.file):
            self.last = line
            yield line
        self.ended = True


def _physical_lines(file: TextIO) -> Iterator[str]:
    """Lines with their ends; one that is longer than SAMPLE is cut, so that no file can fill the memory."""
    while line := file.readline(SAMPLE):
        yield line
        while len(line) == SAMPLE and line[-1] not in "\r\n":
            line = file.readline(SAMPLE)


def _lines(path: Path, encoding: str, separator: str) -> Iterator[Line]:
    with path.open(encoding=encoding, errors=DECODING, newline="") as file:
        feeder = _Feeder(file)
        reader = csv.reader(iter(feeder), delimiter=separator)
        number, first_line, widest = 0, 1, 0
        while (cells := _next_row(reader)) is not None:
            number += 1
            _refuse_open_quotation(path.name, first_line, reader.line_num, cells, feeder.ended)
            first_line = reader.line_num + 1
            widest = max(widest, len(cells))
            if len(cells) < widest and feeder.last[-1] not in "\r\n" and not isinstance(cells[0], Fault):
                cells.append(Fault("the end of the file", "the rest of the row: the file seems to be cut off", True))
            yield number, tuple(cells)


def _next_row(reader: Iterator[list[str]]) -> list[Cell] | None:
    """The next row with its unreadable cells as faults; ``None`` after the last."""
    try:
        cells = next(reader, None)
    except csv.Error:  # the reader goes on with the next line
        return [
            Fault(
                f"a cell of more than {LONGEST_CELL} characters", f"at most {LONGEST_CELL} characters in a cell", True
            )
        ]
    if cells is None or all(map(str.isprintable, cells)):
        return cells  # type: ignore[return-value]  # a list of str is handed on as a list of cells, and never kept
    return [_checked(cell) for cell in cells]


def _checked(text: str) -> Cell:
    for mark, expected in UNREADABLE.items():
        if mark in text:
            return Fault(text.replace("\x00", "\u2400").replace(UNDECODABLE, "\ufffd")[:80], expected)
    return text


def _refuse_open_quotation(name: str, first_line: int, last_line: int, cells: list[Cell], ended: bool) -> None:
    """A quotation mark that nobody closes swallows the people below it: better no list than a list with a hole.

    The csv reader asks for another line only inside a quotation: a row that came out after the last line did
    not end.
    """
    overlong = last_line > first_line and len(cells) == 1 and isinstance(cells[0], Fault)
    if not (ended or overlong or last_line - first_line > MOST_LINES_IN_A_CELL):
        return
    raise DeliveryRefused(
        name,
        f"a quotation mark opened in the row that begins in line {first_line} and not closed by line {last_line}",
        "every quotation closed in its own cell",
        f"Mend line {first_line} (double a quotation mark that belongs to the text), or ask for the file again.",
    )


def write(path: Path, headings: tuple[str, ...], rows: Iterable[Row], encoding: str = "utf-8") -> int:
    """Write RFC 4180 CSV; give back the number of rows."""
    count = 0
    with replaced_when_whole(path) as beside, beside.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        for row in rows:
            writer.writerow([cell_text(cell) for cell in row])
            count += 1
    return count


FORMAT = Format("CSV", read, write)
