"""Files of pairs: the columns that both sides may have, and each row as two records or as what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ogoh.cli.telling import refuse
from ogoh.delivery.tables import Cell, Fault, Table, cell_text, open_table
from ogoh.identity import (
    LONGEST_NAME,
    PartialDate,
    Subject,
    Unreadable,
    fault_of_name,
    read_birth,
    read_citizenship,
    read_document,
    read_sex,
)
from ogoh.matching import Prepared, prepare
from ogoh.names import WrittenName

SIDES = ("left", "right")
FIELDS = tuple(f"{side}_{field}" for side in SIDES for field in ("name", "dob", "doc"))
"""What every file of pairs is made of."""
DETAILS = tuple(f"{side}_{field}" for side in SIDES for field in ("sex", "citizenship", "birthplace"))
"""What it may hold besides."""
LABELS = {"1": True, "0": False}


class UnreadablePairError(ValueError):
    """A pair in which one field cannot be read; the message names the field or the side, what was found and expected.

    ``field`` is the column, for those who must not repeat what was found.
    """

    def __init__(self, field: str, fault: str, named: str = "") -> None:
        self.field = field
        super().__init__(f"{named or field}: {fault}")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records of one row, or the fault that keeps them from being read."""

    number: int
    cells: tuple[Cell, ...]
    sides: tuple[Prepared, Prepared] | None
    fault: UnreadablePairError | None = None


def open_pairs(path: Path, *others: str) -> Table:
    """Open a file of pairs; one without both names, or without another column that is asked for, or with one of them
    twice, is refused."""
    table = open_table(path)
    missing = [column for column in ("left_name", "right_name", *others) if column not in table.headings]
    if missing:
        refuse(f"{path.name} has no column {' and '.join(missing)}; it has: {', '.join(table.headings)}.")
    twice = [column for column in (*FIELDS, *DETAILS, *others) if table.headings.count(column) > 1]
    if twice:
        refuse(f"{path.name} has the column {' and '.join(twice)} twice: rename or take out the one that is not meant.")
    return table


def pairs_in(headings: tuple[str, ...], rows: Iterable[tuple[int, tuple[Cell, ...]]]) -> Iterator[Pair]:
    """Both sides of every row, read; what a file has no column for is not known of anybody."""
    places = {field: headings.index(field) for field in (*FIELDS, *DETAILS) if field in headings}
    for number, cells in rows:
        told = {field: cells[at] for field, at in places.items()}
        try:
            _refuse_faulty(cells, told)
            yield Pair(number, cells, (_side(told, "left"), _side(told, "right")))
        except UnreadablePairError as fault:
            yield Pair(number, cells, None, fault)


def _refuse_faulty(cells: tuple[Cell, ...], told: Mapping[str, Cell]) -> None:
    """Refuse a pair with a cell that the file itself spoiled, such as a number that lost its last digits."""
    if Fault not in map(type, cells):
        return
    spoiled = [("the whole row", cell) for cell in cells if isinstance(cell, Fault) and cell.whole_row]
    for field, cell in (*spoiled, *told.items()):
        if isinstance(cell, Fault):
            raise UnreadablePairError(field, f"found {cell.found!r}, expected {cell.expected}")


def _side(told: Mapping[str, Cell], side: str) -> Prepared:
    name = cell_text(told.get(f"{side}_name")).strip()
    read = {field: _read(told.get(f"{side}_{field}"), side, field) for field in _READERS}
    sex, citizenship, birth, document = (read[field] for field in ("sex", "citizenship", "dob", "doc"))
    prepared = prepare(
        Subject(
            (WrittenName(name),),
            (birth,) if birth else (),
            sex,
            (citizenship,) if citizenship else (),
            (document,) if document else (),
            cell_text(told.get(f"{side}_birthplace")).strip(),
        )
    )
    if not _names_somebody(prepared, name) and (fault := _fault_of(name)):
        raise UnreadablePairError(f"{side}_name", fault)
    return prepared


def _names_somebody(prepared: Prepared, name: str) -> bool:
    """Whether a name is beyond doubt one: most are, and need no longer look."""
    parts = prepared.names[0].parts if prepared.names else ()
    return len(parts) > 1 and len(name) <= LONGEST_NAME and any(len(part.text) > 1 for part in parts)


def _fault_of(name: str) -> str:
    """What is wrong with a name by which nobody can be told apart; empty where it will do."""
    if not name:
        return "found nothing, expected a name"
    expected = fault_of_name(WrittenName(name))
    return str(Unreadable(name, expected)) if expected else ""


def _read(cell: Cell, side: str, field: str) -> Any:
    if cell is None or cell == "":
        return None
    try:
        return _READERS[field](cell)
    except Unreadable as fault:
        raise UnreadablePairError(f"{side}_{field}", str(fault), side) from fault


@lru_cache(maxsize=1 << 15)
def _birth(dob: Cell) -> PartialDate | None:
    return read_birth(dob) if dob else None  # type: ignore[arg-type]  # a table's cell is one of the types it takes


def _text_with(reader: Callable[[str], Any]) -> Callable[[Cell], Any]:
    """A reader of texts that takes a cell, and leaves one that holds blanks alone."""

    def read(cell: Cell) -> Any:
        text = cell_text(cell).strip()
        return reader(text) if text else None

    return read


_READERS: dict[str, Callable[[Cell], Any]] = {
    "dob": _birth,
    "doc": _text_with(read_document),
    "sex": _text_with(read_sex),
    "citizenship": _text_with(read_citizenship),
}
