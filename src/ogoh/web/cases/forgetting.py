"""Whom a request was about is kept only as long as somebody still needs it."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from ogoh.web.audit import events
from ogoh.web.audit.services import record
from ogoh.web.cases.actor import Actor, happening, step
from ogoh.web.cases.models import Act, Asked, AskedState, Case, CaseAnswer, State, Step
from ogoh.web.queue.models import today

KEPT_DAYS = 90
"""After a case is closed, and after an answer was sent back: until then somebody may ask again."""

UNCLAIMED_DAYS = 180
"""After which a case that waits for the person, or was never sent, is closed by itself."""

_IN_OWN_WORDS = (Act.TAKEN_UP, Act.SETTLED)
"""Steps whose remark somebody typed, perhaps with a name in it."""


def forget_cases(by: Actor, on: date | None = None) -> int:
    """Close what nobody came for, and forget the people of what was closed; how many were forgotten."""
    day = on or today()
    with transaction.atomic():
        for case in _unclaimed(day):
            Case.objects.filter(pk=case.pk).update(state=State.CLOSED, closed_on=day)
            step(case, Act.FORGOTTEN, by, on=day)
        old = day - timedelta(days=KEPT_DAYS)
        closed = Case.objects.filter(state=State.CLOSED, closed_on__lte=old).exclude(subject="")
        CaseAnswer.objects.filter(case__in=closed).update(correction="", explanation="")
        numbers = list(closed.values_list("pk", flat=True))
        Step.objects.filter(case__in=numbers, act__in=_IN_OWN_WORDS).update(note="")
        Case.objects.filter(pk__in=numbers).update(subject="", document="", statement="")
        asked = Asked.objects.filter(state=AskedState.RETURNED, returned_on__lte=old).exclude(subject="")
        forgotten = len(numbers) + asked.update(subject="", statement="", explanation="")
        if forgotten:
            record(happening(events.Act.AGED, by, "requests", [], {"forgotten": forgotten}))
    return forgotten


def _unclaimed(day: date) -> list[Case]:
    since = day - timedelta(days=UNCLAIMED_DAYS)
    told = Case.objects.filter(state=State.ANSWERED, answered_on__lte=since)
    never_sent = Case.objects.filter(state__in=[State.OPEN, State.NEED_MORE], opened_on__lte=since)
    return [*told, *(one for one in never_sent if one.steps.order_by("pk").last().on <= since)]  # type: ignore[union-attr]
