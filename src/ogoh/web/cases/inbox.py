"""Requests of other offices about a list of our own: taken in, answered by our staff, sent back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ogoh.delivery.correspondence import (
    NOTHING,
    OpenTable,
    Outcome,
    RejectedRow,
    Reply,
    Request,
    TakenRow,
    open_requests,
)
from ogoh.identity import subject_from_json, subject_to_json
from ogoh.web.accounts.models import Office, User
from ogoh.web.audit import events
from ogoh.web.audit.events import Happening, Json
from ogoh.web.audit.services import record
from ogoh.web.audit.subjects import subject_digests
from ogoh.web.cases.actor import Actor
from ogoh.web.cases.clock import due_after
from ogoh.web.cases.days import terms_of
from ogoh.web.cases.models import Asked, AskedState
from ogoh.web.cases.opening import refuse_unstorable
from ogoh.web.cases.refusal import CaseRefused
from ogoh.web.lists.models import Source
from ogoh.web.queue.models import today


@dataclass(slots=True)
class RequestsAccount:
    """What became of every row of a table of requests."""

    headings: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    accepted: int = 0
    known: int = 0
    rejected: list[RejectedRow] = field(default_factory=list)

    @property
    def read(self) -> int:
        """How many rows there were."""
        return self.accepted + self.known + len(self.rejected)


def receive(path: Path, source: Source, sender: str, office: Office, by: Actor) -> RequestsAccount:
    """Take in a table of requests of one office about a list of ours. Raises DeliveryRefused: no such table."""
    return receive_rows(open_requests(path, today()), source, sender, office, by)


def receive_rows(table: OpenTable[Request], source: Source, sender: str, office: Office, by: Actor) -> RequestsAccount:
    """`receive` for an open table: each request becomes one to answer; what is here already is known."""
    account = RequestsAccount(table.headings, table.ignored)
    digests: set[str] = set()
    with transaction.atomic():
        for row in table.rows():
            outcome = _received(row, source, sender, office) if isinstance(row, TakenRow) else row
            if isinstance(outcome, RejectedRow):
                account.rejected.append(outcome)
                continue
            account.accepted += outcome
            account.known += not outcome
            assert isinstance(row, TakenRow)  # noqa: S101  # what is not rejected was taken
            digests |= subject_digests(row.message.subject) if outcome else set()
        counted: dict[str, Json] = {"accepted": account.accepted, "known": account.known}
        told = {"sender": sender, "source": source.code, "rejected": len(account.rejected), **counted}
        record(Happening(events.Act.IMPORT, by.name, by.office, "requests", frozenset(digests), told))
    return account


def _received(row: TakenRow[Request], source: Source, sender: str, office: Office) -> bool | RejectedRow:
    """Whether the request is new."""
    request, day = row.message, today()
    digest = _digest(request)
    known = Asked.objects.select_for_update().filter(office=office, sender=sender, number=request.number).first()
    if known is None:
        Asked.objects.create(
            office=office,
            sender=sender,
            number=request.number,
            due_on=due_after(day, terms_of(source).answer_days),
            **_told(request, source, digest),
        )
        return True
    if known.digest == digest:
        return False
    if known.state == AskedState.RETURNED and known.outcome == Outcome.NEED_MORE and known.source_id == source.pk:
        due_on = due_after(day, terms_of(source).answer_days)
        anew = {"state": AskedState.WAITING, "outcome": "", "answered_on": None, "due_on": due_on}
        Asked.objects.filter(pk=known.pk).update(**_told(request, source, digest), **anew)
        return True
    return RejectedRow(
        row.row, "number", f"{known.printed}, under which another request came on {known.received_on.isoformat()}",
        "a number of its own for each request", row.cells, request.number,
        "Ask the sender which of the two is meant. Nothing of this row was taken.",
    )  # fmt: skip


def _told(request: Request, source: Source, digest: str) -> dict[str, object]:
    return {
        "source": source,
        "question": request.question,
        "subject": subject_to_json(request.subject),
        "listing": request.listing,
        "statement": request.statement,
        "digest": digest,
        "asked_on": request.asked_on,
        "received_on": today(),
    }


def _digest(request: Request) -> str:
    said = (request.question, subject_to_json(request.subject), request.listing, request.statement)
    return hashlib.sha256(repr(said).encode()).hexdigest()


def answer(user: User, asked: Asked, reply: Reply) -> None:
    """Answer a request, or answer it otherwise as long as the answer was not sent back.

    Raises CaseRefused: sent back meanwhile, words that are never written, or no word of what is needed.
    """
    for text in (reply.grounds, reply.explanation):
        refuse_unstorable(text)
    if reply.outcome is Outcome.NEED_MORE and not reply.explanation.strip():
        raise CaseRefused(_("Write what the person has to bring."))
    correction = "" if reply.correction == NOTHING else subject_to_json(reply.correction)
    with transaction.atomic():
        moved = Asked.objects.filter(pk=asked.pk).exclude(state=AskedState.RETURNED).exclude(subject="")
        changed = moved.update(
            state=AskedState.ANSWERED,
            outcome=reply.outcome.value,
            grounds=reply.grounds,
            agency=reply.agency,
            until=reply.until,
            explanation=reply.explanation,
            listing=reply.listing,
            correction=correction,
            answered_on=today(),
            answered_by=user,
        )
        if not changed:
            raise CaseRefused(_("The answer was sent back meanwhile. Nothing was changed."))
        asked.refresh_from_db()
        told: dict[str, Json] = {"asked": asked.pk, "outcome": reply.outcome.value}
        subjects = subject_digests(subject_from_json(asked.subject))
        record(Happening(events.Act.DECISION, user.username, user.office.code, "a request answered", subjects, told))


def send_back(office: Office, sender: str, source: Source, by: Actor) -> list[Asked]:
    """The answers that wait for one sender, marked as sent back. Raises CaseRefused where there are none."""
    with transaction.atomic():
        waiting = Asked.objects.select_for_update().filter(
            office=office, sender=sender, source=source, state=AskedState.ANSWERED
        )
        answered = list(waiting.order_by("pk"))
        if not answered:
            raise CaseRefused(_("There is nothing to send."))
        Asked.objects.filter(pk__in=[one.pk for one in answered]).update(state=AskedState.RETURNED, returned_on=today())
        told: dict[str, Json] = {"sender": sender, "answers": [one.pk for one in answered]}
        record(Happening(events.Act.EXPORT, by.name, by.office, "answers", frozenset(), told))
    return answered


def returned(office: Office, sender: str, source: Source, day: date) -> list[Asked]:
    """The answers that went back to a sender on a day, as far as they are kept."""
    back = Asked.objects.filter(office=office, sender=sender, source=source, returned_on=day)
    return list(back.exclude(subject="").order_by("pk"))


def reply_to(asked: Asked) -> Reply:
    """A stored answer as it travels."""
    return Reply(
        number=asked.number,
        outcome=Outcome(asked.outcome),
        answered_on=asked.answered_on or today(),
        grounds=asked.grounds,
        agency=asked.agency,
        until=asked.until,
        explanation=asked.explanation,
        listing=asked.listing,
        correction=subject_from_json(asked.correction) if asked.correction else NOTHING,
    )
