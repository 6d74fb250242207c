"""``ogoh link`` and ``ogoh reconcile``: a whole list against a whole register."""

from __future__ import annotations

import typer

from ogoh.cli.linking import link_command, reconcile_command


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("link")(link_command.run)
    app.command("reconcile")(reconcile_command.run)
