"""The rows of a release: listings as JSON in canonical form (RFC 8785), lossless, in the order of their references.

Members, each left out where it is empty: ``agency``, ``birthplace``, ``births``, ``citizenships``, ``decided_on``,
``documents``, ``grounds``, ``names``, ``reference``, ``sex``, ``until``; those of the subject are as
`ogoh.identity.subject_to_json` writes them. In a delta a row replaces the listing of its reference, and
``{"reference":…,"removed":true}`` takes it off the list. References are in the order of their UTF-8 bytes, each once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import orjson

from ogoh.delivery.entry import Entry
from ogoh.delivery.grounds import storable_grounds
from ogoh.delivery.parcel.refusal import UnusableRow
from ogoh.delivery.reading import LONGEST_REFERENCE
from ogoh.delivery.row import LONGEST_TEXT
from ogoh.delivery.written_names import has_two_letters
from ogoh.identity import Subject, Unreadable, read_citizenship, subject_from_json, subject_to_json
from ogoh.identity.document import KINDS, LONGEST, SHORTEST, Document
from ogoh.names import WrittenName

_FIELDS = frozenset(
    {
        "agency", "birthplace", "births", "citizenships", "decided_on", "documents", "grounds", "names", "reference",
        "sex", "until",
    }
)  # fmt: skip
_OF_THE_CASE = ("agency", "decided_on", "grounds", "until")
_REMOVED = frozenset({"reference", "removed"})
_FOLDED = re.compile(rf"(?=.*[0-9])[0-9A-Z]{{{SHORTEST},{LONGEST}}}")
_REMEDY = "Nothing was changed. Tell the sender which row it is."


def row_of(entry: Entry) -> bytes:
    """An entry as a row; one that is ``removed`` as the row that takes it off the list."""
    if entry.removed:
        return removal_of(entry.reference)
    decided_on, until = entry.decided_on, entry.until
    return row_of_listing(
        entry.reference,
        subject_to_json(entry.subject),
        entry.grounds,
        entry.agency,
        decided_on.isoformat() if decided_on else "",
        until.isoformat() if until else "",
    )


def row_of_listing(reference: str, subject: str, grounds: str, agency: str, decided_on: str, until: str) -> bytes:
    """A row from what is stored: ``subject`` as `subject_to_json` writes it, days as ISO 8601-1 or empty."""
    row = orjson.loads(subject)
    row["reference"] = reference
    for name, text in zip(_OF_THE_CASE, (agency, decided_on, grounds, until), strict=True):
        if text:
            row[name] = text
    return orjson.dumps(row, option=orjson.OPT_SORT_KEYS)


def removal_of(reference: str) -> bytes:
    """The row of a delta that takes somebody off the list."""
    return orjson.dumps({"reference": reference, "removed": True}, option=orjson.OPT_SORT_KEYS)


def reference_of(row: bytes) -> str:
    """The reference of a row that this room has written."""
    reference: str = orjson.loads(row)["reference"]
    return reference


def in_order(rows: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Rows with their numbers from 1. Raises UnusableRow where a reference does not follow the one before."""
    before = b""
    for number, row in enumerate(rows, 1):
        reference = _reference_in(row, number)
        if reference <= before:
            raise _unusable(
                number, "reference", "one that does not follow the one before", "references in order, each once"
            )
        before = reference
        yield number, row


def _reference_in(row: bytes, number: int) -> bytes:
    """The reference without reading the row, where it stands alone in it; else read."""
    begin = row.find(b'"reference":"')
    if begin < 0 or b'"reference":"' in row[begin + 1 :] or b"\\" in row:
        return _text(_object(number, row), "reference", number, LONGEST_REFERENCE).encode()
    begin += len(b'"reference":"')
    return row[begin : row.find(b'"', begin)]


def read_row(number: int, row: bytes, today: date) -> Entry:
    """An entry from a row. Raises UnusableRow, naming row and field, for anything that `row_of` would not write of a
    listing that a list may hold; ``today`` bounds the day of the decision, give or take the border of a day."""
    told = _object(number, row)
    reference = _text(told, "reference", number, LONGEST_REFERENCE)
    if not reference:
        raise _unusable(number, "reference", "nothing", "the source's own identifier")
    if told.keys() == _REMOVED and told["removed"] is True:
        return Entry(number, reference, Subject(()), removed=True)
    if strange := told.keys() - _FIELDS:
        raise _unusable(number, min(strange), "a member that rows do not have", "those of the format")
    grounds = _text(told, "grounds", number)
    if storable_grounds(grounds) != grounds:
        raise _unusable(number, "grounds", "what is never stored", "grounds without health, faith, descent or politics")
    decided_on, until = _day(told, "decided_on", number), _day(told, "until", number)
    if decided_on and decided_on > today + timedelta(days=1):
        raise _unusable(number, "decided_on", "a day in the future", "a day that is not in the future")
    if decided_on and until and until < decided_on:
        raise _unusable(number, "until", "a day before the decision", "no day before the decision")
    entry = Entry(number, reference, _subject(told, number), grounds, _text(told, "agency", number), decided_on, until)
    if row_of(entry) != row:
        raise _unusable(number, "the whole row", "what would be written otherwise", "the canonical form")
    return entry


def _object(number: int, row: bytes) -> dict[str, Any]:
    try:
        told = orjson.loads(row)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise _unusable(number, "the whole row", "no JSON object", "one JSON object in the line")
    return told


def _subject(told: Mapping[str, Any], number: int) -> Subject:
    person = {name: value for name, value in told.items() if name != "reference" and name not in _OF_THE_CASE}
    try:
        subject = subject_from_json(orjson.dumps(person).decode())
    except Unreadable as error:
        raise _unusable(number, "the subject", "what is none", "a subject as the format writes it") from error
    if not (
        subject.names and all(map(_is_name, subject.names)) and any(has_two_letters(one.text) for one in subject.names)
    ):
        raise _unusable(number, "names", "what is no name, or none", "at least one name in letters")
    if not all(map(_is_country, subject.citizenships)):
        raise _unusable(number, "citizenships", "no country", "codes of ISO 3166-1, two letters")
    if not all(map(_is_document, subject.documents)):
        raise _unusable(number, "documents", "no document", "a number, folded, of a known kind")
    if not _is_plain(subject.birthplace):
        raise _unusable(number, "birthplace", "no plain text", f"text of at most {LONGEST_TEXT} signs")
    return subject


def _is_name(name: WrittenName) -> bool:
    return all(map(_is_plain, (name.whole, name.family, name.given, name.patronymic)))


def _is_country(code: Any) -> bool:
    return isinstance(code, str) and _names_country(code)


@lru_cache(maxsize=1024)
def _names_country(code: str) -> bool:
    try:
        return read_citizenship(code) == code
    except Unreadable:
        return False


def _is_document(document: Document) -> bool:
    folded: object = document.folded
    return (
        _is_plain(document.number)
        and document.kind in KINDS
        and (document.country == "" or _is_country(document.country))
        and isinstance(folded, str)
        and _FOLDED.fullmatch(folded) is not None
    )


def _is_plain(text: Any, longest: int = LONGEST_TEXT) -> bool:
    """Text without controls; joiners belong to names in Persian letters."""
    return isinstance(text, str) and len(text) <= longest and (text.isprintable() or not _has_control(text))


def _has_control(text: str) -> bool:
    return any(unicodedata.category(sign) == "Cc" for sign in text)


def _text(told: Mapping[str, Any], name: str, number: int, longest: int = LONGEST_TEXT) -> str:
    text = told.get(name, "")
    if not _is_plain(text, longest):
        raise _unusable(number, name, "no plain text", f"text of at most {longest} signs")
    return str(text)


def _day(told: Mapping[str, Any], name: str, number: int) -> date | None:
    text = told.get(name)
    if text is None:
        return None
    day = _day_of(text) if isinstance(text, str) else None
    if day is None:
        raise _unusable(number, name, "no day", "a day as 2026-11-01")
    return day


@lru_cache(maxsize=16_384)
def _day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _unusable(number: int, field: str, found: str, expected: str) -> UnusableRow:
    return UnusableRow(f"Row {number} of the parcel, {field}", found, expected, _REMEDY)
