"""``ogoh peer sync``, ``pack`` and ``receive``: parcels by HTTPS, or as files by mail and stick."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ogoh.cli.database import open_database, operator
from ogoh.cli.telling import REJECTED, progress, refusing, say, tell

if TYPE_CHECKING:
    from ogoh.web.exchange.receiving import Came


def sync(code: Annotated[str, typer.Argument(help="The code of the peer.")]) -> None:
    """Fetch and take what a peer has for us, and hand over receipts; what was broken off is gone on with."""
    open_database()
    from ogoh.web.exchange.fetching import sync as call
    from ogoh.web.exchange.peers import peer_of

    with refusing(), progress() as bar:
        task = bar.add_task(f"fetching from {code}", total=None)
        done = call(peer_of(code), operator(), lambda there, whole: bar.update(task, completed=there, total=whole))
    for came in done.came:
        _tell_came(came)
    for why in done.refused:
        tell(why)
    tell(f"{len(done.came)} taken, {len(done.refused)} refused or not carried, {done.handed_over} of ours handed over.")
    if done.refused:
        raise typer.Exit(REJECTED)


def pack(
    code: Annotated[str, typer.Argument(help="The code of the peer.")],
    folder: Annotated[Path, typer.Option(help="The folder to put them in, such as a stick.")],
) -> None:
    """Copy every parcel for a peer that it has not answered yet to a folder, for mail or a stick."""
    open_database()
    from ogoh.delivery.tables.writing import replaced_when_whole
    from ogoh.web.exchange.outbox import path_of, unanswered
    from ogoh.web.exchange.peers import peer_of

    with refusing():
        copied = 0
        for sent in unanswered(peer_of(code)):
            with replaced_when_whole(folder / sent.file) as beside:
                shutil.copyfile(path_of(sent), beside)
            say(str(folder / sent.file))
            copied += 1
    tell(f"{copied} parcels for {code} in {folder}. There: ogoh peer receive {folder}/*.parcel")


def receive(parcels: Annotated[list[Path], typer.Argument(help="Parcels that came by mail or on a stick.")]) -> None:
    """Take parcels of peers; each is checked in every way, and a list is equal to the sender's or nothing changes."""
    open_database()
    from ogoh.delivery import DeliveryRefused
    from ogoh.web.exchange.arranging import in_turn
    from ogoh.web.exchange.receiving import receive as take

    refused = 0
    with refusing():
        for path in in_turn(parcels):
            try:
                _tell_came(take(path, operator()))
            except DeliveryRefused as why:
                tell(f"{path.name}: {why}")
                refused += 1
    if refused:
        raise typer.Exit(REJECTED)


def _tell_came(came: Came) -> None:
    label = came.header.label
    what = f"changes since {label.builds_on.number}" if label.builds_on else "in full"
    what = what if label.kind == "release" else "taken"
    say(
        f"{label.kind} {label.number} of {label.source or label.sender}, from {label.sender}: "
        f"{what}, {came.accepted} rows."
    )
