"""Requests and answers as the rows of a parcel: JSON in canonical form (RFC 8785), lossless; what is empty is left out.

A request: ``asked_on``, ``listing``, ``number``, ``question``, ``statement``, ``subject``. An answer: ``agency``,
``answered_on``, ``correction``, ``explanation``, ``grounds``, ``listing``, ``number``, ``outcome``, ``signed``,
``until``. People are as `ogoh.identity.subject_to_json` writes them, days as ISO 8601-1. What could not be taken of
them goes back to their sender as rejections: ``number``, ``of`` (``requests`` or ``answers``), ``why`` (`Why`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, TypeVar
from unicodedata import category

import orjson

from ogoh.delivery.correspondence.kinds import BY_CODE, Outcome, Why
from ogoh.delivery.correspondence.messages import (
    LONGEST_EXPLANATION,
    LONGEST_LISTING,
    LONGEST_SIGNED,
    LONGEST_STATEMENT,
    NOTHING,
    Reply,
    Request,
)
from ogoh.delivery.correspondence.numbers import LONGEST_NUMBER, read_foreign_number, read_number
from ogoh.delivery.correspondence.rows import OpenTable, RejectedRow, TakenRow
from ogoh.delivery.grounds import storable_grounds
from ogoh.delivery.parcel import read_row
from ogoh.delivery.parcel.refusal import UnusableRow
from ogoh.identity import Subject, Unreadable, subject_to_json

Message = TypeVar("Message", Request, Reply)

_ALONE = "one"
_BREAKS = "\r\n\t"
_REMEDY = "Tell the sender which row it is; the other rows are not touched by it."
_LONGEST = {
    "listing": LONGEST_LISTING,
    "signed": LONGEST_SIGNED,
    "number": LONGEST_NUMBER,
    "statement": LONGEST_STATEMENT,
}


def request_as_row(request: Request) -> bytes:
    """A request as a row."""
    return _row(
        number=request.number,
        question=request.question,
        asked_on=request.asked_on.isoformat(),
        listing=request.listing,
        statement=request.statement,
        subject=_stored(request.subject),
    )


def reply_as_row(reply: Reply) -> bytes:
    """An answer as a row."""
    return _row(
        number=reply.number,
        outcome=reply.outcome.value,
        answered_on=reply.answered_on.isoformat(),
        grounds=reply.grounds,
        agency=reply.agency,
        until=reply.until.isoformat() if reply.until else "",
        explanation=reply.explanation,
        listing=reply.listing,
        signed=reply.signed,
        correction=None if reply.correction == NOTHING else _stored(reply.correction),
    )


def requests_in(rows: Iterable[bytes], digest: str, today: date) -> OpenTable[Request]:
    """The requests of a parcel, each taken or rejected."""
    return _table(rows, digest, partial(_request, today=today))


def replies_in(rows: Iterable[bytes], digest: str, today: date) -> OpenTable[Reply]:
    """The answers of a parcel, each taken or rejected."""
    return _table(rows, digest, partial(_reply, today=today))


@dataclass(frozen=True, slots=True)
class Rejection:
    """A request or an answer that was left aside, as its sender is told: its number and why, and nobody's name."""

    number: str
    of: str
    why: Why


def rejection_as_row(rejection: Rejection) -> bytes:
    """A rejection as a row."""
    return _row(number=rejection.number, of=rejection.of, why=rejection.why.value)


def rejections_in(rows: Iterable[bytes]) -> Iterator[Rejection]:
    """The rejections of a parcel, in its order; what is none is left out. An unknown reason is `Why.UNUSABLE`."""
    for row in rows:
        with suppress(Unreadable, KeyError, ValueError, TypeError):
            told = orjson.loads(row)
            why = Why(told["why"]) if told["why"] in set(Why) else Why.UNUSABLE
            yield Rejection(read_foreign_number(_text(told, "number")), _text(told, "of"), why)


def _row(**fields: object) -> bytes:
    return orjson.dumps({name: value for name, value in fields.items() if value}, option=orjson.OPT_SORT_KEYS)


def _stored(subject: Subject) -> Any:
    return orjson.loads(subject_to_json(subject))


def _table(rows: Iterable[bytes], digest: str, read: Callable[[Mapping[str, Any]], Message]) -> OpenTable[Message]:
    def taken() -> Iterator[TakenRow[Message] | RejectedRow]:
        return (_taken(number, row, read) for number, row in enumerate(rows, start=1))

    return OpenTable((), digest, (), (), taken)


def _taken(number: int, row: bytes, read: Callable[[Mapping[str, Any]], Message]) -> TakenRow[Message] | RejectedRow:
    told: object = None
    try:
        told = orjson.loads(row)
        if not isinstance(told, dict):
            raise Unreadable(type(told).__name__, "one object")
        return TakenRow(number, read(told))
    except (Unreadable, UnusableRow) as fault:
        found, expected = fault.found[:80], fault.expected
    except (KeyError, ValueError, TypeError) as fault:
        found, expected = type(fault).__name__, "what the format says"
    return RejectedRow(number, "the whole row", found, expected, reference=_number_in(told), remedy=_REMEDY)


def _number_in(told: object) -> str:
    """The number of a row that cannot be used, if that at least can be read."""
    with suppress(Unreadable, KeyError):
        return read_foreign_number(_text(told, "number")) if isinstance(told, dict) else ""
    return ""


def _request(told: Mapping[str, Any], today: date) -> Request:
    subject = _subject(told["subject"], today)
    if not (subject.births or subject.documents):
        raise Unreadable("a name alone", "a birth date or a document number beside it")
    if told["question"] not in BY_CODE:
        raise Unreadable(str(told["question"]), f"one of {', '.join(BY_CODE)}")
    return Request(
        number=read_foreign_number(_text(told, "number")),
        question=told["question"],
        subject=subject,
        asked_on=_day(told, "asked_on", today) or today,
        listing=_text(told, "listing"),
        statement=storable_grounds(_text(told, "statement")),
    )


def _reply(told: Mapping[str, Any], today: date) -> Reply:
    correction = told.get("correction")
    outcome = Outcome(told["outcome"])
    explanation = storable_grounds(_text(told, "explanation"))
    if outcome is Outcome.NEED_MORE and not explanation:
        raise Unreadable("nothing", "what the person has to bring")
    return Reply(
        number=read_number(_text(told, "number")),
        outcome=outcome,
        answered_on=_day(told, "answered_on", today) or today,
        grounds=storable_grounds(_text(told, "grounds")),
        agency=_text(told, "agency"),
        until=_day(told, "until", date.max),
        explanation=explanation,
        listing=_text(told, "listing"),
        signed=_text(told, "signed"),
        correction=_corrected(correction, today) if correction else NOTHING,
    )


def _subject(stored: Mapping[str, Any], today: date) -> Subject:
    """A person as a release may hold one."""
    row = orjson.dumps({**stored, "reference": _ALONE}, option=orjson.OPT_SORT_KEYS)
    entry = read_row(1, row, today)
    if entry.removed or entry.grounds or entry.agency or entry.decided_on or entry.until:
        raise Unreadable("more than a person", "a person")
    return entry.subject


def _corrected(stored: Any, today: date) -> Subject:
    """What is corrected of a person, of whom the name may stay as it was."""
    if not isinstance(stored, Mapping):
        raise Unreadable(type(stored).__name__, "a person")
    named = stored.get("names")
    subject = _subject(stored if named else {**stored, "names": [{"whole": "Ном"}]}, today)
    return subject if named else replace(subject, names=())


def _text(told: Mapping[str, Any], name: str) -> str:
    text = told.get(name, "")
    if not isinstance(text, str) or any(category(sign) == "Cc" and sign not in _BREAKS for sign in text):
        raise Unreadable(type(text).__name__, f"a text in {name}")
    longest = _LONGEST.get(name, LONGEST_EXPLANATION)
    if len(text) > longest:
        raise Unreadable(f"{len(text)} characters in {name}", f"at most {longest}")
    return text


def _day(told: Mapping[str, Any], name: str, last: date) -> date | None:
    text = _text(told, name)
    day = date.fromisoformat(text) if text else None
    if day and day > last:
        raise Unreadable(text, f"a day in {name} that is not in the future")
    return day
