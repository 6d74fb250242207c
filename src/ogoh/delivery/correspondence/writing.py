"""Tables as they go out: requests with empty columns for the answers, and answers; for people, and for machines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from ogoh.delivery.correspondence.messages import Reply, Request
from ogoh.delivery.correspondence.numbers import printed_number
from ogoh.delivery.correspondence.table_words import Kind, TableLanguage, words, written
from ogoh.delivery.tables import Cell, write_table
from ogoh.identity import Subject
from ogoh.names import WrittenName

_PERSON = ("family_name", "given_name", "patronymic", "name", "dob", "sex", "citizenship", "document_number")
_ASKED = ("question", "asked_on", "listing", "statement")
_ANSWER = ("outcome", "grounds", "agency", "until", "explanation", "answered_on", "signed")
_CORRECTED = ("corrected_name", "corrected_dob", "corrected_document")
_NUMBER = "number"


def write_requests(path: Path, requests: Sequence[Request], tongue: TableLanguage | None = "ru") -> int:
    """Write requests in the format of the ending, with empty columns in which the owner answers; how many.

    ``None`` for ``tongue`` writes codes, for a machine, and no columns for answers.
    """
    rows = [_request_row(one, tongue) for one in requests]
    used = [name for name in _PERSON if name != "name" or any(row["name"] for row in rows)]
    names = (_NUMBER, *used, *_ASKED, *((*_ANSWER, *_CORRECTED) if tongue else ()))
    return _write(path, names, rows, tongue)


def write_replies(path: Path, replies: Iterable[Reply], tongue: TableLanguage | None = "ru") -> int:
    """Write answers in the format of the ending; how many. ``None`` for ``tongue`` writes codes, for a machine."""
    names = (_NUMBER, "listing", *_ANSWER, *_CORRECTED)
    return _write(path, names, [_reply_row(one, tongue) for one in replies], tongue)


def _write(path: Path, names: Sequence[str], rows: Iterable[dict[str, Cell]], tongue: TableLanguage | None) -> int:
    headings = [written(_kind(name), name, tongue) if tongue else name for name in names]
    return write_table(path, headings, (tuple(row.get(name) for name in names) for row in rows))


def _kind(name: str) -> Kind:
    kinds: tuple[Kind, ...] = ("person", "request", "answer")
    return next(kind for kind in kinds if name in words(kind))


def _request_row(one: Request, tongue: TableLanguage | None) -> dict[str, Cell]:
    return {
        _NUMBER: printed_number(one.number),
        **person_cells(one.subject),
        "question": written("questions", one.question, tongue) if tongue else one.question,
        "asked_on": one.asked_on,
        "listing": one.listing,
        "statement": one.statement,
    }


def person_cells(subject: Subject) -> dict[str, Cell]:
    """A person in the columns of any list; several values of one kind are divided by semicolons."""
    name = subject.names[0] if subject.names else WrittenName()
    return {
        "name": name.whole,
        "family_name": name.family,
        "given_name": name.given,
        "patronymic": name.patronymic,
        "dob": "; ".join(birth.text for birth in subject.births),
        "sex": subject.sex.value if subject.sex else "",
        "citizenship": "; ".join(subject.citizenships),
        "document_number": "; ".join(document.number for document in subject.documents),
    }


def _reply_row(one: Reply, tongue: TableLanguage | None) -> dict[str, Cell]:
    corrected = person_cells(one.correction)
    return {
        _NUMBER: printed_number(one.number),
        "listing": one.listing,
        "outcome": written("outcomes", one.outcome, tongue) if tongue else str(one.outcome),
        "grounds": one.grounds,
        "agency": one.agency,
        "until": one.until,
        "explanation": one.explanation,
        "answered_on": one.answered_on,
        "signed": one.signed,
        "corrected_name": one.correction.names[0].text if one.correction.names else "",
        "corrected_dob": corrected["dob"],
        "corrected_document": corrected["document_number"],
    }
