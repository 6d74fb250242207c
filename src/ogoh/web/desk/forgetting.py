"""Old questions forget whom they were about: the person, the mandate, and which listing they were compared with."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ogoh.web.audit.events import Act, Happening
from ogoh.web.audit.services import record
from ogoh.web.desk.models import OpenReview, Question
from ogoh.web.desk.told import Told
from ogoh.web.stretches import stretches

KEPT_HOURS = 24
"""How long a question that nobody has to decide is kept."""

KEPT_DAYS = 30
"""How long one waits for a second person."""

_STRETCH = 500


def forget_questions(by: str = "") -> int:
    """Forget whom old questions were about: after a day, or after 30 where a second person has not decided yet.

    How many they were; that it was done is an event. What was answered stays, without the person.
    """
    now = timezone.now()
    waiting = OpenReview.objects.filter(decided_by=None).values("question")
    told = Question.objects.exclude(subject="").filter(asked_at__lt=now - timedelta(hours=KEPT_HOURS))
    with transaction.atomic():
        settled = list(told.exclude(pk__in=waiting).select_for_update())
        given_up = list(told.filter(pk__in=waiting, asked_at__lt=now - timedelta(days=KEPT_DAYS)).select_for_update())
        questions = settled + given_up
        for stretch in stretches(questions, _STRETCH):
            _forget(list(stretch))
        if questions:
            record(Happening(Act.AGED, actor=by, purpose="desk: old questions", told={"forgotten": len(questions)}))
    return len(questions)


def _forget(questions: list[Question]) -> None:
    for one in questions:
        one.subject, one.mandate = "", ""
        one.answers = [Told.from_json(told).without_listing().as_json() for told in one.answers]
    Question.objects.bulk_update(questions, ["subject", "mandate", "answers"])
    OpenReview.objects.filter(question__in=questions).update(listing=None, reference="")
