"""``ogoh peer`` and ``ogoh release``: with whom lists are exchanged, and what is given out."""

from __future__ import annotations

import typer

from ogoh.cli.exchange import carrying, peers, releases


def register(app: typer.Typer) -> None:
    """Add the groups."""
    group = typer.Typer(help="Other installations, with which lists are exchanged.", no_args_is_help=True)
    for name, command in (
        ("add", peers.add),
        ("list", peers.show),
        ("send", peers.send),
        ("unsend", peers.unsend),
        ("take", peers.take),
        ("untake", peers.untake),
        ("token", peers.token),
        ("reach", peers.reach),
        ("end", peers.end),
        ("sync", carrying.sync),
        ("pack", carrying.pack),
        ("receive", carrying.receive),
    ):
        group.command(name)(command)
    app.add_typer(group, name="peer")
    given_out = typer.Typer(help="Lists as they are given out, numbered.", no_args_is_help=True)
    given_out.command("make")(releases.make)
    given_out.command("keep")(releases.keep)
    given_out.command("show")(releases.show)
    app.add_typer(given_out, name="release")
