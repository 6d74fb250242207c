"""Requests and answers in parcels: what goes to a peer, and what is done with what comes from one."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ogoh.delivery.correspondence.carried import replies_in, reply_as_row, request_as_row, requests_in
from ogoh.delivery.parcel import OpenParcel
from ogoh.delivery.parcel.refusal import UnusableRow
from ogoh.web.cases.actor import Actor
from ogoh.web.cases.answering import take_rows
from ogoh.web.cases.inbox import receive_rows, reply_to
from ogoh.web.cases.models import Addressee, Asked, Batch
from ogoh.web.cases.refusal import CaseRefused
from ogoh.web.cases.sending import remembered, request_of
from ogoh.web.exchange.models import Feed, Peer, Sent
from ogoh.web.exchange.outbox import send
from ogoh.web.lists.models import Source
from ogoh.web.queue.models import today

REQUESTS, ANSWERS = "requests", "answers"


def feed_of(source: Source) -> Feed | None:
    """The list of a peer that a source is, where it comes in parcels: then requests can go in parcels, too."""
    return Feed.objects.select_related("peer").filter(source=source, peer__ended_at=None).first()


def send_batch(batch: Batch, by: Actor) -> Sent:
    """Put the requests of a batch, or the reminder of them, into a parcel for the owner of the list.

    What the owner has already is known there and nothing twice. Raises CaseRefused where the list comes from no peer.
    """
    feed = feed_of(batch.source)
    if feed is None:
        raise CaseRefused(_("This list comes from nobody in parcels. Send the letter and the table."))
    with transaction.atomic():
        rows = [request_as_row(request_of(one)) for one in remembered(batch)]
        sent = send(REQUESTS, feed.peer, rows, feed.name, by.name)
        Batch.objects.filter(pk=batch.pk).update(parcel=sent.file)
    return sent


def peer_called(sender: str) -> Peer | None:
    """The peer that an office is, if it is one."""
    return Peer.objects.filter(code=sender, ended_at=None).first()


def send_answers(answered: Sequence[Asked], by: Actor) -> Sent | None:
    """Put answers into a parcel for whoever asked, if that is a peer."""
    first = answered[0]
    peer = peer_called(first.sender)
    if peer is None:
        return None
    return send(ANSWERS, peer, [reply_as_row(reply_to(one)) for one in answered], first.source.code, by.name)


def take_requests(parcel: OpenParcel, peer: Peer) -> int:
    """Take the requests of a peer in, for the office that answers about this list; how many could be used.

    Raises UnusableRow where no list of ours or no office is meant.
    """
    code = parcel.header.label.source
    addressee = Addressee.objects.select_related("source", "answers_here").filter(source__code=code).first()
    if addressee is None or addressee.answers_here is None:
        raise UnusableRow(
            "The list of the requests",
            repr(code),
            "a list of ours about which an office answers",
            f"Say which one: ogoh cases addressee {code} --answers-here OFFICE",
        )
    table = requests_in(parcel.rows(), parcel.header.content.sha256, today())
    account = receive_rows(table, addressee.source, peer.code, addressee.answers_here, Actor(f"peer {peer.code}"))
    return account.accepted + account.known


def take_answers(parcel: OpenParcel, peer: Peer) -> int:
    """Take the answers of a peer in; how many could be used. Raises UnusableRow for a list that it does not send us."""
    code = parcel.header.label.source
    feed = Feed.objects.select_related("source").filter(peer=peer, name=code).first()
    if feed is None:
        raise UnusableRow("The list of the answers", repr(code), "a list that this peer sends us", "Tell the sender.")
    table = replies_in(parcel.rows(), parcel.header.content.sha256, today())
    account = take_rows(table, feed.source, Actor(f"peer {peer.code}"))
    return account.updated + account.known + account.disputed
