"""Calling a peer: what is there for us is fetched, gone on with where the line broke; ours is handed over."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, flock
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from time import sleep
from typing import IO, Any
from urllib.error import HTTPError

from django.conf import settings

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.parcel import LIMITS, RELEASE, ParcelRefused
from ogoh.delivery.parcel.header import CODE, DIGEST, HIGHEST_NUMBER
from ogoh.web.exchange.calling import LARGEST_POSTED, call, told_in
from ogoh.web.exchange.models import Peer, Sent
from ogoh.web.exchange.outbox import path_of, unanswered
from ogoh.web.exchange.peers import token_for
from ogoh.web.exchange.receipts import TAKEN, note_fetched
from ogoh.web.exchange.receiving import Came, Offer, receive

_BLOCK = 1 << 16
_PATIENCE = 60.0
_TRIES = 8
_LONGEST_LIST = 10_000_000
_WHERE = "exchange/v1/parcels/"
_OF_THE_PEER = frozenset({401, 403, 429})
"""What is answered so to one call is answered so to all."""

Progress = Callable[[int, int], None]
"""Called with the bytes that are there and all of them."""


class PeerNotReached(DeliveryRefused):
    """The line or the peer failed; what was fetched so far is kept."""


class ParcelNotCarried(DeliveryRefused):
    """One parcel could not be fetched or handed over; the others can."""


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
    """What came of a call: parcels taken, in words what was refused or not carried, how many of ours were handed
    over."""

    came: tuple[Came, ...]
    refused: tuple[str, ...]
    handed_over: int


def sync(peer: Peer, by: str = "", progress: Progress = lambda there, whole: None) -> Synced:
    """Fetch and take everything that a peer has for us, in its order, then hand over what we have for it: receipts and
    whatever else is no list. A parcel that is refused or missing does not hold up the others.

    Raises PeerNotReached, and DeliveryRefused where another process calls the peer.
    """
    came, refused = [], []
    with _one_call(peer):
        offers = _offers(peer)
        _delete_others(peer, offers)
        for offered in offers:
            try:
                came.append(_taken(peer, offered, by, progress))
            except PeerNotReached:
                raise
            except DeliveryRefused as why:
                refused.append(str(why))
        handed_over, not_taken = _hand_over(peer)
    return Synced(tuple(came), (*refused, *not_taken), handed_over)


def _taken(peer: Peer, offered: Offered, by: str, progress: Progress) -> Came:
    """Fetch a parcel, take it and say so. What may be taken later is kept, and not fetched again then."""
    path = fetch(peer, offered, progress)
    try:
        came = receive(path, by, Offer(peer, offered.kind, offered.source, offered.number))
    except ParcelRefused as why:
        if not why.passes:
            _confirm(peer, offered, why.reason)
            path.unlink(missing_ok=True)
        raise
    _confirm(peer, offered, TAKEN)
    path.unlink(missing_ok=True)
    return came


def fetch(peer: Peer, offered: Offered, progress: Progress = lambda there, whole: None) -> Path:
    """The file of a parcel; a part that is there already is gone on with.

    Raises PeerNotReached where the line fails, ParcelNotCarried where the peer does not give this parcel, or another.
    """
    path = _inbox(peer) / f"{offered.sha256}.part"
    for attempt in range(_TRIES):
        try:
            _go_on(peer, offered, path, progress)
            break
        except (OSError, HTTPException) as fault:
            if _is_final(fault) or attempt == _TRIES - 1:
                raise _failed(peer, fault, f"Parcel {offered.parcel} of {peer.code}") from fault
            sleep(min(30.0, 0.2 * 2**attempt))
    if _digest_of(path) != offered.sha256:
        path.unlink()
        raise ParcelNotCarried(
            f"Parcel {offered.parcel} of {peer.code}",
            "other bytes than were offered",
            "those",
            "They were thrown away: try again.",
        )
    return path


def _go_on(peer: Peer, offered: Offered, path: Path, progress: Progress) -> None:
    there = path.stat().st_size if path.exists() else 0
    if there >= offered.size:
        return
    tag = f'"{offered.sha256}"'
    asked = {"Range": f"bytes={there}-", "If-Range": tag} if there else {}
    with _called(peer, f"{offered.parcel}/", None, asked) as answer, path.open("ab" if there else "wb") as file:
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


def _blocks(answer: HTTPResponse, most: int) -> Iterator[bytes]:
    """What comes, but never more than was offered."""
    while most > 0 and (some := answer.read(min(_BLOCK, most))):
        most -= len(some)
        yield some


def _confirm(peer: Peer, offered: Offered, outcome: str) -> None:
    """Say that we have a parcel. Where the peer does not hear it, it offers it again, and it is found to be here."""
    try:
        with _called(peer, f"{offered.parcel}/taken/", json.dumps({"outcome": outcome}).encode()):
            return
    except (OSError, HTTPException) as fault:
        if not isinstance(fault, HTTPError) or fault.code in _OF_THE_PEER:
            raise _not_reached(peer, fault) from fault


def _offers(peer: Peer) -> list[Offered]:
    try:
        with _called(peer) as answer:
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
    if not DIGEST.fullmatch(offered.sha256) or not 0 < offered.size <= LIMITS.sealed:
        raise ValueError("no parcel, or one that is too large")
    if not (CODE.fullmatch(offered.kind) and CODE.fullmatch(offered.source or "_")):
        raise ValueError("a kind or a list that is none")
    if not 0 < offered.number <= HIGHEST_NUMBER:
        raise ValueError("a number that is none")
    return offered


def _hand_over(peer: Peer) -> tuple[int, list[str]]:
    """Hand over what is no list and small; lists are fetched from us. How many the peer has now, and in words why it
    does not take others just now."""
    handed, not_taken = 0, []
    for sent in unanswered(peer):
        if sent.kind == RELEASE or sent.size > LARGEST_POSTED:
            continue
        try:
            note_fetched(sent, _handed(peer, sent))
            handed += 1
        except ParcelNotCarried as why:
            not_taken.append(str(why))
    return handed, not_taken


def _handed(peer: Peer, sent: Sent) -> str:
    """What the peer says of a parcel that is handed over."""
    headers = {"Content-Type": "application/octet-stream", "Content-Length": str(sent.size)}
    try:
        with path_of(sent).open("rb") as file, _called(peer, "", file, headers):
            return TAKEN
    except HTTPError as fault:
        refused = told_in(fault)
        if fault.code == 422 and refused is not None:
            return refused[1] or "refused"
        raise _failed(peer, fault, f"What {peer.code} says of {sent}", refused[1] if refused else "") from fault
    except (OSError, HTTPException) as fault:
        raise _not_reached(peer, fault) from fault


def _called(
    peer: Peer, path: str = "", body: bytes | IO[bytes] | None = None, headers: dict[str, str] | None = None
) -> HTTPResponse:
    return call(peer.address + _WHERE + path, token_for(peer), _PATIENCE, body, headers)


def _is_final(fault: OSError | HTTPException) -> bool:
    """Whether to try again would bring the same answer."""
    return isinstance(fault, HTTPError) and fault.code < 500


def _failed(
    peer: Peer, fault: OSError | HTTPException, what: str, reason: str = ""
) -> PeerNotReached | ParcelNotCarried:
    """Whether a fault is that of one parcel or of the line."""
    if not isinstance(fault, HTTPError) or fault.code in _OF_THE_PEER:
        return _not_reached(peer, fault)
    found = f"status {fault.code}" + (f" ({reason})" if reason else "")
    return ParcelNotCarried(what, found, "an answer", "The others were gone on with. Try again later.")


def _not_reached(peer: Peer, fault: OSError | HTTPException) -> PeerNotReached:
    found = f"status {fault.code}" if isinstance(fault, HTTPError) else str(fault) or type(fault).__name__
    remedy = (
        "Ask for a new token and give it: ogoh peer reach"
        if found == "status 401"
        else "What was fetched is kept: give the same command again later."
    )
    return PeerNotReached(f"{peer.name} at {peer.address}", found, "an answer", remedy)


@contextmanager
def _one_call(peer: Peer) -> Iterator[None]:
    """Two that call one peer at once would write the same parts."""
    with (_inbox(peer) / "lock").open("a") as file:
        try:
            flock(file, LOCK_EX | LOCK_NB)
        except OSError:
            raise DeliveryRefused(
                f"The call of {peer.code}", "another that goes on", "one at a time", "Wait until it is done."
            ) from None
        yield


def _delete_others(peer: Peer, offers: Sequence[Offered]) -> None:
    """Delete parts of what is no longer offered."""
    named = {f"{offered.sha256}.part" for offered in offers}
    for path in _inbox(peer).glob("*.part"):
        if path.name not in named:
            path.unlink()


def _inbox(peer: Peer) -> Path:
    folder: Path = settings.HOME / "parcels" / "in" / peer.code
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
