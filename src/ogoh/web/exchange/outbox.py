"""The outbox: parcels sealed for peers, as files, until they are fetched, mailed or carried."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from ogoh.delivery.parcel import ENDING, RELEASE, Header, Label, SigningKey, seal
from ogoh.web.exchange import recording
from ogoh.web.exchange.models import Peer, Release, Sent, Subscription
from ogoh.web.exchange.peers import own_keys

KEPT = timedelta(days=30)
"""How long a parcel can be asked for again; afterwards the whole list is sent."""

LOST = "lost"
"""The outcome of a parcel whose file is gone before the peer had it."""

_ORPHANED = timedelta(days=1)
"""After so long nobody is going to be told of a file any more."""

_WAITING = ~Q(outcome=LOST) & (
    Q(asked_again=True) | Q(kind=RELEASE, answered_at=None) | (~Q(kind=RELEASE) & Q(fetched_at=None))
)
"""Releases until they are answered, and again where they are asked for; other parcels until the peer has them."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A parcel in the outbox that no peer was told of yet."""

    header: Header
    path: Path
    peers: Sequence[Peer]


def send(kind: str, peer: Peer, rows: Iterable[bytes], source: str = "", by: str = "") -> Sent:
    """Seal rows for a peer under the next number of their kind: lines of JSON in canonical form, of any kind but
    releases. Within the caller's transaction, or one of its own. Raises ParcelRefused, DeliveryRefused."""
    with transaction.atomic():
        Peer.objects.select_for_update().get(pk=peer.pk)
        earlier = Sent.objects.filter(peer=peer, kind=kind, source=source).aggregate(last=Max("number"))["last"]
        now = timezone.now()
        label = Label(kind, own_keys().card.code, (peer.code,), (earlier or 0) + 1, now, source)
        sealed = seal_for([peer], lambda: label, rows, f"{kind}-{source or 'all'}-{label.number}-{peer.code}")
        (sent,) = told(sealed, now, by=by)
    return sent


def seal_for(peers: Sequence[Peer], label: Callable[[], Label], rows: Iterable[bytes], name: str) -> Sealed:
    """Seal a parcel in the outbox; ``label`` is asked for when all rows have gone by.

    Each has a file of its own: two that are sealed at once under one number do not write over each other.
    """
    path = outbox() / f"{name}-{secrets.token_hex(4)}{ENDING}"
    recipients = [peer.recipient for peer in peers]
    return Sealed(seal(path, label, rows, signing_key(), recipients), path, peers)


def told(sealed: Sealed, now: datetime, release: Release | None = None, by: str = "") -> list[Sent]:
    """Note for each peer that a parcel is there for it, within a transaction."""
    label, size, digest = sealed.header.label, sealed.path.stat().st_size, _digest_of(sealed.path)
    rows = [
        Sent(
            peer=peer,
            kind=label.kind,
            source=label.source,
            number=label.number,
            builds_on=label.builds_on.number if label.builds_on else 0,
            release=release,
            rows=sealed.header.content.rows,
            file=sealed.path.name,
            size=size,
            sha256=digest,
            made_at=now,
        )
        for peer in sealed.peers
    ]
    made = Sent.objects.bulk_create(rows)
    recording.sealed(sealed.header, by)
    return made


def path_of(sent: Sent) -> Path:
    """The file of a parcel."""
    return outbox() / sent.file


def unanswered(peer: Peer) -> list[Sent]:
    """What a peer has still to get, in the order in which it is to be taken.

    A parcel whose file is gone holds up no other: it is noted as lost, and a lost list goes in full next time.
    """
    waiting = Sent.objects.filter(_WAITING, peer=peer).order_by("made_at", "pk")
    there = {sent: path_of(sent).exists() for sent in waiting}
    for sent in (sent for sent in there if not there[sent]):
        Sent.objects.filter(pk=sent.pk).update(outcome=LOST, asked_again=False)
        if sent.kind == RELEASE:
            want_full(peer, sent.source)
    return [sent for sent in there if there[sent]]


def want_full(peer: Peer, source: str) -> None:
    """Send a peer the whole list with the next release."""
    Subscription.objects.filter(peer=peer, source__code=source).update(wants_full=True)


def tidy(now: datetime) -> int:
    """Delete parcels that nobody waits for and that are older than `KEPT`; give back how many. What a peer has not
    answered stays, unless the peer was ended."""
    waiting = set(Sent.objects.filter(_WAITING, peer__ended_at=None).values_list("file", flat=True))
    old = _older_than(now - KEPT)
    gone = [path for path in old if path.name not in waiting] + _orphans(now)
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def _orphans(now: datetime) -> list[Path]:
    """What was sealed and of which nobody was told: the release came to nothing."""
    old = _older_than(now - _ORPHANED)
    told_of = set(Sent.objects.filter(file__in=[path.name for path in old]).values_list("file", flat=True))
    return [path for path in old if path.name not in told_of]


def _older_than(moment: datetime) -> list[Path]:
    return [path for path in outbox().glob(f"*{ENDING}") if path.stat().st_mtime < moment.timestamp()]


def outbox() -> Path:
    """The folder, made where it is not there yet."""
    folder: Path = settings.HOME / "parcels" / "out"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def signing_key() -> SigningKey:
    """The key that signs now. Raises DeliveryRefused where there is none."""
    return own_keys().signing_key(timezone.now())


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
