"""``ogoh parcel open`` and ``inspect``: what is in a parcel, as a file; what can be seen of one from outside."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ogoh.cli.database import open_database, operator
from ogoh.cli.parcel.keys import now, own_keys
from ogoh.cli.telling import REJECTED, refusing, say, tell

if TYPE_CHECKING:
    from ogoh.delivery.parcel import Card, Header, OpenParcel, Reading, VerifyingKey

From = Annotated[list[Path], typer.Option("--from", help="The card of a sender; may be given several times.")]


def open_parcel(
    parcel: Annotated[Path, typer.Argument(help="The parcel.")],
    senders: From,
    out: Annotated[Path, typer.Option(help="Where the rows go; a list in the format of the ending.")],
    raw: Annotated[bool, typer.Option("--raw", help="The rows as they lie in the parcel, as JSON Lines.")] = False,
) -> None:
    """Check a parcel and write what is in it to a file; nothing is imported."""
    open_database()
    from django.db import transaction

    from ogoh.delivery.parcel import RELEASE, ParcelRefused, opened
    from ogoh.web.exchange import recording

    with refusing():
        try:
            with opened(parcel, _reading(senders)) as found:
                write = _write_table if found.header.label.kind == RELEASE and not raw else _write_lines
                with transaction.atomic():
                    rows = write(out, found)
                    recording.opened(found.header, operator(), "written to a file")
        except ParcelRefused as why:
            with transaction.atomic():
                recording.refused(why.reason, operator())
            raise
    tell(f"{_in_one_line(found.header)}; {rows} rows in {out}.")


def inspect(
    parcel: Annotated[Path, typer.Argument(help="The parcel.")],
    senders: From = [],  # noqa: B006  # typer copies it
    as_json: Annotated[bool, typer.Option("--json", help="Give the result as JSON.")] = False,
) -> None:
    """What can be seen of a parcel from outside, and with our keys what its header says; status 1 if refused."""
    open_database()
    from ogoh.delivery.parcel import ParcelRefused, opened, outside_of

    with refusing():
        outside = outside_of(parcel)
        told: dict[str, Any] = {"bytes": outside.size, "recipients": outside.recipients}
        why = ""
        if own_keys().has_keys:
            try:
                with opened(parcel, _reading(senders)) as found:
                    told["header"] = json.loads(found.header.as_line())
            except ParcelRefused as refused:
                why = told["refused"] = str(refused)
    say(json.dumps(told, ensure_ascii=False) if as_json else _in_lines(told))
    if why:
        tell(why)
        raise typer.Exit(REJECTED)


def example(
    out: Annotated[Path, typer.Option(help="The parcel to write.")],
) -> None:
    """Seal two people who do not exist with keys that everybody knows, and print every step."""
    from ogoh.delivery.parcel.example import make

    with refusing():
        for line in make(out):
            say(line)


def _reading(senders: Sequence[Path]) -> Reading:
    from django.conf import settings

    from ogoh.delivery.parcel import Reading, read_card

    keys = own_keys()
    cards = [read_card(one) for one in senders]
    return Reading(keys.card.code, keys.identities, _keys_on(cards), now(), settings.HOME)


def _keys_on(cards: Sequence[Card]) -> Callable[[str], Collection[VerifyingKey]]:
    return lambda code: [key for card in cards if card.code == code for key in card.keys]


def _write_table(out: Path, found: OpenParcel) -> int:
    from ogoh.delivery.parcel import in_order, read_row
    from ogoh.delivery.parcel.as_columns import COLUMNS, as_columns
    from ogoh.delivery.tables import write_table

    today = now().date()
    return write_table(
        out, COLUMNS, (as_columns(read_row(number, row, today)) for number, row in in_order(found.rows()))
    )


def _write_lines(out: Path, found: OpenParcel) -> int:
    from ogoh.delivery.tables.writing import replaced_when_whole

    written = 0
    with replaced_when_whole(out) as beside, beside.open("wb") as file:
        for row in found.rows():
            file.write(row + b"\n")
            written += 1
    return written


def _in_one_line(header: Header) -> str:
    label = header.label
    what = f"changes since {label.builds_on.number}" if label.builds_on else "in full"
    return f"{label.kind} {label.number} of {label.source or label.sender} {what}, from {label.sender}"


def _in_lines(told: dict[str, Any]) -> str:
    lines = [f"{told['bytes']} bytes, sealed for {told['recipients']}."]
    return "\n".join([*lines, *_header_lines(told.get("header", {}))])


def _header_lines(header: dict[str, Any]) -> Iterator[str]:
    return (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in header.items())
