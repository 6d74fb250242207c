"""``ogoh parcel keys``: the keys of this installation, and the card that tells peers of them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ogoh.cli.database import open_database, operator
from ogoh.cli.telling import refuse, refusing, say, tell

if TYPE_CHECKING:
    from ogoh.delivery.parcel import Card, KeyFolder

MOMENT = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%SZ"]
"""A day, or a moment in UTC."""


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def own_keys() -> KeyFolder:
    """The keys of this installation; the database, and with it the settings, has to be open."""
    from ogoh.web.exchange.peers import own_keys as held

    return held()


def new(
    code: Annotated[
        str, typer.Option(help="For the first keys: the short code of this installation, such as tj-ms.")
    ] = "",
    name: Annotated[str, typer.Option(help="For the first keys: its name, as people read it.")] = "",
    counts_from: Annotated[
        datetime | None, typer.Option("--from", formats=MOMENT, help="When a further key begins to count, in UTC; now.")
    ] = None,
) -> None:
    """Make the first keys, or further ones that follow them; the old ones stay until they are withdrawn."""
    open_database()
    with refusing():
        held = own_keys()
        if held.has_keys and not (code or name):
            card = held.renew(now(), _in_utc(counts_from) or now())
            _record("a further key of our own", card)
        elif code and name:
            card = held.make(code, name, now())
            _record("keys of our own", card)
        else:
            refuse("No keys are there yet: say who this installation is, with --code and --name.")
        _print(card)
    tell("Give every peer the new card (ogoh parcel keys show --card FILE) and read the fingerprint out by telephone.")


def show(
    card: Annotated[Path | None, typer.Option(help="Write the card that peers are given to this file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the card itself.")] = False,
) -> None:
    """Print who we are, our keys, and the fingerprint of our card."""
    open_database()
    from ogoh.delivery.tables.writing import replaced_when_whole

    with refusing():
        held = own_keys().card
        if card is not None:
            with replaced_when_whole(card) as beside:
                beside.write_bytes(held.as_json() + b"\n")
            tell(f"The card is in {card}. It is no secret; read the fingerprint out by telephone.")
        if as_json:
            say(held.as_json().decode())
        else:
            _print(held)


def withdraw(
    key: Annotated[str, typer.Argument(help="The name of the key, 16 digits, as ogoh parcel keys show prints it.")],
    since: Annotated[datetime | None, typer.Option("--from", formats=MOMENT, help="From when on, in UTC; now.")] = None,
) -> None:
    """Say that a key signs nothing more; peers refuse all that it signed as soon as they have the new card."""
    open_database()
    with refusing():
        card = own_keys().withdraw(key, _in_utc(since) or now())
        _record("a key of our own withdrawn", card)
        _print(card)
    tell("Give every peer the new card at once, and read the fingerprint out by telephone.")


def _record(what: str, card: Card) -> None:
    from django.db import transaction

    from ogoh.web.exchange import recording

    with transaction.atomic():
        recording.keys_changed(what, operator(), {"keys": [key.key_id for key in card.keys]})


def _in_utc(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment else None


def _print(card: Card) -> None:
    say(f"{card.code}  {card.name}")
    say(f"Sealed for: {card.recipient}")
    for key in card.keys:
        withdrawn = f"  withdrawn from {key.withdrawn_from:%Y-%m-%d %H:%M}" if key.withdrawn_from else ""
        say(f"Key {key.key_id}  counts from {key.counts_from:%Y-%m-%d %H:%M} UTC{withdrawn}")
    say(f"Fingerprint of the card: {card.fingerprint}")
