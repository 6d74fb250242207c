"""``ogoh compare``: the evidence for labelled pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import typer

from ogoh.cli.telling import REJECTED, progress, refuse, refusing, tell
from ogoh.delivery.tables import Cell, Fault, Table, cell_text, open_table, write_table
from ogoh.identity import PartialDate, Subject, Unreadable, read_birth, read_document
from ogoh.matching import Comparison, Prepared, compare, decide, explain, prepare
from ogoh.names import WrittenName

ATTRIBUTES = ("given", "family", "patronymic", "birth", "document")
SCORES = ("weight", "probability", "answer", *ATTRIBUTES, "why")
SIDES = ("left", "right")
FIELDS = tuple(f"{side}_{field}" for side in SIDES for field in ("name", "dob", "doc"))


class UnreadablePairError(ValueError):
    """A pair in which one field cannot be read; the message names the field, what was found and expected."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One pair with its comparison, or with what was wrong with it."""

    cells: tuple[Cell, ...]
    comparison: Comparison | None
    fault: str = ""

    def scores(self) -> tuple[Cell, ...]:
        """The cells of the columns that ``SCORES`` names; empty but for the reason where a pair was not read."""
        if self.comparison is None:
            return (*[None] * (len(SCORES) - 1), self.fault)
        found = self.comparison
        bits = dict.fromkeys(ATTRIBUTES, 0.0)
        for one in found.evidence:
            if one.attribute in bits:
                bits[one.attribute] += one.bits
        why = " ".join(explain(found))
        weighed = (round(one, 3) for one in bits.values())
        return (round(found.weight, 3), round(found.probability, 6), decide(found).value, *weighed, why)


def score_pairs(headings: tuple[str, ...], rows: Iterable[tuple[int, tuple[Cell, ...]]]) -> Iterator[Scored]:
    """Compare the two sides of every row; the only work that ``ogoh compare`` does besides reading and writing."""
    places = {field: headings.index(field) for field in FIELDS if field in headings}
    for number, cells in rows:
        told = {field: cells[at] for field, at in places.items()}
        try:
            _refuse_faulty(cells, told)
            yield Scored(cells, compare(_side(told, "left"), _side(told, "right")))
        except UnreadablePairError as fault:
            yield Scored(cells, None, f"row {number}, {fault}")


def open_pairs(path: Path, *others: str) -> Table:
    """Open a file of pairs; one without both names, or without another column that is asked for, is refused."""
    table = open_table(path)
    missing = [column for column in ("left_name", "right_name", *others) if column not in table.headings]
    if missing:
        refuse(f"{path.name} has no column {' and '.join(missing)}; it has: {', '.join(table.headings)}.")
    return table


def _refuse_faulty(cells: tuple[Cell, ...], told: Mapping[str, Cell]) -> None:
    """Refuse a pair with a cell that the file itself spoiled, such as a number that lost its last digits."""
    if Fault not in map(type, cells):
        return
    spoiled = [("the whole row", cell) for cell in cells if isinstance(cell, Fault) and cell.whole_row]
    for field, cell in (*spoiled, *told.items()):
        if isinstance(cell, Fault):
            raise UnreadablePairError(f"{field}: found {cell.found!r}, expected {cell.expected}")


def _side(told: Mapping[str, Cell], side: str) -> Prepared:
    name = cell_text(told.get(f"{side}_name")).strip()
    if not name:
        raise UnreadablePairError(f"{side}_name: found nothing, expected a name")
    try:
        return _prepared(name, told.get(f"{side}_dob") or None, cell_text(told.get(f"{side}_doc")).strip())
    except Unreadable as fault:
        raise UnreadablePairError(f"{side}: {fault}") from fault


def _prepared(name: str, dob: Cell, document: str) -> Prepared:
    births: tuple[PartialDate, ...] = (_birth(dob),) if dob else ()
    documents = (read_document(document),) if document else ()
    return prepare(Subject((WrittenName(name),), births, None, (), documents))


@lru_cache(maxsize=1 << 15)
def _birth(dob: Cell) -> PartialDate:
    return read_birth(dob)  # type: ignore[arg-type]  # a table's cell is one of the types it takes


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("compare")(run)


def run(
    pairs: Annotated[Path, typer.Argument(help="CSV, XLSX, JSON Lines or Parquet: left_name, left_dob, left_doc, …")],
    out: Annotated[Path, typer.Option(help="Where the pairs go with weight, probability, bits and reasons.")],
) -> None:
    """Weigh the evidence that the two sides of each pair are one person."""
    faults = 0

    def rows(scored: Iterable[Scored]) -> Iterator[tuple[Cell, ...]]:
        nonlocal faults
        for one in scored:
            faults += one.comparison is None
            yield (*one.cells, *one.scores())

    with refusing(), progress() as bar:
        table = open_pairs(pairs)
        kept = tuple(heading for heading in table.headings if heading not in SCORES)
        places = [table.headings.index(heading) for heading in kept]
        read = (
            (number, tuple(cells[at] for at in places))
            for number, cells in bar.track(table.rows(), description="pairs")
        )
        written = write_table(out, (*kept, *SCORES), rows(score_pairs(kept, read)))
    tell(f"{written} pairs compared, {faults} could not be read; written to {out}.")
    if faults:
        raise typer.Exit(REJECTED)
