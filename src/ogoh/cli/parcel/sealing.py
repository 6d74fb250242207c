"""``ogoh parcel seal``: a list file, or lines of JSON, as a parcel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ogoh.cli.database import open_database, operator
from ogoh.cli.parcel.keys import now, own_keys
from ogoh.cli.telling import REJECTED, refuse, refusing, tell

if TYPE_CHECKING:
    from ogoh.delivery.parcel import Card, Header, Label


def seal(
    file: Annotated[Path, typer.Argument(help="A list as ogoh list import reads it; with --kind lines of JSON.")],
    to: Annotated[list[Path], typer.Option(help="The card of an addressee; may be given several times.")],
    number: Annotated[int, typer.Option(help="The number of the release, one more than the last.", min=1)],
    out: Annotated[Path, typer.Option(help="The parcel to write.")],
    source: Annotated[str, typer.Option(help="The code of the list, as the addressees know it.")] = "",
    dated: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day of the list; today.")] = None,
    before: Annotated[
        Path | None, typer.Option(help="The list as it was in the release before: seal only what changed.")
    ] = None,
    columns: Annotated[Path | None, typer.Option(help="YAML file that names the columns.")] = None,
    kind: Annotated[str, typer.Option(help="What is in it, where it is no list.")] = "release",
) -> None:
    """Sign a list and seal it for those who hold the cards; with --before only what changed since."""
    open_database()
    from ogoh.delivery.parcel import read_card

    with refusing():
        cards = [read_card(one) for one in to]
        if kind != "release":
            _sealed(out, _label(kind, cards, number, source), _lines(file), cards)
            return
        if not source:
            refuse("--source is needed: the code of the list, as the addressees know it.")
        day = dated.date() if dated else now().date()
        rejected = _seal_list(file, before, columns, _label(kind, cards, number, source, day), cards, out)
    if rejected:
        tell(
            f"{rejected} rows of {file.name} were rejected and are not in the parcel. "
            "Look at them with: ogoh list import --dry-run"
        )
        raise typer.Exit(REJECTED)


def _label(kind: str, cards: Sequence[Card], number: int, source: str, day: date | None = None) -> Label:
    from ogoh.delivery.parcel import Label

    about = {"dated": day.isoformat()} if day else {}
    to = tuple(card.code for card in cards)
    return Label(kind, own_keys().card.code, to, number, now(), source, about=about)


def _seal_list(
    file: Path, before: Path | None, columns: Path | None, label: Label, cards: Sequence[Card], out: Path
) -> int:
    from dataclasses import replace

    from ogoh.delivery import load_columns
    from ogoh.delivery.parcel import Base
    from ogoh.delivery.parcel.from_list import list_rows

    named = load_columns(columns) if columns else None
    after = list_rows(file, named)
    label = replace(label, digest=after.digest)
    if before is None:
        _sealed(out, label, after.full(), cards)
        return after.rejected
    if label.number == 1:
        refuse("--before: release 1 has none before it. Seal it as a full list.")
    earlier = list_rows(before, named)
    _sealed(out, replace(label, builds_on=Base(label.number - 1, earlier.digest)), after.since(earlier), cards)
    return after.rejected


def _sealed(out: Path, label: Label, rows: Iterable[bytes], cards: Sequence[Card]) -> None:
    from django.db import transaction

    from ogoh.delivery.parcel import seal as seal_rows
    from ogoh.web.exchange import recording

    key = own_keys().signing_key(label.made_at)
    with transaction.atomic():
        header = seal_rows(out, label, rows, key, [card.recipient for card in cards])
        recording.sealed(header, operator())
    tell(_in_words(header, out))


def _in_words(header: Header, out: Path) -> str:
    label, content = header.label, header.content
    what = f"changes since {label.builds_on.number}" if label.builds_on else "in full"
    return (
        f"{out}: {label.kind} {label.number} {what}, {content.rows} rows, signed by {header.signed_by}, "
        f"sealed for {', '.join(label.to)}; {out.stat().st_size} bytes."
    )


def _lines(file: Path) -> Iterator[bytes]:
    """Lines of JSON, each in canonical form."""
    import orjson

    from ogoh.delivery import DeliveryRefused

    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield orjson.dumps(orjson.loads(line), option=orjson.OPT_SORT_KEYS)
            except orjson.JSONDecodeError as fault:
                raise DeliveryRefused(
                    f"Line {number} of {file.name}", str(fault), "one JSON object", "Mend the line."
                ) from None
