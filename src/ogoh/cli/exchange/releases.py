"""``ogoh release``: give a list out, and what became of it."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from ogoh.cli.database import open_database, operator
from ogoh.cli.telling import refusing, say, tell


def make(
    source: Annotated[str, typer.Argument(help="The code of the list.")],
    full: Annotated[bool, typer.Option("--full", help="The whole list for everybody, not only what changed.")] = False,
    allow_smaller: Annotated[bool, typer.Option(help="Give out a list of a tenth of the last or less.")] = False,
) -> None:
    """Seal what changed on a list since its last release, for every peer it goes to; a timer may do it."""
    open_database()
    from ogoh.web.exchange.releasing import make_release

    with refusing():
        made = make_release(source, operator(), full=full, allow_smaller=allow_smaller)
    release = made.release
    say(f"Release {release.number} of {source}: {release.listings} people, digest {release.digest}.")
    for sent in made.sent:
        what = f"changes since {sent.builds_on}" if sent.builds_on else "in full"
        say(f"  for {sent.peer.code}: {what}, {sent.rows} rows, {sent.size} bytes, {sent.file}")
    tell("Peers fetch it by HTTPS; for mail or a stick: ogoh peer pack CODE --folder FOLDER")


def keep(source: Annotated[str, typer.Argument(help="The code of the list.")]) -> None:
    """Let our own registry fill a list: each release then carries the decisions in force."""
    open_database()
    from ogoh.web.exchange.own_lists import keep_from_registry

    with refusing():
        keep_from_registry(source, operator())
    tell(f"{source} is kept by the registry. Give it out with: ogoh release make {source}")


def show(as_json: Annotated[bool, typer.Option("--json", help="Give the result as JSON.")] = False) -> None:
    """Print every release, to whom it went and what was answered."""
    open_database()
    from ogoh.web.exchange.models import Sent

    parcels = Sent.objects.filter(kind="release").select_related("peer", "release").order_by("source", "number", "peer")
    if as_json:
        say(json.dumps([_as_json(sent) for sent in parcels], ensure_ascii=False))
        return
    for sent in parcels:
        counted = "" if sent.accepted is None else f", {sent.accepted} accepted, {sent.rejected} rejected"
        answer = sent.outcome + counted if sent.outcome else "no answer yet"
        missing = f", missing there: {', '.join(map(str, sent.missing))}" if sent.missing else ""
        made = f"{sent.source} {sent.number}  {sent.made_at:%Y-%m-%d %H:%M}  {sent.peer.code}  {sent.rows} rows"
        say(f"{made}  {answer}{missing}")


def _as_json(sent: object) -> dict[str, object]:
    from ogoh.web.exchange.models import Sent

    if not isinstance(sent, Sent) or sent.release is None:
        raise TypeError("a parcel of a release is expected")
    return {
        "source": sent.source,
        "number": sent.number,
        "builds_on": sent.builds_on or None,
        "made_at": sent.made_at.isoformat(),
        "peer": sent.peer.code,
        "rows": sent.rows,
        "bytes": sent.size,
        "digest": sent.release.digest,
        "outcome": sent.outcome or None,
        "accepted": sent.accepted,
        "rejected": sent.rejected,
        "digest_there": sent.digest_there or None,
        "missing": sent.missing,
    }
