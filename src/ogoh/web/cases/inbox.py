"""Requests of other offices about a list of our own: taken in, answered by our staff, sent back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ogoh.delivery.correspondence import (
    NOTHING,
    OUTCOME_WORDS,
    OpenTable,
    Outcome,
    RejectedRow,
    Reply,
    Request,
    TakenRow,
    Why,
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
from ogoh.web.cases.digests import digest_of_request
from ogoh.web.cases.models import Asked, AskedState
from ogoh.web.cases.opening import refuse_unstorable
from ogoh.web.cases.refusal import CaseRefused
from ogoh.web.cases.writing import one_writing, telling_busy
from ogoh.web.exchange.models import Peer
from ogoh.web.lists.locking import wait_a_while
from ogoh.web.lists.models import Source
from ogoh.web.queue.models import today


@dataclass(slots=True)
class RequestsAccount:
    """What became of every row of a table of requests."""

    headings: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    accepted: int = 0
    known: int = 0
    rejected: list[RejectedRow] = field(default_factory=list)

    @property
    def read(self) -> int:
        """How many rows there were."""
        return self.accepted + self.known + len(self.rejected)


@dataclass(frozen=True, slots=True)
class Came:
    """From whom requests came, about which list of ours, for which office of ours; ``peer`` where in a parcel."""

    source: Source
    sender: str
    office: Office
    peer: Peer | None = None


def receive(path: Path, source: Source, sender: str, office: Office, by: Actor) -> RequestsAccount:
    """Take in a table of requests of one office about a list of ours. Raises DeliveryRefused: no such table; Busy.

    A peer's requests come in parcels: whoever types its code is refused (CaseRefused), for what is answered to a peer
    leaves by itself.
    """
    with telling_busy():
        if Peer.objects.filter(code__iexact=sender.strip()).exists():
            raise CaseRefused(_("This is the code of a peer, whose requests come in parcels. Write the office's name."))
        return receive_rows(open_requests(path, today()), Came(source, sender, office), by)


def receive_rows(table: OpenTable[Request], came: Came, by: Actor) -> RequestsAccount:
    """`receive` for an open table: each request becomes one to answer; what is here already is known."""
    account = RequestsAccount(table.headings, table.ignored, table.notes)
    digests: set[str] = set()
    with transaction.atomic():
        wait_a_while()
        due_on = due_after(today(), terms_of(came.source).answer_days)
        for row in table.rows():
            outcome = _received(row, came, due_on) if isinstance(row, TakenRow) else row
            if isinstance(outcome, RejectedRow):
                account.rejected.append(outcome)
                continue
            account.accepted += outcome
            account.known += not outcome
            assert isinstance(row, TakenRow)  # noqa: S101  # what is not rejected was taken
            digests |= subject_digests(row.message.subject) if outcome else set()
        counted: dict[str, Json] = {"accepted": account.accepted, "known": account.known}
        told = {"sender": came.sender, "source": came.source.code, "rejected": len(account.rejected), **counted}
        record(Happening(events.Act.IMPORT, by.name, by.office, "requests", frozenset(digests), told))
    return account


def _received(row: TakenRow[Request], came: Came, due_on: date) -> bool | RejectedRow:
    """Whether the request is new."""
    request = row.message
    one = Asked.objects.select_for_update().filter(office=came.office, sender=came.sender, number=request.number)
    known, told = one.first(), {**_told(request), "source": came.source, "peer": came.peer, "due_on": due_on}
    if known is None:
        Asked.objects.create(office=came.office, sender=came.sender, number=request.number, **told)
        return True
    if known.digest == told["digest"]:
        return False
    if known.state == AskedState.RETURNED and known.outcome == Outcome.NEED_MORE and known.source_id == came.source.pk:
        one.update(**{**_UNANSWERED, **told, "edition": F("edition") + 1})
        return True
    other = "another request" if known.subject else "a request that is forgotten"
    return RejectedRow(
        row.row, "number", f"{known.printed}, under which {other} came on {known.received_on.isoformat()}",
        "a number of its own for each request", row.cells, request.number,
        "Ask the sender which of the two is meant. Nothing of this row was taken.", Why.ANOTHER_REQUEST,
    )  # fmt: skip


_UNANSWERED: Mapping[str, object] = {
    "state": AskedState.WAITING,
    "outcome": "",
    "grounds": "",
    "agency": "",
    "until": None,
    "explanation": "",
    "correction": "",
    "answered_on": None,
    "answered_by": None,
    "returned_on": None,
    "rejected": "",
}
"""A request as before it was answered."""


def _told(request: Request) -> dict[str, object]:
    return {
        "question": request.question,
        "subject": subject_to_json(request.subject),
        "listing": request.listing,
        "statement": request.statement,
        "digest": digest_of_request(request),
        "asked_on": request.asked_on,
        "received_on": today(),
    }


def answer(user: User, asked: Asked, reply: Reply) -> None:
    """Answer a request, or answer it otherwise as long as the answer was not sent back, or could not be taken there.

    ``asked.edition`` is what the user saw. Raises CaseRefused: sent back meanwhile, answered by a colleague meanwhile,
    words that are never written, or no word of what is needed.
    """
    for text in (reply.grounds, reply.explanation):
        refuse_unstorable(text)
    if reply.outcome is Outcome.NEED_MORE and not reply.explanation.strip():
        raise CaseRefused(_("Write what the person has to bring."))
    with one_writing():
        seen = Asked.objects.filter(pk=asked.pk, edition=asked.edition).exclude(subject="")
        changed = seen.exclude(state=AskedState.RETURNED, rejected="").update(**_answered(user, reply))
        asked.refresh_from_db()
        if not changed:
            raise CaseRefused(_why_not(asked))
        told: dict[str, Json] = {"asked": asked.pk, "outcome": reply.outcome.value}
        subjects = subject_digests(subject_from_json(asked.subject))
        record(Happening(events.Act.DECISION, user.username, user.office.code, "a request answered", subjects, told))


def _answered(user: User, reply: Reply) -> dict[str, object]:
    return {
        "state": AskedState.ANSWERED,
        "outcome": reply.outcome.value,
        "grounds": reply.grounds,
        "agency": reply.agency,
        "until": reply.until,
        "explanation": reply.explanation,
        "listing": reply.listing,
        "correction": "" if reply.correction == NOTHING else subject_to_json(reply.correction),
        "answered_on": today(),
        "answered_by": user,
        "returned_on": None,
        "rejected": "",
        "edition": F("edition") + 1,
    }


def _why_not(asked: Asked) -> Promise | str:
    """Why an answer was not written, in a sentence that shows what a colleague answered."""
    if asked.state == AskedState.ANSWERED:
        name = asked.answered_by.full_name if asked.answered_by else ""
        told = {"name": name, "outcome": gettext(OUTCOME_WORDS[Outcome(asked.outcome)])}
        return gettext("{name} has answered meanwhile: {outcome}. Send yours again if it is to hold.").format(**told)
    return _("The answer was sent back meanwhile. Nothing was changed.")


def send_back(office: Office, sender: str, source: Source, by: Actor) -> list[Asked]:
    """The answers that wait for one sender, marked as sent back. Raises CaseRefused where there are none."""
    with one_writing():
        waiting = Asked.objects.select_for_update(of=("self",)).filter(
            office=office, sender=sender, source=source, state=AskedState.ANSWERED
        )
        answered = list(waiting.select_related("peer", "source").order_by("pk"))
        if not answered:
            raise CaseRefused(_("There is nothing to send."))
        back = Asked.objects.filter(pk__in=[one.pk for one in answered])
        back.update(state=AskedState.RETURNED, returned_on=today(), edition=F("edition") + 1)
        told: dict[str, Json] = {"sender": sender, "answers": [one.pk for one in answered]}
        record(Happening(events.Act.EXPORT, by.name, by.office, "answers", frozenset(), told))
    return answered


def returned(office: Office, sender: str, source: Source, day: date) -> list[Asked]:
    """The answers that went back to a sender on a day, as far as they are kept."""
    here = Asked.objects.filter(office=office, sender=sender, source=source)
    back = here.filter(state=AskedState.RETURNED, returned_on=day)
    return list(back.exclude(subject="").select_related("peer", "source").order_by("pk"))


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
