"""``ogoh token``: who may ask from another program."""

from __future__ import annotations

from typing import Annotated

import typer

from ogoh.cli.database import open_database, operator
from ogoh.cli.telling import refuse, say, tell

tokens = typer.Typer(help="Who may ask from another program.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the group."""
    app.add_typer(tokens, name="token")


@tokens.callback()
def open_service() -> None:
    """Who may ask from another program."""
    open_database()


@tokens.command("add")
def add(
    name: Annotated[str, typer.Argument(help="Whose it is, for example the office and its program.")],
    per_minute: Annotated[int, typer.Option(min=1, max=100_000, help="How many questions a minute.")] = 60,
) -> None:
    """Make a token and print it, once: Ogoh keeps only its digest."""
    from ogoh.web.api.services import TokenNameTakenError, add_token

    try:
        say(add_token(name, per_minute, by=operator()))
    except TokenNameTakenError as taken:
        refuse(str(taken))
    tell("Keep it like a password: it is not shown again.")


@tokens.command("list")
def show() -> None:
    """Print every token: name, questions a minute, made, last used, revoked."""
    from ogoh.web.api.models import ApiToken

    for token in ApiToken.objects.order_by("name"):
        revoked = f"revoked {token.revoked_at:%Y-%m-%d}" if token.revoked_at else "in force"
        used = f"last used {token.last_used_on}" if token.last_used_on else "never used"
        say(f"{token.name}\t{token.per_minute} a minute\tmade {token.created_at:%Y-%m-%d}\t{used}\t{revoked}")


@tokens.command("revoke")
def revoke(name: Annotated[str, typer.Argument(help="The token's name.")]) -> None:
    """Withdraw a token at once."""
    from ogoh.web.api.services import UnknownTokenError, revoke_token

    try:
        revoke_token(name, by=operator())
    except UnknownTokenError as unknown:
        refuse(str(unknown))
    tell(f"The token {name!r} is revoked.")
