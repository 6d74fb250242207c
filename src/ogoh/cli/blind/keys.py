"""``ogoh blind key``: a new one for each delivery, which are in force, and the end of one."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from ogoh.cli.blind.files import refusing_blind
from ogoh.cli.certificate.keys import read_day
from ogoh.cli.database import open_database, operator
from ogoh.cli.telling import refuse, say, tell


def new(
    code: Annotated[str, typer.Argument(help="The source, or the code under which a list of a file is known.")],
    name: Annotated[str, typer.Option(help="For a list of a file: whose list, as people read it.")] = "",
    kind: Annotated[str, typer.Option(help="For a list of a file: entry_ban or controlled_persons.")] = "",
    dated: Annotated[str, typer.Option(help="For a list of a file: its day, as 2026-11-01.")] = "",
    delivery: Annotated[int, typer.Option(min=0, help="For a list of a file: its number.")] = 0,
    days: Annotated[int, typer.Option(min=1, max=400, help="How long the key is good.")] = 30,
) -> None:
    """Make the key of a delivery and print its name; older keys of the list end a day later.

    Of a source it is the newest delivery; a list that is in no database is described by all four options.
    """
    open_database()
    from ogoh.web.blind.keys import ListedAs, new_key
    from ogoh.web.blind.listed import listed_as, newest_of
    from ogoh.web.lists.models import SourceKind

    with refusing_blind():
        if not (name or kind or dated or delivery):
            listed = listed_as(newest_of(code))
        elif not (name and kind in SourceKind.values and dated and delivery):
            refuse(
                "For a list of a file give --name, --kind (entry_ban or controlled_persons), --dated and --delivery."
            )
        else:
            listed = ListedAs(code, name, kind, delivery, read_day(dated))
        made = new_key(listed, days, by=operator())
        say(made.name)
    tell(f"For {made.code} no. {made.delivery} of {made.dated}, good until {made.expires_at:%Y-%m-%d %H:%M} UTC.")


def show(as_json: Annotated[bool, typer.Option("--json", help="Give the result as JSON.")] = False) -> None:
    """Print the keys of our lists under which questions are answered now."""
    open_database()
    from ogoh.web.blind.keys import forget_ended, keys_in_force

    with refusing_blind():
        forget_ended()
        keys = list(keys_in_force())
        if as_json:
            told = [{"key": one.name, "list": one.code, "delivery": one.delivery} for one in keys]
            say(json.dumps(told))
            return
        for one in keys:
            say(f"{one.name}\t{one.code} no. {one.delivery} of {one.dated}\tends {one.ends_at:%Y-%m-%d %H:%M} UTC")


def end(key: Annotated[str, typer.Argument(help="The key's name, as ogoh blind key show gives it.")]) -> None:
    """End a key at once and destroy its secret half: whatever was built with it can never be asked again."""
    open_database()
    from ogoh.web.blind.keys import end_key

    with refusing_blind():
        end_key(key, by=operator())
    tell(f"The key {key} ended. Askers need the file of a newer one.")
