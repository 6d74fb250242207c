"""``ogoh blind``: ask a list without showing whom, and answer without showing the list."""

from __future__ import annotations

import typer

from ogoh.cli.blind import askers, asking, building, keys, posting


def register(app: typer.Typer) -> None:
    """Add the groups."""
    group = typer.Typer(help="Ask a list without showing whom; answer without showing the list.", no_args_is_help=True)
    group.command("build")(building.build)
    group.command("inspect")(building.inspect)
    group.command("fetch")(asking.fetch)
    group.command("ask")(asking.ask)
    group.command("answer")(posting.answer)
    group.command("finish")(posting.finish)
    ring = typer.Typer(help="The keys of our lists, one for each delivery.", no_args_is_help=True)
    ring.command("new")(keys.new)
    ring.command("show")(keys.show)
    ring.command("end")(keys.end)
    group.add_typer(ring, name="key")
    who = typer.Typer(help="Who may ask about our lists, and how much.", no_args_is_help=True)
    who.command("allow")(askers.allow)
    who.command("list")(askers.show)
    group.add_typer(who, name="asker")
    app.add_typer(group, name="blind")
