"""JSON Lines: one object a line (jsonlines.org). Row numbers are line numbers; the headings are no line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import orjson

from ogoh.delivery.tables.cell import Cell, Fault, Line, date_text
from ogoh.delivery.tables.encoding import SAMPLE
from ogoh.delivery.tables.signature import head_of, refuse_unlike
from ogoh.delivery.tables.table import Content, Format, Row
from ogoh.delivery.tables.writing import replaced_when_whole

OBJECT = 'one JSON object in the line, such as {"name": "…"}'


def read(path: Path) -> Content:
    """Gather the keys of all objects (one pass over the file) as headings, in the order in which they turn up."""
    refuse_unlike(path, head_of(path), "JSON Lines", "JSON", "a text file")
    keys: dict[str, None] = {}
    for _, found in _objects(path):
        if isinstance(found, dict):
            keys.update(dict.fromkeys(found))
    return Content(partial(_lines, path, tuple(keys)))


def _lines(path: Path, keys: tuple[str, ...]) -> Iterator[Line]:
    yield 0, keys
    for number, found in _objects(path):
        if isinstance(found, Fault):
            yield number, (found,)
        else:
            yield number, tuple(_cell(found.get(key)) for key in keys)


def _objects(path: Path) -> Iterator[tuple[int, dict[str, Any] | Fault]]:
    with path.open("rb") as file:
        number = 0
        while line := file.readline(SAMPLE):
            number += 1
            whole = len(line) < SAMPLE or line.endswith(b"\n")
            if not whole:
                _pass_over_line(file.readline)
            if not line.isspace():
                yield number, _object(line.removeprefix(b"\xef\xbb\xbf")) if whole else _too_long()


def _pass_over_line(readline: Any) -> None:
    while (rest := readline(SAMPLE)) and not rest.endswith(b"\n"):
        pass


def _too_long() -> Fault:
    return Fault("a line that does not end", f"a line of less than {SAMPLE} bytes", True)


def _object(line: bytes) -> dict[str, Any] | Fault:
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return Fault(f"something else ({error})", OBJECT, True)
    return found if isinstance(found, dict) else Fault(f"JSON that is no object ({type(found).__name__})", OBJECT, True)


def _cell(value: Any) -> Cell:
    """Values as cells; a list of plain values (several documents) becomes one text, divided by semicolons."""
    if value is None or isinstance(value, str | int | float):
        return value if not isinstance(value, bool) else str(value).lower()
    if isinstance(value, list) and all(isinstance(item, str | int) for item in value):
        return "; ".join(map(str, value))
    return Fault(orjson.dumps(value)[:60].decode("utf-8", errors="replace"), "a text, a number or a list of texts")


def write(path: Path, headings: tuple[str, ...], rows: Iterable[Row]) -> int:
    """Write one object a line; numbers stay numbers, dates become ISO 8601 text, nothing becomes null."""
    count = 0
    with replaced_when_whole(path) as beside, beside.open("wb") as file:
        for row in rows:
            file.write(
                orjson.dumps(dict(zip(headings, map(_value, row), strict=True)), option=orjson.OPT_APPEND_NEWLINE)
            )
            count += 1
    return count


def _value(cell: Cell) -> Any:
    if isinstance(cell, date):
        return date_text(cell)
    return str(cell) if isinstance(cell, Fault) else cell


FORMAT = Format("JSON Lines", read, write)
