"""Calling a peer: what is there for us is fetched, gone on with where the line broke; ours is handed over."""

from __future__ import annotations

import hashlib
import json
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from time import sleep
from typing import IO, Any, Protocol

from django.conf import settings
from django.utils import timezone

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.parcel import LIMITS, RELEASE
from ogoh.web.exchange.models import Peer, Sent
from ogoh.web.exchange.outbox import path_of
from ogoh.web.exchange.peers import token_for
from ogoh.web.exchange.receiving import Came, receive
from ogoh.web.exchange.views import LARGEST_POSTED

_BLOCK = 1 << 16
_PATIENCE = 60.0
_TRIES = 8
_LONGEST_LIST = 10_000_000
_DIGEST = re.compile(r"[0-9a-f]{64}")
_WHERE = "exchange/v1/parcels/"

Progress = Callable[[int, int], None]
"""Called with the bytes that are there and all of them."""


class PeerNotReached(DeliveryRefused):
    """The line or the peer failed; what was fetched so far is kept."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A parcel that a peer has for us."""

    parcel: int
    kind: str
    source: str
    number: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Synced:
    """What came of a call: parcels taken, refusals in words, how many of ours were handed over."""

    came: tuple[Came, ...]
    refused: tuple[str, ...]
    handed_over: int


class _Answer(Protocol):
    status: int

    def read(self, size: int = -1) -> bytes: ...


def sync(peer: Peer, by: str = "", progress: Progress = lambda there, whole: None) -> Synced:
    """Fetch and take everything that a peer has for us, in its order, then hand over what we have for it: receipts and
    whatever else is no list. A parcel that is refused does not hold up the others. Raises PeerNotReached."""
    came, refused = [], []
    for offered in _offers(peer):
        path = fetch(peer, offered, progress)
        try:
            came.append(receive(path, by))
        except DeliveryRefused as why:
            refused.append(str(why))
        path.unlink()
    return Synced(tuple(came), tuple(refused), _hand_over(peer))


def fetch(peer: Peer, offered: Offered, progress: Progress = lambda there, whole: None) -> Path:
    """Fetch a parcel; a part that is there already is gone on with. Raises PeerNotReached, ParcelRefused."""
    path = _inbox() / f"{offered.sha256}.part"
    for attempt in range(_TRIES):
        try:
            _go_on(peer, offered, path, progress)
            break
        except (OSError, HTTPException) as fault:
            if _is_final(fault) or attempt == _TRIES - 1:
                raise _not_reached(peer, fault) from fault
            sleep(min(30.0, 0.2 * 2**attempt))
    if _digest_of(path) != offered.sha256:
        path.unlink()
        raise PeerNotReached(
            f"A parcel of {peer.code}", "other bytes than were offered", "those", "They were thrown away: try again."
        )
    return path


def _go_on(peer: Peer, offered: Offered, path: Path, progress: Progress) -> None:
    there = path.stat().st_size if path.exists() else 0
    if there >= offered.size:
        return
    tag = f'"{offered.sha256}"'
    asked = {"Range": f"bytes={there}-", "If-Range": tag} if there else {}
    with _called(peer, f"{_WHERE}{offered.parcel}/", asked) as answer, path.open("ab" if there else "wb") as file:
        if there and answer.status != 206:
            file.seek(0)
            file.truncate()
            there = 0
        for some in _blocks(answer, offered.size - there):
            file.write(some)
            there += len(some)
            progress(there, offered.size)
    if there < offered.size:
        raise ConnectionError("the line broke")


def _blocks(answer: _Answer, most: int) -> Iterator[bytes]:
    """What comes, but never more than was offered."""
    while most > 0 and (some := answer.read(min(_BLOCK, most))):
        most -= len(some)
        yield some


def _offers(peer: Peer) -> list[Offered]:
    try:
        with _called(peer, _WHERE) as answer:
            told = json.loads(answer.read(_LONGEST_LIST))
        return [_offered(one) for one in told["parcels"]]
    except (OSError, HTTPException) as fault:
        raise _not_reached(peer, fault) from fault
    except (ValueError, TypeError, KeyError) as fault:
        raise PeerNotReached(
            f"The list of parcels of {peer.code}", "something else", "what an Ogoh answers", "Look at the address."
        ) from fault


def _offered(told: Any) -> Offered:
    offered = Offered(
        int(told["parcel"]),
        str(told["kind"]),
        str(told["source"]),
        int(told["number"]),
        int(told["bytes"]),
        str(told["sha256"]),
    )
    if not _DIGEST.fullmatch(offered.sha256) or not 0 < offered.size <= LIMITS.sealed:
        raise ValueError("no parcel, or one that is too large")
    return offered


def _hand_over(peer: Peer) -> int:
    """Hand over what is no list and small; lists are fetched from us."""
    handed = 0
    waiting = Sent.objects.filter(peer=peer, fetched_at=None, size__lte=LARGEST_POSTED).exclude(kind=RELEASE)
    for sent in waiting.order_by("made_at", "pk"):
        try:
            with path_of(sent).open("rb") as file, _called(peer, _WHERE, _of_size(sent), file):
                outcome = "taken"
        except urllib.error.HTTPError as fault:
            if fault.code != 422:
                raise _not_reached(peer, fault) from fault
            outcome = _reason_in(fault)
        except (OSError, HTTPException) as fault:
            raise _not_reached(peer, fault) from fault
        Sent.objects.filter(pk=sent.pk).update(
            fetched_at=timezone.now(), answered_at=timezone.now(), outcome=outcome[:40]
        )
        handed += 1
    return handed


def _of_size(sent: Sent) -> dict[str, str]:
    return {"Content-Type": "application/octet-stream", "Content-Length": str(sent.size)}


def _reason_in(fault: urllib.error.HTTPError) -> str:
    try:
        return str(json.loads(fault.read(10_000))["refused"])
    except (ValueError, KeyError, TypeError):
        return "refused"


class _Same(urllib.request.HTTPRedirectHandler):
    """A token goes where it was meant for, and nowhere else."""

    def redirect_request(self, *_: Any) -> None:
        return None


_opener = urllib.request.build_opener(_Same)


def _called(peer: Peer, path: str, headers: dict[str, str] | None = None, body: IO[bytes] | None = None) -> Any:
    request = urllib.request.Request(  # noqa: S310  # peers are reached by https alone, see `peers.reach`
        peer.address + path,
        data=body,
        headers={"Authorization": f"Bearer {token_for(peer)}", **(headers or {})},
        method="POST" if body else "GET",
    )
    return _opener.open(request, timeout=_PATIENCE)


def _is_final(fault: OSError | HTTPException) -> bool:
    """Whether to try again would bring the same answer."""
    return isinstance(fault, urllib.error.HTTPError) and fault.code < 500


def _not_reached(peer: Peer, fault: OSError | HTTPException) -> PeerNotReached:
    found = f"status {fault.code}" if isinstance(fault, urllib.error.HTTPError) else str(fault) or type(fault).__name__
    remedy = (
        "Ask for a new token and give it: ogoh peer reach"
        if found == "status 401"
        else "What was fetched is kept: give the same command again later."
    )
    return PeerNotReached(f"{peer.name} at {peer.address}", found, "an answer", remedy)


def _inbox() -> Path:
    folder: Path = settings.HOME / "parcels" / "in"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
