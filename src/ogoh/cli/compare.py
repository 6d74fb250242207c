"""``ogoh compare``: the evidence for labelled pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from ogoh.cli.pair_file import open_pairs, pairs_in
from ogoh.cli.telling import REJECTED, progress, refusing, tell
from ogoh.delivery.tables import Cell, write_table
from ogoh.matching import Comparison, compare, decide, explain
from ogoh.matching.comparison import ATTRIBUTES

SCORES = ("weight", "probability", "answer", *ATTRIBUTES, "why")


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
            bits[one.attribute] += one.bits
        why = " ".join(explain(found))
        weighed = (round(one, 3) for one in bits.values())
        return (round(found.weight, 3), round(found.probability, 6), decide(found).value, *weighed, why)


def score_pairs(headings: tuple[str, ...], rows: Iterable[tuple[int, tuple[Cell, ...]]]) -> Iterator[Scored]:
    """Compare the two sides of every row; the only work that ``ogoh compare`` does besides reading and writing."""
    for pair in pairs_in(headings, rows):
        if pair.sides is None:
            yield Scored(pair.cells, None, f"row {pair.number}, {pair.fault}")
        else:
            yield Scored(pair.cells, compare(*pair.sides))


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
        _tell_replaced(heading for heading in table.headings if heading in SCORES)
        places = [table.headings.index(heading) for heading in kept]
        read = (
            (number, tuple(cells[at] for at in places))
            for number, cells in bar.track(table.rows(), description="pairs")
        )
        written = write_table(out, (*kept, *SCORES), rows(score_pairs(kept, read)))
    tell(f"{written} pairs compared, {faults} could not be read; written to {out}.")
    if faults:
        raise typer.Exit(REJECTED)


def _tell_replaced(headings: Iterable[str]) -> None:
    named = ", ".join(headings)
    if named:
        tell(f"Columns that are named like results are replaced by them: {named}. Rename those that are your own.")
