"""An answer reaches the list: what its owner has corrected or taken off comes as a delta of that source.

Nothing is overwritten, and nothing is made newer than it is: the delta bears the date of the list as it stands. Where
that list is newer than the answer, the list is believed, and the answer says so.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from django.db import transaction
from django.db.models import QuerySet

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.correspondence import Outcome
from ogoh.delivery.entry import Entry
from ogoh.identity import Subject, subject_from_json
from ogoh.web.cases.actor import Actor
from ogoh.web.cases.models import Case, CaseAnswer, State
from ogoh.web.lists.importing import import_entries
from ogoh.web.lists.models import Delivery, Listing, Source

CALLED = "answers to individual requests"


class Unapplied(StrEnum):
    """Why an answer did not change the list."""

    NO_RECORD_NAMED = "no_record_named"
    NOT_ON_LIST = "not_on_list"
    LIST_IS_NEWER = "list_is_newer"
    NOTHING_TO_CHANGE = "nothing_to_change"


def apply_answers(source: Source, by: Actor) -> list[str]:
    """Change the list of a source by every answer that asks for it and was not applied yet; say what became of it.

    A refusal of the list leaves the answers waiting: they are tried again with the next ones.
    """
    newest = source.deliveries.order_by("number").last()
    entries: dict[int, Entry] = {}
    said: list[str] = []
    for answer in _waiting(source):
        outcome = _entry(answer, newest, len(entries) + 1)
        if isinstance(outcome, Unapplied):
            CaseAnswer.objects.filter(pk=answer.pk).update(unapplied=outcome)
            said.append(f"{answer.case.printed}: the list was not changed ({outcome.replace('_', ' ')}).")
        else:
            entries[answer.pk] = outcome
    if entries and newest is not None:
        said.append(_import(source, newest, entries, by))
    return said


def _waiting(source: Source) -> QuerySet[CaseAnswer]:
    changing = (Outcome.CORRECTED, Outcome.REMOVED)
    asked = CaseAnswer.objects.filter(case__source=source, outcome__in=changing, stands=True, delivery=None)
    return asked.filter(unapplied="").exclude(case__state=State.DISPUTED).select_related("case")


def _entry(answer: CaseAnswer, newest: Delivery | None, row: int) -> Entry | Unapplied:
    reference = answer.listing or answer.case.listing
    if not reference:
        return Unapplied.NO_RECORD_NAMED
    listing = Listing.objects.filter(source=answer.case.source, reference=reference, closed_by=None).first()
    if listing is None or newest is None:
        return Unapplied.NOT_ON_LIST
    if newest.dated > answer.answered_on:
        return Unapplied.LIST_IS_NEWER
    if answer.outcome == Outcome.REMOVED:
        return replace(_as_it_stands(listing, row), removed=True)
    corrected = _corrected(_as_it_stands(listing, row), answer)
    return Unapplied.NOTHING_TO_CHANGE if corrected == _as_it_stands(listing, row) else corrected


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
        documents=correction.documents or entry.subject.documents,
    )
    return replace(
        entry,
        subject=subject,
        grounds=answer.grounds or entry.grounds,
        agency=answer.agency or entry.agency,
        until=answer.until or entry.until,
    )


def _import(source: Source, newest: Delivery, entries: dict[int, Entry], by: Actor) -> str:
    each_once = {entry.reference: (number, entry) for number, entry in entries.items()}
    try:
        report = import_entries([entry for _, entry in each_once.values()], source.code, newest.dated, CALLED, by.name)
    except DeliveryRefused as refused:
        return f"The list could not be changed yet: {refused}"
    with transaction.atomic():
        delivery = source.deliveries.get(number=report.number)
        CaseAnswer.objects.filter(pk__in=[number for number, _ in each_once.values()]).update(delivery=delivery)
    return f"The list: {report.removed} taken off, {report.changed} corrected, as delivery {report.number}."


def settled(case: Case) -> None:
    """Nothing of an answer that no longer stands is applied later."""
    CaseAnswer.objects.filter(case=case, stands=False, delivery=None).update(unapplied=Unapplied.NOTHING_TO_CHANGE)
