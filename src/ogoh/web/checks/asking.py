"""Who asks about a traveller, and what for; and the look as the log keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from ogoh.identity import Subject
from ogoh.web.audit.events import Act, Happening, Json
from ogoh.web.audit.services import record
from ogoh.web.audit.subjects import subject_digests
from ogoh.web.checks.services import Answer, check


@dataclass(frozen=True, slots=True)
class Asking:
    """Whoever looks somebody up.

    ``actor`` is an account, a program's token, whoever gives the command, or ``public``; ``told`` is what else belongs
    to it, such as a ticket. The public is not recorded as looking at anybody: people ask about themselves, and of them
    nothing is kept.
    """

    actor: str
    purpose: str
    office: str = ""
    told: tuple[tuple[str, str | int | bool], ...] = ()

    @property
    def is_public(self) -> bool:
        """Whether a person asks about themselves, on the public page."""
        return self.actor == PUBLIC


PUBLIC = "public"


def ask_lists(subject: Subject, asking: Asking) -> tuple[Answer, ...]:
    """Answer for one traveller, as `check` does, and record the look before anything is told.

    Raises ListNotReadyError.
    """
    answers = check(subject)
    with transaction.atomic():
        record(look(subject, answers, asking))
    return answers


def ask_lists_for_all(subjects: Iterable[Subject], asking: Asking) -> list[tuple[Answer, ...]]:
    """`ask_lists` for several travellers, whose looks are recorded in one transaction."""
    answered = [(subject, check(subject)) for subject in subjects]
    with transaction.atomic():
        record(*(look(subject, answers, asking) for subject, answers in answered))
    return [answers for _, answers in answered]


def look(subject: Subject, answers: Iterable[Answer], asking: Asking) -> Happening:
    """A look with what each list said, as an event."""
    told: dict[str, Json] = {"answers": [_said(answer) for answer in answers if answer.looked_at]}
    return Happening(
        Act.LOOK,
        actor=asking.actor,
        office=asking.office,
        purpose=asking.purpose,
        subjects=frozenset() if asking.is_public else subject_digests(subject),
        told={**dict(asking.told), **told},
    )


def _said(answer: Answer) -> Json:
    return {"answer": answer.verdict.value, "delivery": answer.delivery, "source": answer.source_code}
