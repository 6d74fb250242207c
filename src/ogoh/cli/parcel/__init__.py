"""``ogoh parcel``: what travels between two installations, signed by one and sealed for the other."""

from __future__ import annotations

import typer

from ogoh.cli.parcel import keys, opening, sealing


def register(app: typer.Typer) -> None:
    """Add the groups."""
    group = typer.Typer(help="Signed and sealed lists, between installations.", no_args_is_help=True)
    group.command("seal")(sealing.seal)
    group.command("open")(opening.open_parcel)
    group.command("inspect")(opening.inspect)
    group.command("example")(opening.example)
    ring = typer.Typer(help="The keys that sign and open parcels.", no_args_is_help=True)
    ring.command("new")(keys.new)
    ring.command("show")(keys.show)
    ring.command("withdraw")(keys.withdraw)
    group.add_typer(ring, name="keys")
    app.add_typer(group, name="parcel")
