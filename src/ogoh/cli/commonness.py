"""``ogoh commonness``: how common names are in a list, as the model's table of shares is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from ogoh.cli.telling import progress, refusing, tell
from ogoh.delivery import Entry, open_delivery
from ogoh.delivery.tables import write_table
from ogoh.matching import Prepared, prepare
from ogoh.matching.model import NAME_KINDS, model
from ogoh.names import Role

COLUMNS = ("kind", "frame", "share")


def shares(people: Iterable[Prepared]) -> Iterator[tuple[str, str, float]]:
    """Kind, frame and share of every name more common than the model takes an unknown one to be."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in sorted(set(NAME_KINDS.values()))}
    for person in people:
        for part in person.names[0].parts if person.names else ():
            if part.frame and part.role is not Role.UNKNOWN:
                counts[NAME_KINDS[part.role.value]][part.frame] += 1
    least = model().unknown_share
    for kind, counted in counts.items():
        whole = counted.total()
        yield from (
            (kind, frame, round(count / whole, 6)) for frame, count in counted.most_common() if count / whole > least
        )


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("commonness")(run)


def run(
    list_file: Annotated[Path, typer.Argument(metavar="LIST", help="A list or register of people.")],
    out: Annotated[Path, typer.Option(help="Where kind, frame and share go.")],
) -> None:
    """Count how common names are in a list, for the model's table of shares."""
    with refusing(), progress() as bar:
        rows = bar.track(open_delivery(list_file).rows(), description="people")
        written = write_table(out, COLUMNS, shares(prepare(row.subject) for row in rows if isinstance(row, Entry)))
    tell(f"{written} names written to {out}.")
