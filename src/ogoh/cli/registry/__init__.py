"""``ogoh registry``: an authority's own decisions, for operators and scripts."""

from __future__ import annotations

import typer

from ogoh.cli.registry import acting, agencies, amnesty, recording, showing


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="An authority's own decisions, each confirmed by a second person.", no_args_is_help=True)
    group.command("agencies")(agencies.show)
    group.command("agency")(agencies.add)
    group.command("record")(recording.record)
    group.command("correct")(recording.correct)
    group.command("name")(recording.name)
    group.command("extend")(acting.extend)
    group.command("lift")(acting.lift)
    group.command("annul")(acting.annul)
    group.command("confirm")(acting.confirm)
    group.command("decline")(acting.decline)
    group.command("waiting")(showing.waiting)
    group.command("show")(showing.show)
    group.command("export")(showing.export)
    group.command("rekey")(agencies.rekey)
    group.add_typer(amnesty.group, name="amnesty")
    app.add_typer(group, name="registry")
