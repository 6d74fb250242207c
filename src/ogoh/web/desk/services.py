"""What can be done at a desk: ask, and let a second person decide; each is one transaction with its event."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ogoh.identity import Subject, subject_from_json, subject_to_json
from ogoh.matching import Verdict
from ogoh.web.accounts.models import User
from ogoh.web.audit.events import Act, Happening
from ogoh.web.audit.services import record
from ogoh.web.audit.subjects import subject_digests
from ogoh.web.checks.asking import Asking, look
from ogoh.web.checks.services import check
from ogoh.web.desk.limits import spend_a_look
from ogoh.web.desk.models import OpenReview, Presence, Question
from ogoh.web.desk.refusal import DeskRefused
from ogoh.web.desk.told import Told
from ogoh.web.lists.models import Source
from ogoh.web.reviews.digests import document_digests
from ogoh.web.reviews.models import Review, ReviewVerdict
from ogoh.web.reviews.refusal import ReviewRefused
from ogoh.web.reviews.services import Where, remember

WITHOUT_NAMES = _("Leave names and numbers out of the reason: it is kept. What you compared is enough.")
_CHANGED_MEANWHILE = _("The listing was changed or taken off the list meanwhile. Ask the question anew.")
_LEAST_OF_NAME = 4

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody is looked up: they are here, or a mandate is on file under this number; and their ticket."""

    presence: Presence
    mandate: str = ""
    ticket: str = ""


def ask(user: User, subject: Subject, reason: Reason) -> Question:
    """Ask every list about a person at the desk; keep the question for a day, record the look, open reviews.

    Raises ListNotReadyError, and DeskRefused where the officer has no look left.
    """
    spend_a_look(user)
    answers = check(subject)
    told = [one for one in map(Told.of, answers) if one is not None]
    with transaction.atomic():
        question = Question.objects.create(
            office=user.office,
            asked_by=user,
            asked_at=timezone.now(),
            presence=reason.presence,
            mandate=reason.mandate,
            ticket=reason.ticket,
            subject=subject_to_json(subject),
            answers=[one.as_json() for one in told],
        )
        for one in told:
            if one.verdict is Verdict.POSSIBLE:
                _open(question, one)
        asking = Asking(user.username, f"desk: {reason.presence}", user.office.code, _beside(question))
        record(look(subject, answers, asking))
    return question


def ask_again(user: User, question: Question) -> Question:
    """The same question once more, because a second person decided meanwhile; a look of its own.

    Raises what `ask` raises.
    """
    reason = Reason(Presence(question.presence), question.mandate, question.ticket)
    return ask(user, subject_from_json(question.subject), reason)


def is_overtaken(question: Question) -> bool:
    """Whether anything was decided about the person's document since, or taken back: the answer may be another now."""
    asked = question.asked_at
    later = Q(decided_at__gt=asked) | Q(superseded_at__gt=asked) | Q(taken_back_at__gt=asked)
    about = document_digests(subject_from_json(question.subject))
    return Review.objects.filter(later, subject__in=about).exists()


def _beside(question: Question) -> tuple[tuple[str, str | int | bool], ...]:
    told: tuple[tuple[str, str | int | bool], ...] = (("question", str(question.pk)),)
    told += (("mandate", question.mandate),) if question.mandate else ()
    return told + ((("ticket", question.ticket),) if question.ticket else ())


def _open(question: Question, told: Told) -> OpenReview:
    return OpenReview.objects.create(
        question=question,
        source=Source.objects.get(code=told.source),
        listing_id=told.listing,
        reference=told.reference,
        number=_new_number(),
    )


def _new_number() -> str:
    """A number that nobody guesses and everybody can read out: no 0, O, 1, I or L."""
    signs = "".join(secrets.choice(_LETTERS) for _ in range(10))
    return f"{signs[:5]}-{signs[5:]}"


def seen_again(user: User, question: Question, purpose: str) -> None:
    """Record that somebody else than who asked looks at a question."""
    subject = subject_from_json(question.subject)
    with transaction.atomic():
        record(
            Happening(
                Act.LOOK,
                user.username,
                user.office.code,
                purpose,
                subject_digests(subject),
                {"question": str(question.pk)},
            )
        )


def decide(user: User, number: str, verdict: ReviewVerdict, reason: str) -> OpenReview:
    """Decide a doubtful match as a second person; the decision settles it the next time the document is shown.

    Raises DeskRefused: the same person who asked, another office, decided meanwhile, forgotten, or what
    `ogoh.web.reviews.services.remember` refuses.
    """
    with transaction.atomic():
        opened = _undecided(user, number)
        subject = subject_from_json(opened.question.subject)
        if _names_somebody(reason, subject):
            raise DeskRefused(WITHOUT_NAMES)
        try:
            where = Where(user.office.code, opened.number)
            remembered = remember(subject, opened.source.code, opened.reference, verdict, user.username, reason, where)
        except ReviewRefused as refused:
            raise DeskRefused(_CHANGED_MEANWHILE) from refused
        ended = OpenReview.objects.filter(pk=opened.pk, decided_by=None).update(
            decided_by=user, decided_at=timezone.now(), verdict=verdict, review=remembered.review
        )
        if not ended:
            raise DeskRefused(_("A colleague has decided this meanwhile. Nothing was changed."))
    opened.refresh_from_db()
    return opened


def _names_somebody(reason: str, subject: Subject) -> bool:
    """Whether a reason holds a name of the person, which is kept with the decision."""
    told = reason.casefold()
    words = (word.casefold() for name in subject.names for word in name.text.split())
    return any(len(word) >= _LEAST_OF_NAME and word in told for word in words)


def _undecided(user: User, number: str) -> OpenReview:
    opened = (
        OpenReview.objects.select_for_update(of=("self",))
        .select_related("question", "source")
        .filter(number=number, question__office=user.office)
        .first()
    )
    if opened is None:
        raise DeskRefused(_("Your office has no such doubtful match."))
    if opened.decided_by_id is not None:
        raise DeskRefused(_("A colleague has decided this meanwhile. Nothing was changed."))
    if opened.question.asked_by_id == user.pk:
        raise DeskRefused(_("You asked this question yourself: a second person has to decide."))
    if not opened.question.subject:
        raise DeskRefused(_("This question was forgotten. Ask the person to come again."))
    return opened
