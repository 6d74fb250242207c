"""Taking a parcel: checked in every way, given to whoever knows its kind, and answered by a receipt where it is a list.

A release goes through the import of lists in one transaction with what is noted of it: afterwards the list here has the
digest that the sender's has, or nothing has changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.parcel import (
    RELEASE,
    Header,
    LastTaken,
    ListDigest,
    OpenParcel,
    ParcelRefused,
    Reading,
    opened,
    refuse_out_of_turn,
)
from ogoh.delivery.parcel.refusal import (
    AnotherList,
    Contradiction,
    Gap,
    Replayed,
    UnknownList,
    UnusableRow,
    WrongBase,
)
from ogoh.web.exchange import recording
from ogoh.web.exchange.kinds import HANDLERS
from ogoh.web.exchange.list_rows import advance
from ogoh.web.exchange.models import Feed, Peer, Refusal, Taken
from ogoh.web.exchange.peers import keys_of, own_keys
from ogoh.web.exchange.receipts import answer_refusal, answer_taken
from ogoh.web.exchange.row_batches import portions_of
from ogoh.web.lists.delivered import Delivered
from ogoh.web.lists.importing import Order, take
from ogoh.web.lists.locking import refusing_busy, wait_a_while
from ogoh.web.lists.models import Delivery
from ogoh.web.lists.report import Allowances

_ANYTHING_THE_SENDER_SAYS = Allowances(older=True, smaller=True, rejects=True, empty=True)
"""A signed list is whole and its sender's own: what guards against mistakes in files was asked when it was released."""


@dataclass(frozen=True, slots=True)
class Came:
    """A parcel that was taken: from whom, what, and how many rows of it."""

    header: Header
    accepted: int


@dataclass(frozen=True, slots=True)
class Offer:
    """Which peer gives a parcel, and what it says that it is, before it is opened; ``handed_over`` where it comes
    unasked."""

    peer: Peer
    kind: str = ""
    source: str = ""
    number: int = 0
    handed_over: bool = False


def receive(path: Path, by: str = "", offer: Offer | None = None) -> Came:
    """Take a parcel from a peer. Raises ParcelRefused or DeliveryRefused; what it was is noted then, and nothing else
    has changed."""
    header: Header | None = None
    try:
        with opened(path, reading()) as parcel:
            header = parcel.header
            if offer is not None and offer.handed_over and header.label.kind == RELEASE:
                raise DeliveryRefused("The parcel", "a list that was handed over", "no list", "Let us fetch it.")
            came = _take(parcel, by)
    except DeliveryRefused as why:
        _note(why, header, by, offer)
        raise
    if offer is not None:
        _standing(offer.peer, offer.kind, offer.source, offer.number).update(settled=True)
    return came


def reading() -> Reading:
    """With what parcels are opened here."""
    keys = own_keys()
    return Reading(keys.card.code, keys.identities, keys_of, timezone.now(), settings.HOME)


def _take(parcel: OpenParcel, by: str) -> Came:
    label = parcel.header.label
    peer = Peer.objects.get(code=label.sender)
    if label.kind == RELEASE:
        return _take_release(parcel, peer, by)
    handler = HANDLERS.get(label.kind)
    if handler is None:
        raise _unknown(
            f"parcels of kind {label.kind}", ", ".join([RELEASE, *HANDLERS]), "Bring one of the two up to date."
        )
    with refusing_busy(), transaction.atomic():
        wait_a_while()
        Peer.objects.select_for_update().get(pk=peer.pk)
        before = Taken.objects.filter(peer=peer, kind=label.kind, source=label.source, number=label.number).first()
        if before is not None:
            raise _came_before(parcel.header, before)
        accepted = handler(parcel, peer)
        _note_taken(parcel.header, peer, accepted, None, by)
    return Came(parcel.header, accepted)


def _came_before(header: Header, before: Taken) -> Replayed | Contradiction:
    label = header.label
    what = f"The number of the parcel ({label.kind})"
    if before.digest != _digest_of(header):
        return Contradiction(
            what,
            f"{label.number} on another parcel than was taken under it",
            "a number for each parcel",
            "Tell the sender: this one has to be made anew, under a number of its own.",
        )
    return Replayed(what, f"{label.number}, which was taken already", "one that was not", "Nothing is to be done.")


def _digest_of(header: Header) -> str:
    return sha256(header.as_line()).hexdigest()


def _unknown(found: str, expected: str, remedy: str) -> UnknownList:
    return UnknownList("The parcel", found, expected, remedy)


def _take_release(parcel: OpenParcel, peer: Peer, by: str) -> Came:
    label = parcel.header.label
    feed = Feed.objects.filter(peer=peer, name=label.source).select_related("source").first()
    if feed is None:
        raise _unknown(
            f"the list {label.source} of {peer.code}",
            "a list that is taken from it",
            f"If you want it: ogoh peer take {peer.code} {label.source} --source OURS",
        )
    _refuse_changed_here(feed, parcel.header)
    refuse_out_of_turn(label, _held(feed))
    digest = ListDigest()
    order = Order(
        opening=lambda: _delivered(parcel, feed, digest),
        source_code=feed.source.code,
        delta=label.builds_on is not None,
        allow=_ANYTHING_THE_SENDER_SAYS,
        by=by,
        together=lambda delivery: _settle(parcel.header, feed, delivery, digest, by),
    )
    report = take(order)
    return Came(parcel.header, report.account.accepted)


def _held(feed: Feed) -> LastTaken:
    return LastTaken(feed.number, feed.digest, feed.made_at)


def _refuse_changed_here(feed: Feed, header: Header) -> None:
    """A delta fits the list as the last release left it, and no other."""
    newest = feed.source.newest
    if header.label.builds_on is not None and feed.number and newest != feed.delivery:
        raise WrongBase(
            f"The list {feed.source}",
            f"delivery {newest.number if newest else 0}, which came in another way",
            f"the list as release {feed.number} of {feed.name} left it",
            "Nothing was changed. Ask the sender for a full list.",
        )


def _delivered(parcel: OpenParcel, feed: Feed, digest: ListDigest) -> Delivered:
    label = parcel.header.label
    digest.clear()
    return Delivered(
        name=f"release {label.number}",
        format="parcel",
        # A list that is taken anew is no repetition of what was taken before: it has to be settled.
        digest=sha256(b"%d " % feed.pk + parcel.header.as_line()).hexdigest(),
        portions=portions_of(parcel.rows(), timezone.now().date(), digest),
        dated=date.fromisoformat(label.about.get("dated", label.made_at.date().isoformat())),
    )


def _settle(header: Header, feed: Feed, delivery: Delivery, rows: ListDigest, by: str) -> None:
    """Within the transaction, when the list is written: it is the sender's, or all of it is taken back."""
    feed = Feed.objects.select_for_update().get(pk=feed.pk)
    refuse_out_of_turn(header.label, _held(feed))
    _refuse_rejected(delivery)
    digest = rows if header.label.builds_on is None else _after(feed, delivery)
    if digest.hex != header.label.digest:
        raise AnotherList(
            f"The list after release {header.label.number}",
            f"digest {digest.hex[:16]}…",
            f"{header.label.digest[:16]}…, the sender's",
            "Nothing was changed. Ask the sender for a full list.",
        )
    feed.number, feed.digest, feed.made_at = header.label.number, digest.hex, header.label.made_at
    feed.state, feed.delivery = digest.state, delivery
    feed.save()
    taken = _note_taken(header, feed.peer, delivery.accepted, delivery, by)
    answer_taken(taken, digest.hex, by)


def _after(feed: Feed, delivery: Delivery) -> ListDigest:
    digest = ListDigest(bytes(feed.state))
    if feed.delivery is not None:
        advance(digest, feed.delivery, delivery)
    return digest


def _refuse_rejected(delivery: Delivery) -> None:
    first = delivery.rejections.order_by("row").first()
    if first is not None:
        raise UnusableRow(
            f"Row {first.row} of the parcel, {first.field}",
            f"{first.found}; {delivery.rejected} of {delivery.read} rows cannot be used",
            first.expected,
            "Nothing was changed. Tell the sender which row it is.",
            delivery.accepted,
            delivery.rejected,
        )


def _note_taken(header: Header, peer: Peer, accepted: int, delivery: Delivery | None, by: str) -> Taken:
    label = header.label
    taken = Taken.objects.create(
        peer=peer,
        kind=label.kind,
        source=label.source,
        number=label.number,
        digest=_digest_of(header),
        made_at=label.made_at,
        accepted=accepted,
        delivery=delivery,
    )
    Refusal.objects.filter(peer=peer, kind=label.kind, source=label.source).update(settled=True)
    recording.opened(header, by, "taken")
    return taken


def _note(why: DeliveryRefused, header: Header | None, by: str, offer: Offer | None) -> None:
    """Keep what was refused, tell the log, and answer the sender where the parcel was surely the sender's.

    What cannot be taken just now, such as during another import, is not answered: the sender goes on offering it.
    """
    with transaction.atomic():
        refusal = _refusal(why, header, offer)
        for standing in _named_by(refusal, offer):
            standing.update(settled=True)
        refusal.save()
        recording.refused(refusal.reason, by, header)
        peer = refusal.peer
        if isinstance(why, ParcelRefused) and peer is not None and header is not None and refusal.kind == RELEASE:
            counted = (why.accepted, why.rejected) if isinstance(why, UnusableRow) else (0, 0)
            answer_refusal(refusal, peer, counted, by)


def _refusal(why: DeliveryRefused, header: Header | None, offer: Offer | None) -> Refusal:
    refusal = Refusal(
        reason=why.reason if isinstance(why, ParcelRefused) else "refused",
        sentence=str(why),
        missing=list(why.missing) if isinstance(why, Gap) else [],
    )
    if header is not None:
        label = header.label
        refusal.peer = Peer.objects.filter(code=label.sender).first()
        refusal.kind, refusal.source, refusal.number = label.kind, label.source, label.number
    elif offer is not None:
        refusal.peer = offer.peer
        refusal.kind, refusal.source, refusal.number = offer.kind, offer.source, offer.number
    refusal.settled = refusal.peer is None or refusal.reason in ("replayed", "out_of_order")
    return refusal


def _named_by(refusal: Refusal, offer: Offer | None) -> list[QuerySet[Refusal]]:
    """What stands open of this parcel, by what it says of itself and by what it was offered as."""
    named = [_standing(refusal.peer, refusal.kind, refusal.source, refusal.number)]
    return [*named, _standing(offer.peer, offer.kind, offer.source, offer.number)] if offer is not None else named


def _standing(peer: Peer | None, kind: str, source: str, number: int) -> QuerySet[Refusal]:
    return Refusal.objects.filter(peer=peer, kind=kind, source=source, number=number, settled=False)
