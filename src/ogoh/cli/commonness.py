"""``ogoh commonness``: how common names are in a list, as the model's table of shares is made."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ogoh.cli.telling import progress, refusing, tell
from ogoh.delivery import Entry, open_delivery
from ogoh.delivery.tables import write_table
from ogoh.matching import prepare
from ogoh.matching.commonness import Share, names_counted, shares_of


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("commonness")(run)


def run(
    list_file: Annotated[Path, typer.Argument(metavar="LIST", help="A list or register of people.")],
    out: Annotated[Path, typer.Option(help="Where kind, form, name and share go.")],
    least: Annotated[float, typer.Option(help="Shares up to this are left to the model's unknown names.")] = 0.0005,
) -> None:
    """Count how common names are in a list, for the model's table of shares."""
    with refusing(), progress() as bar:
        rows = bar.track(open_delivery(list_file).rows(), description="people")
        people = (prepare(row.subject) for row in rows if isinstance(row, Entry))
        written = write_table(out, Share._fields, shares_of(names_counted(people), least))
    tell(f"{written} names written to {out}.")
