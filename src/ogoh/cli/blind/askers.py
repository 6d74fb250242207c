"""``ogoh blind asker``: who may ask, how much a day, and how much they asked."""

from __future__ import annotations

from typing import Annotated

import typer

from ogoh.cli.database import open_database, operator
from ogoh.cli.telling import refusing, say, tell


def allow(
    peer: Annotated[str, typer.Argument(help="The code of a peer, as ogoh peer list gives it.")],
    per_day: Annotated[int, typer.Option(min=0, max=10_000_000, help="Questions a day; 0 takes it back.")] = 20_000,
) -> None:
    """Let a peer ask blind questions, with the token that it has as a peer. A person is four questions or some more."""
    open_database()
    from ogoh.web.blind.askers import allow as let

    with refusing():
        let(peer, per_day, by=operator())
    tell(f"{peer} may ask {per_day:,} questions a day.")


def show() -> None:
    """Print every asker: questions a day, asked today and in thirty days, days used up, refusals."""
    open_database()
    from ogoh.web.blind.figures import asked_lately

    for one in asked_lately():
        counts = f"{one.today:,} today\t{one.lately:,} in 30 days\t{one.full_days} full days\t{one.refused:,} refused"
        say(f"{one.code}\t{one.per_day:,} a day\t{counts}" + ("" if one.is_in_force else "\tmay ask no more"))
