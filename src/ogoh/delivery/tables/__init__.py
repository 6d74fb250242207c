"""Tables in files: one shape for CSV, spreadsheets, JSON Lines and Parquet, chosen by the file's ending."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ogoh.delivery.refusal import DeliveryRefused
from ogoh.delivery.tables import json_lines, parquet, separated_values, spreadsheet
from ogoh.delivery.tables.cell import Cell, Fault, Line, cell_text
from ogoh.delivery.tables.table import Format, HeadingTest, Row, Table, find_table
from ogoh.delivery.tables.writing import TableNotWritten

FORMATS: dict[str, Format] = {
    ".csv": separated_values.FORMAT,
    ".xlsx": spreadsheet.FORMAT,
    ".jsonl": json_lines.FORMAT,
    ".parquet": parquet.FORMAT,
}


def open_table(path: Path, is_heading: HeadingTest | None = None) -> Table:
    """Open a table by its ending; ``is_heading`` recognises the heading row under up to ten title lines.

    Raises DeliveryRefused for a file that is empty, unknown, or not what its ending says.
    """
    return find_table(path.name, format_of(path).read(path), is_heading)


def write_table(path: Path, headings: Iterable[str], rows: Iterable[Row]) -> int:
    """Write rows under headings, streaming; give back how many. The file appears whole or not at all.

    Text is written as text, never as a formula; CSV is UTF-8 without a byte order mark, lines end in CR LF
    (RFC 4180). Raises DeliveryRefused for an unknown ending, TableNotWritten where the system refuses.
    """
    return format_of(path).write(path, tuple(headings), rows)


def format_of(path: Path) -> Format:
    """The format that a file's ending stands for."""
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise DeliveryRefused(
            path.name,
            f"the ending {ending!r}" if ending else "no ending",
            "one of " + " ".join(FORMATS),
            "Save the table in one of these formats.",
        )
    return FORMATS[ending]


__all__ = [
    "FORMATS",
    "Cell",
    "Fault",
    "Format",
    "Line",
    "Table",
    "TableNotWritten",
    "cell_text",
    "format_of",
    "open_table",
    "write_table",
]
