"""Making a release: the list as it is now, under the next number, in full or as what changed since the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ogoh.delivery import DeliveryRefused, refuse_shrunken
from ogoh.delivery.parcel import RELEASE, Base, Label, ListDigest
from ogoh.web.exchange.list_rows import advance, rows_alive, rows_between
from ogoh.web.exchange.models import Peer, Release, Sent, Subscription
from ogoh.web.exchange.outbox import Sealed, seal_for, tidy, told
from ogoh.web.exchange.own_lists import bring_in
from ogoh.web.exchange.peers import own_keys, source_of
from ogoh.web.lists.models import Delivery, Listing, Source


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a list: the release, and the parcels in the outbox, one for each peer."""

    release: Release
    sent: tuple[Sent, ...]


def make_release(code: str, by: str = "", *, full: bool = False, allow_smaller: bool = False) -> Made:
    """Seal what changed on a list since its last release for every peer that it goes to.

    A peer that has nothing yet, or has asked for it, gets the whole list under the same number; with ``full`` all do.
    A release without changes is made too: it says that the list is as it was. A list that our registry keeps is brought
    to what the registry says now. Raises DeliveryRefused where the list is
    empty of deliveries, goes to nobody, or has shrunk to a tenth without ``allow_smaller``.
    """
    bring_in(source_of(code), by)
    while (made := _attempt(source_of(code), by, full=full, allow_smaller=allow_smaller)) is None:
        continue
    tidy(timezone.now())
    return made


def _attempt(source: Source, by: str, *, full: bool, allow_smaller: bool) -> Made | None:
    """Try once; None where another delivery or release came in between."""
    delivery = _newest(source)
    last = source.releases.order_by("number").last()
    listings = Listing.objects.filter(source=source, closed_by=None).count()
    refuse_shrunken(listings, last.listings if last else 0, allow_smaller=allow_smaller)
    release = Release(
        source=source,
        number=last.number + 1 if last else 1,
        delivery=delivery,
        listings=listings,
        made_at=_moment(last),
        made_by=by[:100],
    )
    try:
        parcels = _seal(release, last, *_addressees(source, full=full or last is None))
    except DeliveryRefused:
        # What was read is neither the list before nor the one after: another delivery came while it was sealed.
        if _newest(source) != delivery:
            return None
        raise
    with transaction.atomic():
        Source.objects.select_for_update().get(pk=source.pk)
        if _newest(source) != delivery or source.releases.order_by("number").last() != last:
            _throw_away(parcels)
            return None
        release.save()
        sent = [one for parcel in parcels for one in told(parcel, release.made_at, release, by)]
        in_full = [one.peer_id for one in sent if not one.builds_on]
        Subscription.objects.filter(source=source, peer__in=in_full).update(wants_full=False)
    return Made(release, tuple(sent))


def _throw_away(parcels: Sequence[Sealed]) -> None:
    for parcel in parcels:
        parcel.path.unlink(missing_ok=True)


def _moment(last: Release | None) -> datetime:
    """Now, or the moment of the last release where the clock was set back since."""
    now = timezone.now().replace(microsecond=0)
    return max(now, last.made_at) if last else now


def _newest(source: Source) -> Delivery:
    delivery = source.newest
    if delivery is None:
        raise DeliveryRefused(f"The list {source}", "no delivery", "one at least", "Import the list first.")
    return delivery


def _addressees(source: Source, *, full: bool) -> tuple[list[Peer], list[Peer]]:
    """Who gets the whole list, and who what changed."""
    going = Subscription.objects.filter(source=source, peer__ended_at=None).select_related("peer")
    if not going:
        raise DeliveryRefused(
            f"The list {source}", "nobody to whom it goes", "one peer at least", "Say to whom with: ogoh peer send"
        )
    return (
        [one.peer for one in going if full or one.wants_full],
        [one.peer for one in going if not (full or one.wants_full)],
    )


def _seal(release: Release, last: Release | None, whole: Sequence[Peer], rest: Sequence[Peer]) -> list[Sealed]:
    """Seal the parcels of a release, and give it its digest and sums."""
    digest = ListDigest(bytes(last.state)) if last else ListDigest()
    sealed = []
    if last is not None:
        advance(digest, last.delivery, release.delivery)
        release.state, release.digest = digest.state, digest.hex
    if whole:
        passing = ListDigest()

        def label() -> Label:
            release.state, release.digest = passing.state, passing.hex
            return _label(release, whole)

        rows = rows_alive(release.delivery, passing)
        sealed.append(seal_for(whole, label, rows, f"{release.source}-{release.number}-full"))
        _refuse_other_sums(release, digest if last else passing)
    if rest and last is not None:
        base = Base(last.number, last.digest)
        of_rest = replace(_label(release, rest), builds_on=base)
        changes = rows_between(last.delivery, release.delivery)
        sealed.append(seal_for(rest, lambda: of_rest, changes, f"{release.source}-{release.number}"))
    return sealed


def _refuse_other_sums(release: Release, kept: ListDigest) -> None:
    """The sums that were kept from release to release are those of the whole list, or something is badly wrong."""
    if kept.hex != release.digest:
        raise DeliveryRefused(
            f"The digest of the list {release.source}",
            f"{kept.hex[:16]}… as it was kept",
            f"{release.digest[:16]}… of the list itself",
            "The list may have changed while it was sealed: repeat it. If it happens again, rows of the list were "
            "changed past Ogoh.",
        )


def _label(release: Release, peers: Sequence[Peer]) -> Label:
    return Label(
        RELEASE,
        own_keys().card.code,
        tuple(peer.code for peer in peers),
        release.number,
        release.made_at,
        release.source.code,
        digest=release.digest,
        about={"dated": release.delivery.dated.isoformat()},
    )
