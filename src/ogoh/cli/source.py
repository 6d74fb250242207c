"""``ogoh source``: whose lists we hold."""

from __future__ import annotations

from typing import Annotated

import typer

from ogoh.cli.database import open_database, operator
from ogoh.cli.telling import refusing, tell


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="Whose lists we hold.", no_args_is_help=True)
    group.command("add")(add)
    app.add_typer(group, name="source")


def add(
    code: Annotated[str, typer.Argument(help="A short code, such as ru-mvd.")],
    name: Annotated[str, typer.Option(help="The authority's name, as people read it.")],
    kind: Annotated[str, typer.Option(help="entry_ban or controlled_persons: two different things.")],
) -> None:
    """Make a source known."""
    open_database()
    from ogoh.web.lists.services import add_source

    with refusing():
        source = add_source(code, name, kind, by=operator())
    tell(f"Source {source.code} added. Import its list with: ogoh list import FILE --source {source.code} --dated DAY")
