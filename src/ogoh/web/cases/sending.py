"""Requests go out: a batch to one owner, reminders of what is overdue, the step up to a supervisor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from ogoh.delivery import is_made
from ogoh.delivery.correspondence import Request, Terms
from ogoh.identity import subject_from_json
from ogoh.web.accounts.models import Office
from ogoh.web.audit import events
from ogoh.web.audit.services import record
from ogoh.web.cases.actor import Actor, happening, step, step_all
from ogoh.web.cases.clock import Urgency, due_after, reminders_due
from ogoh.web.cases.days import rows_of, terms_of, waiting_of
from ogoh.web.cases.models import Act, Batch, Case, PutOff, State
from ogoh.web.cases.opening import GONE, refuse_unstorable
from ogoh.web.cases.refusal import CaseRefused
from ogoh.web.cases.writing import one_writing
from ogoh.web.lists.models import Source
from ogoh.web.queue.models import today

MOST = 500
"""Requests of one letter; more go into the next."""

_NOTHING = _("There is nothing to send.")


def send(by: Actor, office: Office, source: Source) -> Batch:
    """Send the requests of an office that wait, at most MOST, the oldest first: their clock starts today.

    Raises CaseRefused where none waits.
    """
    with one_writing():
        held = Case.objects.select_for_update().filter(office=office, source=source, state=State.OPEN)
        cases = list(held.exclude(subject="").order_by("pk")[:MOST])
        batch = _batch(by, office, source, cases, is_reminder=False)
        due_on = due_after(batch.made_on, terms_of(source).answer_days)
        Case.objects.filter(pk__in=[one.pk for one in cases]).update(
            state=State.SENT, sent_on=batch.made_on, due_on=due_on, reminders=0, extended=False, escalated_on=None
        )
        _told(by, batch, cases, Act.SENT, "requests")
    return batch


def remind(by: Actor, office: Office, source: Source) -> Batch:
    """Remind the owner of every request whose day for a reminder has come. Raises CaseRefused where there is none."""
    with one_writing():
        held = Case.objects.select_for_update().filter(office=office, source=source, state=State.SENT)
        terms, day = terms_of(source), today()
        due = {one.pk: count for one in held.order_by("pk") if (count := to_remind(one, terms, day))}
        cases = list(Case.objects.filter(pk__in=due).exclude(subject="").order_by("pk")[:MOST])
        batch = _batch(by, office, source, cases, is_reminder=True)
        for one in cases:
            Case.objects.filter(pk=one.pk).update(reminders=F("reminders") + due[one.pk])
        _told(by, batch, cases, Act.REMINDED, "reminders")
    return batch


def to_remind(case: Case, terms: Terms, on: date) -> int:
    """How many reminders of a request should have been sent by a day and were not."""
    waiting = waiting_of(case)
    return reminders_due(waiting, terms, on) if waiting else 0


def _batch(by: Actor, office: Office, source: Source, cases: Sequence[Case], *, is_reminder: bool) -> Batch:
    if not cases:
        raise CaseRefused(_NOTHING)
    # The office's row is the lock of its numbers.
    Office.objects.select_for_update().get(pk=office.pk)
    last = Batch.objects.filter(office=office, source=source).aggregate(last=Max("number"))["last"]
    batch = Batch.objects.create(
        source=source, office=office, number=(last or 0) + 1, is_reminder=is_reminder, made_on=today(), made_by=by.user
    )
    batch.cases.set(cases)
    return batch


def _told(by: Actor, batch: Batch, cases: Sequence[Case], act: Act, what: str) -> None:
    step_all(cases, act, by, batch.printed)
    record(happening(events.Act.EXPORT, by, what, cases, {"batch": batch.printed, "source": batch.source.code}))


def request_of(case: Case) -> Request:
    """A case as it travels."""
    subject = subject_from_json(case.subject)
    return Request(case.number, case.question, subject, case.opened_on, known_there(case), case.statement)


def still_asked(batch: Batch) -> list[Case]:
    """The requests of a batch that are still known and were not withdrawn. Raises CaseRefused where none is left."""
    cases = list(batch.cases.exclude(subject="").exclude(steps__act=Act.WITHDRAWN).order_by("pk"))
    if not cases:
        raise CaseRefused(_("Every request of this letter was withdrawn or is forgotten. There is nothing to send."))
    return cases


def known_there(case: Case) -> str:
    """The record by the name that its owner knows it by; empty where the list came without any."""
    return "" if is_made(case.listing) else case.listing


def step_up(by: Actor, on: date | None = None) -> list[Case]:
    """Put before the supervisors what is overdue for longer than the terms allow; each request once. Gives them."""
    day = on or today()
    with one_writing():
        overdue = Case.objects.select_for_update(of=("self",)).select_related("source", "office")
        rows = rows_of(overdue.filter(state=State.SENT, escalated_on=None, due_on__lt=day), day)
        late = sorted((one.case for one in rows if one.urgency is Urgency.STEP_UP), key=lambda one: one.pk)
        if late:
            Case.objects.filter(pk__in=[one.pk for one in late]).update(escalated_on=day)
            step_all(late, Act.ESCALATED, by, on=day)
            record(happening(events.Act.CASE, by, "gone a step up", late))
    return late


def take_up(by: Actor, case: Case, note: str) -> None:
    """A supervisor says what they did about a request that went a step up and waits still. Raises CaseRefused."""
    refuse_unstorable(note)
    if not note.strip():
        raise CaseRefused(_("Write what you did."))
    with one_writing():
        waits = Case.objects.select_for_update().filter(pk=case.pk, state=State.SENT, escalated_on__isnull=False)
        if not waits.first():
            raise CaseRefused(GONE)
        step(case, Act.TAKEN_UP, by, note.strip())
        record(happening(events.Act.CASE, by, "taken up", [case]))


def put_off(case: Case, by: Actor) -> None:
    """The owner needs more time: once, by as many days as its terms allow; what moves no term is only noted.

    Within a transaction that holds the request.
    """
    if case.state != State.SENT or case.due_on is None:
        step(case, Act.PUT_OFF, by, PutOff.NOT_WAITING)
    elif case.extended:
        step(case, Act.PUT_OFF, by, PutOff.BEFORE)
    else:
        case.due_on = due_after(case.due_on, terms_of(case.source).extension_days)
        case.extended = True
        case.save(update_fields=["due_on", "extended"])
        step(case, Act.PUT_OFF, by)
