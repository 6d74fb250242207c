"""An answer reaches the list: what its owner has corrected or taken off comes as a delta of that source.

Nothing is overwritten, and nothing is made newer than it is: the delta bears the date of the list as it stands. Where
that list is newer than the answer, the list is believed, and the answer says so.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from hashlib import sha256
from typing import TypeAlias

from django.db import OperationalError, transaction
from django.db.models import QuerySet

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.correspondence import Outcome
from ogoh.delivery.entry import Entry
from ogoh.identity import Document, Subject, subject_from_json
from ogoh.web.cases.actor import Actor
from ogoh.web.cases.models import CaseAnswer, State
from ogoh.web.exchange.models import Feed
from ogoh.web.lists.delivered import Delivered
from ogoh.web.lists.importing import Order, take
from ogoh.web.lists.locking import wait_a_while
from ogoh.web.lists.models import Delivery, Listing, Source
from ogoh.web.lists.portions import Portions, Read
from ogoh.web.lists.preparing import make_ready

CALLED = "answers to individual requests"

_EachOnce: TypeAlias = dict[str, tuple[tuple[int, ...], Entry]]
"""By reference: the answers about a record, and what it becomes by them."""


class Unapplied(StrEnum):
    """Why an answer did not change the list."""

    NO_RECORD_NAMED = "no_record_named"
    NOT_ON_LIST = "not_on_list"
    LIST_IS_NEWER = "list_is_newer"
    NOTHING_TO_CHANGE = "nothing_to_change"
    COMES_BY_PARCEL = "comes_by_parcel"


def apply_answers(source: Source, by: Actor) -> list[str]:
    """Change the list of a source by every answer that asks for it and was not applied yet; say what became of it.

    Several answers about one record change it one after the other. A refusal of the list leaves the answers waiting:
    they are tried again with the next ones.
    """
    try:
        with transaction.atomic():
            wait_a_while()
            return _applied(source, by)
    except OperationalError:
        return ["The list could not be changed yet: somebody else is writing, or there is no room. It is tried again."]


def _applied(source: Source, by: Actor) -> list[str]:
    newest = source.newest
    # A list that comes in parcels is its owner's to the last digest: the next release brings the change.
    fed = Feed.objects.filter(source=source, peer__ended_at=None).exists()
    each_once: _EachOnce = {}
    said: list[str] = []
    for answer in _waiting(source):
        outcome = Unapplied.COMES_BY_PARCEL if fed else _entry(answer, newest, each_once)
        if isinstance(outcome, Unapplied):
            CaseAnswer.objects.filter(pk=answer.pk).update(unapplied=outcome)
            said.append(f"{answer.case.printed}: the list was not changed ({outcome.replace('_', ' ')}).")
        else:
            before, _ = each_once.get(outcome.reference, ((), None))
            each_once[outcome.reference] = ((*before, answer.pk), outcome)
    if each_once and newest is not None:
        said.append(_import(source, newest, each_once, by))
    return said


def _waiting(source: Source) -> QuerySet[CaseAnswer]:
    changing = (Outcome.CORRECTED, Outcome.REMOVED)
    asked = CaseAnswer.objects.filter(case__source=source, outcome__in=changing, stands=True, delivery=None)
    waiting = asked.filter(unapplied="").exclude(case__state=State.DISPUTED).select_related("case")
    return waiting.select_for_update(of=("self",)).order_by("answered_on", "pk")


def _entry(answer: CaseAnswer, newest: Delivery | None, each_once: _EachOnce) -> Entry | Unapplied:
    """What the record becomes by an answer, after those before it."""
    reference = answer.listing or answer.case.listing
    if not reference:
        return Unapplied.NO_RECORD_NAMED
    listing = Listing.objects.filter(source=answer.case.source, reference=reference, closed_by=None).first()
    if listing is None or newest is None:
        return Unapplied.NOT_ON_LIST
    if newest.dated > answer.answered_on:
        return Unapplied.LIST_IS_NEWER
    _, earlier = each_once.get(reference, ((), None))
    entry = earlier or _as_it_stands(listing, len(each_once) + 1)
    if answer.outcome == Outcome.REMOVED:
        return replace(entry, removed=True)
    if entry.removed:
        return Unapplied.NOT_ON_LIST
    corrected = _corrected(entry, answer)
    return Unapplied.NOTHING_TO_CHANGE if corrected == entry and earlier is None else corrected


def _as_it_stands(listing: Listing, row: int) -> Entry:
    subject = subject_from_json(listing.subject)
    told = (listing.grounds, listing.agency, listing.decided_on, listing.until)
    return Entry(row, listing.reference, subject, *told)


def _corrected(entry: Entry, answer: CaseAnswer) -> Entry:
    correction = subject_from_json(answer.correction) if answer.correction else Subject(names=())
    subject = replace(
        entry.subject,
        names=correction.names + entry.subject.names[1:] if correction.names else entry.subject.names,
        births=correction.births or entry.subject.births,
        documents=_with_earlier(correction.documents, entry.subject.documents),
    )
    return replace(
        entry,
        subject=subject,
        grounds=answer.grounds or entry.grounds,
        agency=answer.agency or entry.agency,
        until=answer.until or entry.until,
    )


def _with_earlier(new: tuple[Document, ...], known: tuple[Document, ...]) -> tuple[Document, ...]:
    """The new documents first; the others stay: an earlier passport still leads to the person."""
    numbers = {one.folded for one in new}
    return (*new, *(one for one in known if one.folded not in numbers))


def _import(source: Source, newest: Delivery, each_once: _EachOnce, by: Actor) -> str:
    answers = [number for numbers, _ in each_once.values() for number in numbers]

    def applied(delivery: Delivery) -> None:
        CaseAnswer.objects.filter(pk__in=answers).update(delivery=delivery)

    ready = [make_ready(entry) for _, entry in each_once.values()]
    digest = sha256(repr([(one.reference, one.digest, one.removed) for one in ready]).encode()).hexdigest()
    delivered = Delivered(CALLED, CALLED, digest, Portions(ready, Read), newest.dated)
    try:
        report = take(Order(lambda: delivered, source.code, delta=True, by=by.name, together=applied))
    except DeliveryRefused as refused:
        return f"The list could not be changed yet: {refused}"
    return f"The list: {report.removed} taken off, {report.changed} corrected, as delivery {report.number}."
