"""The rejects file: rejected rows under their own headings, with what is wrong, to be mended and imported again.

Its cells come from a stranger and will be opened in a spreadsheet. Text that a spreadsheet would take for a formula
(beginning with = + - @, their full-width forms, a tab or a line break) gets an apostrophe in front; reading a file
with our reject columns takes exactly one such apostrophe away again, so that what was not mended stays the same.
Source: OWASP, "CSV Injection".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ogoh.delivery.columns import REJECT_HEADINGS
from ogoh.delivery.entry import Rejected
from ogoh.delivery.tables import Cell, Line, format_of, separated_values, write_table

_DANGEROUS = re.compile(r"'*\s*[=+\-@＝＋－＠\t\r\n]")
_GUARDED = re.compile(r"''*\s*[=+\-@＝＋－＠\t\r\n]")


def write_rejects(path: Path, headings: Iterable[str], rejected: Iterable[Rejected]) -> int:
    """Write rejected rows in the format of the ending, our three columns first; give back how many.

    CSV gets a byte order mark, for it is a person who opens this file and Excel needs the mark to find Cyrillic.
    Raises DeliveryRefused for an unknown ending, TableNotWritten where the system refuses.
    """
    kept = {place: heading for place, heading in enumerate(headings) if heading not in REJECT_HEADINGS}
    rows = (_row(rejection, tuple(kept)) for rejection in rejected)
    if format_of(path) is separated_values.FORMAT:
        return separated_values.write(path, (*REJECT_HEADINGS, *kept.values()), rows, encoding="utf-8-sig")
    return write_table(path, (*REJECT_HEADINGS, *kept.values()), rows)


def _row(rejection: Rejected, kept: tuple[int, ...]) -> tuple[Cell, ...]:
    wrong = f"{rejection.field}: {rejection.found}"
    cells = [rejection.cells[place] if place < len(rejection.cells) else "" for place in kept]
    return (rejection.row, *map(guarded, (wrong, rejection.expected, *cells)))


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def is_rejects_file(headings: tuple[str, ...]) -> bool:
    """Whether a file was written by `write_rejects`."""
    return set(REJECT_HEADINGS) <= set(headings)


def unguarded(rows: Iterable[Line]) -> Iterator[Line]:
    """Rows of a rejects file without the apostrophes that `guarded` put in."""
    for number, cells in rows:
        yield number, tuple(_unguarded(cell) for cell in cells)


def _unguarded(cell: Cell) -> Cell:
    return cell[1:] if isinstance(cell, str) and _GUARDED.match(cell) else cell
