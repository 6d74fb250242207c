"""``ogoh certificate``: verify a certificate, keep the keys, make the verifying page. None of these issues one."""

from __future__ import annotations

import typer

from ogoh.cli.certificate import keys, verify


def register(app: typer.Typer) -> None:
    """Add the groups."""
    group = typer.Typer(help="Signed answers: verify them, keep the keys.", no_args_is_help=True)
    group.command("verify")(verify.verify)
    group.command("page")(verify.page)
    group.command("revoke")(keys.revoke)
    ring = typer.Typer(help="The keys that certificates are signed with.", no_args_is_help=True)
    ring.command("new")(keys.new)
    ring.command("list")(keys.show)
    ring.command("rotate")(keys.rotate)
    ring.command("lost")(keys.lost)
    ring.command("renew")(keys.renew)
    group.add_typer(ring, name="keys")
    app.add_typer(group, name="certificate")
