"""Answers come in: each row is taken, known already, put before a person, or rejected with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from ogoh.delivery.correspondence import (
    NOTHING,
    OpenTable,
    Outcome,
    RejectedRow,
    Reply,
    TakenRow,
    Why,
    near,
    open_replies,
    printed_number,
)
from ogoh.identity import subject_from_json, subject_to_json
from ogoh.web.audit import events
from ogoh.web.audit.events import Json
from ogoh.web.audit.services import record
from ogoh.web.cases.actor import Actor, happening, step
from ogoh.web.cases.applying import apply_answers
from ogoh.web.cases.digests import digest_of_reply
from ogoh.web.cases.models import Act, Case, CaseAnswer, State
from ogoh.web.cases.sending import put_off
from ogoh.web.cases.writing import telling_busy
from ogoh.web.lists.locking import wait_a_while
from ogoh.web.lists.models import Source
from ogoh.web.queue.models import today

_ANOTHER = "Look up the number in the request. Nothing of this row was taken."


class Taken(StrEnum):
    """What became of a row that was not rejected."""

    UPDATED = "updated"
    KNOWN = "known"
    DISPUTED = "disputed"


@dataclass(slots=True)
class AnswersAccount:
    """What became of every row; ``on_list`` says what the list made of it, in English, where it was asked to change."""

    headings: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    updated: int = 0
    known: int = 0
    disputed: int = 0
    rejected: list[RejectedRow] = field(default_factory=list)
    on_list: list[str] = field(default_factory=list)
    concerned: list[Case] = field(default_factory=list)

    @property
    def read(self) -> int:
        """How many rows there were."""
        return self.updated + self.known + self.disputed + len(self.rejected)


def take_in(path: Path, source: Source, by: Actor) -> AnswersAccount:
    """Take in a table of answers of one owner. An actor of an office takes in answers to its own requests alone.

    What the owner has corrected or taken off is then changed on the list. Raises DeliveryRefused: no such table; Busy.
    """
    with telling_busy():
        return take_rows(open_replies(path, today()), source, by)


def take_rows(table: OpenTable[Reply], source: Source, by: Actor) -> AnswersAccount:
    """`take_in` for an open table."""
    account = AnswersAccount(table.headings, table.ignored, table.notes)
    with transaction.atomic():
        wait_a_while()
        for row in table.rows():
            _take_row(row, source, by, account)
        told: dict[str, Json] = {"source": source.code, "digest": table.digest, **_counts(account)}
        record(happening(events.Act.IMPORT, by, "answers", account.concerned, told))
    account.on_list += apply_answers(source, by)
    return account


def _counts(account: AnswersAccount) -> dict[str, int]:
    counted = {str(one): int(getattr(account, one)) for one in Taken}
    return {**counted, "rejected": len(account.rejected)}


def _take_row(row: TakenRow[Reply] | RejectedRow, source: Source, by: Actor, account: AnswersAccount) -> None:
    if isinstance(row, TakenRow):
        outcome = _answered(row, source, by)
        if not isinstance(outcome, RejectedRow):
            case, taken = outcome
            account.concerned.append(case)
            setattr(account, taken, getattr(account, taken) + 1)
            return
        row = outcome
    account.rejected.append(_with_near_numbers(row, source, by))


def _answered(row: TakenRow[Reply], source: Source, by: Actor) -> tuple[Case, Taken] | RejectedRow:
    reply = row.message
    case = _case_of(row, source, by)
    if isinstance(case, RejectedRow):
        return case
    if reply.answered_on < (case.sent_on or date.max):
        sent = case.sent_on.isoformat() if case.sent_on else ""
        return _refused(row, Why.TOO_EARLY, f"an answer of {reply.answered_on.isoformat()} to a request of {sent}")
    known = case.answers.filter(digest=digest_of_reply(reply)).first()
    if known and not _said_anew(case, known):
        return case, Taken.KNOWN
    if case.state == State.CLOSED:
        remedy = "Ask the office that sent it to open another one."
        return _refused(row, Why.CLOSED, "a request that is closed", remedy)
    return case, _take(case, reply, by)


def _said_anew(case: Case, known: CaseAnswer) -> bool:
    """Whether words that came before are an answer once more: to a request that waits, they are what it waits for.

    What asks for more is, too, where it came before the request last went out.
    """
    waits = case.state == State.SENT
    return waits and (Outcome(known.outcome).is_final or known.received_on < (case.sent_on or date.min))


def _case_of(row: TakenRow[Reply], source: Source, by: Actor) -> Case | RejectedRow:
    """The request of a number, held against changes; or what was found instead."""
    cases = Case.objects.select_for_update(of=("self",)).select_related("source", "office")
    case = cases.filter(number=row.message.number).first()
    if case is None:
        return _refused(row, Why.NO_SUCH_REQUEST, "a number that no request has")
    if case.source_id != source.pk:
        return _refused(row, Why.ANOTHER_OWNER, f"a request to another owner ({case.source.code})")
    if by.office and case.office.code != by.office:
        return _refused(row, Why.ANOTHER_OFFICE, "a request of another office")
    if case.sent_on is None:
        return _refused(row, Why.NOT_SENT, "a request that was not sent yet")
    return case


def _refused(row: TakenRow[Reply], why: Why, found: str, remedy: str = _ANOTHER) -> RejectedRow:
    number = printed_number(row.message.number)
    return RejectedRow(
        row.row, "number", f"{number}: {found}", "the number of a request that waits for this answer",
        row.cells, row.message.number, remedy, why,
    )  # fmt: skip


def _with_near_numbers(row: RejectedRow, source: Source, by: Actor) -> RejectedRow:
    """A mistyped number with those of requests that wait and differ by one slip: named, never taken for it."""
    mistyped = Q(source=source, state=State.SENT, number__in=list(near(row.found)))
    own = Q(office__code=by.office) if by.office else Q()
    numbers = [printed_number(one) for one in Case.objects.filter(mistyped, own).values_list("number", flat=True)[:3]]
    if not numbers:
        return row
    return replace(row, remedy=f"{row.remedy} Perhaps it is {' or '.join(numbers)}: compare with the request.")


def _take(case: Case, reply: Reply, by: Actor) -> Taken:
    final = [one for one in case.answers.filter(stands=True) if Outcome(one.outcome).is_final]
    answer = _stored(case, reply)
    if case.state == State.DISPUTED or any(contradict(reply_of(one), reply) for one in final):
        return _dispute(case, answer, by)
    CaseAnswer.objects.filter(case=case).exclude(pk=answer.pk).update(stands=False)
    if not reply.outcome.is_final:
        return _more(case, reply, by)
    _to(case, State.ANSWERED, answered_on=today())
    step(case, Act.ANSWERED, by, reply.outcome.value)
    return Taken.UPDATED


def contradict(earlier: Reply, later: Reply) -> bool:
    """Whether two answers cannot both hold; one that only says more than the other does not contradict it."""
    if earlier.outcome is not later.outcome:
        return True
    pairs = ((getattr(earlier, name), getattr(later, name)) for name in ("grounds", "agency", "until", "listing"))
    told = ((one, other) for one, other in (*pairs, *_corrections(earlier, later)) if one and other)
    return any(one != other for one, other in told)


def _corrections(earlier: Reply, later: Reply) -> Iterator[tuple[object, object]]:
    one, other = earlier.correction, later.correction
    return zip((one.names, one.births, one.documents), (other.names, other.births, other.documents), strict=True)


def _more(case: Case, reply: Reply, by: Actor) -> Taken:
    if reply.outcome is Outcome.NEED_MORE:
        _to(case, State.NEED_MORE)
        step(case, Act.ASKED_MORE, by)
    else:
        put_off(case, by)
    return Taken.UPDATED


def _dispute(case: Case, answer: CaseAnswer, by: Actor) -> Taken:
    """Two answers that do not say the same: which one holds, a person says."""
    CaseAnswer.objects.filter(pk=answer.pk).update(stands=False)
    _to(case, State.DISPUTED)
    step(case, Act.CONTRADICTED, by, answer.outcome)
    return Taken.DISPUTED


def _to(case: Case, state: State, **more: object) -> None:
    Case.objects.filter(pk=case.pk).update(state=state, **more)
    # The row is held by this transaction: it says what we have just written.
    for name, value in {"state": state, **more}.items():
        setattr(case, name, value)


def _stored(case: Case, reply: Reply) -> CaseAnswer:
    correction = "" if reply.correction == NOTHING else subject_to_json(reply.correction)
    told = {
        "outcome": reply.outcome,
        "answered_on": reply.answered_on,
        "received_on": today(),
        "grounds": reply.grounds,
        "agency": reply.agency,
        "until": reply.until,
        "explanation": reply.explanation,
        "listing": reply.listing,
        "signed": reply.signed,
        "correction": correction,
        "stands": True,
        "unapplied": "",
    }
    return CaseAnswer.objects.update_or_create(case=case, digest=digest_of_reply(reply), defaults=told)[0]


def reply_of(answer: CaseAnswer) -> Reply:
    """A stored answer as it came."""
    return Reply(
        answer.case.number,
        Outcome(answer.outcome),
        answer.answered_on,
        answer.grounds,
        answer.agency,
        answer.until,
        answer.explanation,
        answer.listing,
        answer.signed,
        subject_from_json(answer.correction) if answer.correction else NOTHING,
    )
