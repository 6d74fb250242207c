"""Whom a request was about is kept only as long as somebody still needs it."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from ogoh.web.audit import events
from ogoh.web.audit.services import record
from ogoh.web.cases.actor import Actor, happening, step_all
from ogoh.web.cases.models import Act, Asked, AskedState, Case, CaseAnswer, State, Step
from ogoh.web.cases.writing import one_writing
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
    with one_writing():
        _close_unclaimed(by, day)
        old = day - timedelta(days=KEPT_DAYS)
        forgotten = _forget_closed(old) + _forget_asked(old)
        if forgotten:
            record(happening(events.Act.AGED, by, "requests", [], {"forgotten": forgotten}))
    return forgotten


def _close_unclaimed(by: Actor, day: date) -> None:
    since = day - timedelta(days=UNCLAIMED_DAYS)
    told = Q(state=State.ANSWERED, answered_on__lte=since)
    happened_since = Exists(Step.objects.filter(case=OuterRef("pk"), on__gt=since))
    not_sent = Q(~happened_since, state__in=[State.OPEN, State.NEED_MORE], opened_on__lte=since)
    cases = list(Case.objects.select_for_update(of=("self",)).filter(told | not_sent))
    if not cases:
        return
    Case.objects.filter(pk__in=[one.pk for one in cases]).update(state=State.CLOSED, closed_on=day)
    step_all(cases, Act.FORGOTTEN, by, on=day)
    record(happening(events.Act.CASE, by, "closed unclaimed", cases))


def _forget_closed(old: date) -> int:
    closed = Case.objects.filter(state=State.CLOSED, closed_on__lte=old).exclude(subject="")
    numbers = list(closed.values_list("pk", flat=True))
    CaseAnswer.objects.filter(case__in=numbers).update(correction="", explanation="", listing="", digest="")
    Step.objects.filter(case__in=numbers, act__in=_IN_OWN_WORDS).update(note="")
    Case.objects.filter(pk__in=numbers).update(subject="", document="", statement="", listing="")
    return len(numbers)


def _forget_asked(old: date) -> int:
    asked = Asked.objects.filter(state=AskedState.RETURNED, returned_on__lte=old).exclude(subject="")
    return asked.update(subject="", statement="", listing="", correction="", explanation="", digest="")
