"""Requests and answers in parcels: what goes to a peer, and what is done with what comes from one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.utils.translation import gettext_lazy as _

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.correspondence import RejectedRow
from ogoh.delivery.correspondence.carried import (
    Rejection,
    rejection_as_row,
    rejections_in,
    replies_in,
    reply_as_row,
    request_as_row,
    requests_in,
)
from ogoh.delivery.parcel import OpenParcel
from ogoh.delivery.parcel.refusal import UnknownList
from ogoh.web.cases.actor import Actor, step
from ogoh.web.cases.answering import take_rows
from ogoh.web.cases.inbox import Came, receive_rows, reply_to
from ogoh.web.cases.models import Act, Addressee, Asked, AskedState, Batch, Case
from ogoh.web.cases.refusal import CaseRefused
from ogoh.web.cases.sending import request_of, still_asked
from ogoh.web.cases.writing import Busy, one_writing
from ogoh.web.exchange.models import Feed, Peer, Sent
from ogoh.web.exchange.outbox import send
from ogoh.web.lists.models import Source
from ogoh.web.queue.models import today

REQUESTS, ANSWERS, REJECTIONS = "requests", "answers", "rejections"


def feed_of(source: Source) -> Feed | None:
    """The list of a peer that a source is, where it comes in parcels: then requests can go in parcels, too."""
    return Feed.objects.select_related("peer").filter(source=source, peer__ended_at=None).first()


def send_batch(batch: Batch, by: Actor) -> Sent:
    """Put the requests of a batch, or the reminder of them, into a parcel for the owner of the list.

    What the owner has already is known there and nothing twice. Raises CaseRefused where the list comes from no peer,
    or every request was withdrawn.
    """
    feed = feed_of(batch.source)
    if feed is None:
        raise CaseRefused(_("This list comes from nobody in parcels. Send the letter and the table."))
    with one_writing():
        rows = [request_as_row(request_of(one)) for one in still_asked(batch)]
        sent = send(REQUESTS, feed.peer, rows, feed.name, by.name)
        Batch.objects.filter(pk=batch.pk).update(parcel=sent.file)
    return sent


def peer_of(answered: Sequence[Asked]) -> Peer | None:
    """The peer whose parcels brought some of these requests of one sender, as long as we exchange with it."""
    return next((one.peer for one in answered if one.peer and one.peer.ended_at is None), None)


def send_answers(answered: Sequence[Asked], by: Actor) -> Sent | None:
    """Put the answers to what a peer's parcels brought into a parcel for it; None where there are none.

    What came on paper is answered on paper, whatever its sender is called.
    """
    peer = peer_of(answered)
    if peer is None:
        return None
    rows = [reply_as_row(reply_to(one)) for one in answered if one.peer_id == peer.pk]
    return send(ANSWERS, peer, rows, answered[0].source.code, by.name)


def take_requests(parcel: OpenParcel, peer: Peer) -> int:
    """Take the requests of a peer in, for the office that answers about this list; how many could be used.

    Which could not, the peer is told in a parcel back.
    Raises UnknownList where no list of ours or no office is meant: the peer may offer it again; DeliveryRefused where
    the database is written by others.
    """
    code = parcel.header.label.source
    addressee = Addressee.objects.select_related("source", "answers_here").filter(source__code=code).first()
    if addressee is None or addressee.answers_here is None:
        raise UnknownList(
            "The list of the requests",
            repr(code),
            "a list of ours about which an office answers",
            f"Say which one: ogoh cases addressee {code} --answers-here OFFICE",
        )
    table = requests_in(parcel.rows(), parcel.header.content.sha256, today())
    came = Came(addressee.source, peer.code, addressee.answers_here, peer)
    with _passing_on_busy():
        account = receive_rows(table, came, Actor(f"peer {peer.code}"))
    _tell_rejected(peer, REQUESTS, code, account.rejected)
    return account.accepted + account.known


def take_answers(parcel: OpenParcel, peer: Peer) -> int:
    """Take the answers of a peer in; how many could be used. Which could not, the peer is told in a parcel back.

    Raises UnknownList for a list that it does not send us, DeliveryRefused where the database is written by others.
    """
    code = parcel.header.label.source
    feed = Feed.objects.select_related("source").filter(peer=peer, name=code).first()
    if feed is None:
        raise UnknownList("The list of the answers", repr(code), "a list that this peer sends us", "Tell the sender.")
    table = replies_in(parcel.rows(), parcel.header.content.sha256, today())
    with _passing_on_busy():
        account = take_rows(table, feed.source, Actor(f"peer {peer.code}"))
    _tell_rejected(peer, ANSWERS, code, account.rejected)
    return account.updated + account.known + account.disputed


@contextmanager
def _passing_on_busy() -> Iterator[None]:
    """Raises DeliveryRefused where a moment is all that is wanted, so that the parcel stays offered."""
    try:
        yield
    except Busy as busy:
        raise DeliveryRefused(
            "The database", "another that writes for long", "a moment to write in", "Take the parcel again in a moment."
        ) from busy


def _tell_rejected(peer: Peer, of: str, code: str, rejected: Sequence[RejectedRow]) -> None:
    """Tell a peer the numbers of what was left aside and why; a row without a readable number is only counted."""
    rows = [rejection_as_row(Rejection(one.reference, of, one.why)) for one in rejected if one.reference]
    if rows:
        send(REJECTIONS, peer, rows, code, f"peer {peer.code}")


def take_rejections(parcel: OpenParcel, peer: Peer) -> int:
    """Note on each request or answer of ours that a peer could not take it, and why; how many were found."""
    code, by = parcel.header.label.source, Actor(f"peer {peer.code}")
    noted = 0
    for one in rejections_in(parcel.rows()):
        if one.of == REQUESTS:
            case = Case.objects.filter(number=one.number, source__feed__peer=peer, source__feed__name=code).first()
            noted += case is not None
            if case is not None:
                step(case, Act.NOT_TAKEN, by, one.why)
        else:
            ours = Asked.objects.filter(number=one.number, peer=peer, source__code=code, state=AskedState.RETURNED)
            noted += ours.update(rejected=one.why)
    return noted
