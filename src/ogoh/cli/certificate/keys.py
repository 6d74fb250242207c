"""``ogoh certificate keys`` and ``revoke``: what changes the signed lists; each change is whole or does not happen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ogoh.cli.telling import refuse, refusing, say, tell

if TYPE_CHECKING:
    from ogoh.certificate import KeyRing
    from ogoh.certificate.signed_lists import IssuingKey

Ring = Annotated[Path, typer.Option(help="The folder with the issuing keys and the signed lists.")]
Root = Annotated[Path, typer.Option(help="The folder with the root key, on a medium that lies elsewhere.")]


@contextmanager
def refusing_certificates() -> Iterator[None]:
    """What the room refuses, as one paragraph and status 2."""
    from ogoh.certificate import CertificateError

    with refusing():
        try:
            yield
        except CertificateError as refused:
            refuse(str(refused))


def read_day(text: str) -> date:
    """A day of the calendar as 2026-11-01."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        refuse(f"{text!r} is no day. Write it as 2026-11-01.")


def _ring(folder: Path) -> KeyRing:
    from ogoh.certificate import KeyRing

    return KeyRing(folder)


def _now() -> datetime:
    return datetime.now(UTC)


def new(ring: Ring, root: Root) -> None:
    """Make a root key, a first issuing key and both signed lists."""
    with refusing_certificates():
        made = _ring(ring)
        made.new(root, _now())
        say(f"Root key {made.key_file.root.fingerprint}")
        _say_keys(made)
    tell(f"Take {root} to a safe place away from the server. Whoever verifies needs {ring}/keys.json and revoked.json.")


def show(ring: Ring, as_json: Annotated[bool, typer.Option("--json", help="Give the result as JSON.")] = False) -> None:
    """Print the root key, every issuing key, and until when the lists are good."""
    with refusing_certificates():
        held = _ring(ring)
        if as_json:
            say(json.dumps(_as_json(held), ensure_ascii=False))
            return
        say(f"Root key {held.key_file.root.fingerprint}")
        _say_keys(held)
        say(f"Keys good until {held.key_file.keys.due:%Y-%m-%d %H:%M} UTC.")
        revoked = held.revoked
        say(f"Revoked numbers ({len(revoked.numbers)}) good until {revoked.due:%Y-%m-%d %H:%M} UTC.")


def _say_keys(ring: KeyRing) -> None:
    for key in ring.key_file.keys.keys:
        say(_in_one_line(key, has_private=ring.has_private(key)))


def _in_one_line(key: IssuingKey, *, has_private: bool) -> str:
    state = key.state.name.lower().replace("_", " ") + (f" since {key.since}" if key.since else "")
    here = "private key here" if has_private else "no private key here"
    return "\t".join((key.public.kid.hex(), f"{key.first} to {key.last}", state, here))


def _as_json(ring: KeyRing) -> dict[str, object]:
    held, revoked = ring.key_file, ring.revoked
    return {
        "root": held.root.fingerprint,
        "keys_due": held.keys.due.isoformat(),
        "revoked_due": revoked.due.isoformat(),
        "revoked": list(revoked.numbers),
        "keys": [
            {
                "kid": key.public.kid.hex(),
                "first": str(key.first),
                "last": str(key.last),
                "state": key.state.name.lower(),
                "since": key.since and str(key.since),
                "private": ring.has_private(key),
            }
            for key in held.keys.keys
        ],
    }


def rotate(ring: Ring, root: Root) -> None:
    """Retire the keys in use as of today and make a new one; what they signed still counts."""
    with refusing_certificates():
        fresh = _ring(ring).rotate(root, _now())
        say(_in_one_line(fresh, has_private=True))
    tell("Hand the new keys.json to everybody who verifies.")


def lost(
    kid: Annotated[str, typer.Argument(help="The key's name, as ogoh certificate keys list gives it.")],
    since: Annotated[str, typer.Option(help="The first day on which a stranger may have had the key, as 2026-11-01.")],
    ring: Ring,
    root: Root,
) -> None:
    """Say that a key is lost: what it signed on that day or later counts no more."""
    day = read_day(since)
    with refusing_certificates():
        held = _ring(ring)
        ended = held.lost(kid, day, root, _now())
        _say_keys(held)
    tell(
        f"Refused from now on: what {kid} signed on {ended.since} or later. Still counted: what is dated before, for "
        "at most 14 days. Hand the new keys.json to everybody who verifies, and give the people concerned new ones."
    )


def renew(ring: Ring, root: Root) -> None:
    """Sign both lists anew, unchanged, before they fall due."""
    with refusing_certificates():
        _ring(ring).renew(root, _now())
        say(f"Keys good until {_ring(ring).key_file.keys.due:%Y-%m-%d %H:%M} UTC.")
        say(f"Revoked numbers good until {_ring(ring).revoked.due:%Y-%m-%d %H:%M} UTC.")


def revoke(
    numbers: Annotated[list[str], typer.Argument(help="Numbers of certificates, as they are printed.")],
    ring: Ring,
    root: Root,
) -> None:
    """Take certificates back by their numbers."""
    with refusing_certificates():
        from ogoh.certificate import read_number

        revoked = _ring(ring).revoke(tuple(map(read_number, numbers)), root, _now())
        say(f"{len(revoked.numbers)} numbers on the list, good until {revoked.due:%Y-%m-%d %H:%M} UTC.")
    tell("Hand the new revoked.json to everybody who verifies.")
