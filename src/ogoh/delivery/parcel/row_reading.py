"""Reading the rows of a release: what `ogoh.delivery.parcel.rows` would write of a listing that a list may hold.

Rows are read by the million. One in which every part is plainly fine is taken as it stands; of any other its subject is
read and written again, which either comes to the same or says what is wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

import orjson

from ogoh.delivery.entry import Entry
from ogoh.delivery.grounds import storable_grounds
from ogoh.delivery.parcel.refusal import UnusableRow
from ogoh.delivery.reading import LONGEST_REFERENCE
from ogoh.delivery.row import LONGEST_TEXT
from ogoh.delivery.written_names import has_two_letters
from ogoh.identity import Sex, Unreadable, read_citizenship, subject_from_json, subject_to_json
from ogoh.identity.birth_text import partial_date_of
from ogoh.identity.document import KINDS, LONGEST, SHORTEST, Document
from ogoh.identity.stored import Stored, in_stored_order, stored_to_json
from ogoh.names import WrittenName

_OF_THE_CASE = frozenset({"agency", "decided_on", "grounds", "reference", "until"})
_OF_THE_PERSON = frozenset({"birthplace", "births", "citizenships", "documents", "names", "sex"})
_FIELDS = _OF_THE_CASE | _OF_THE_PERSON
_REMOVED = frozenset({"reference", "removed"})
_FOLDED = re.compile(rf"(?=.*[0-9])[0-9A-Z]{{{SHORTEST},{LONGEST}}}")
_REMEDY = "Nothing was changed. Tell the sender which row it is."
_SEXES = tuple(Sex)
_NOBODY: Stored = {"names": []}


class RowRead(NamedTuple):
    """A row that a list may hold; ``subject`` as `ogoh.identity.stored` has it, days ISO 8601-1 or empty."""

    reference: str
    subject: Stored
    grounds: str = ""
    agency: str = ""
    decided_on: str = ""
    until: str = ""
    removed: bool = False


def read_row(number: int, row: bytes, today: date) -> Entry:
    """An entry from a row. Raises UnusableRow as `read_stored`."""
    read = read_stored(number, row, today)
    return Entry(
        number,
        read.reference,
        subject_from_json(stored_to_json(read.subject)),
        read.grounds,
        read.agency,
        _day_of(read.decided_on),
        _day_of(read.until),
        read.removed,
    )


def read_stored(number: int, row: bytes, today: date) -> RowRead:
    """What is stored of a row. Raises UnusableRow, naming row and field, for anything that `row_of` would not write of
    a listing that a list may hold; ``today`` bounds the day of the decision, give or take the border of a day."""
    told = _object(number, row)
    reference = _text(told, "reference", number, LONGEST_REFERENCE)
    if not reference:
        raise unusable(number, "reference", "nothing", "the source's own identifier")
    if told.keys() == _REMOVED and told["removed"] is True:
        return RowRead(reference, _NOBODY, removed=True)
    if not told.keys() <= _FIELDS:
        # Which one is not said: it may be anything, also somebody's name.
        raise unusable(number, "the whole row", "a member that rows do not have", "those of the format")
    grounds = _text(told, "grounds", number)
    if storable_grounds(grounds) != grounds:
        raise unusable(number, "grounds", "what is never stored", "grounds without health, faith, descent or politics")
    decided_on, until = _day(told, "decided_on", number), _day(told, "until", number)
    # Days as they are written have the order of days.
    if decided_on > (today + timedelta(days=1)).isoformat():
        raise unusable(number, "decided_on", "a day in the future", "a day that is not in the future")
    if decided_on and until and until < decided_on:
        raise unusable(number, "until", "a day before the decision", "no day before the decision")
    person = {name: told[name] for name in told if name in _OF_THE_PERSON}
    if not _is_plainly_fine(person):
        _refuse_no_subject(person, number)
    if orjson.dumps(told, option=orjson.OPT_SORT_KEYS) != row or not all(told.values()):
        raise unusable(number, "the whole row", "what would be written otherwise", "the canonical form")
    return RowRead(reference, in_stored_order(person), grounds, _text(told, "agency", number), decided_on, until)


def reference_told(number: int, row: bytes) -> str:
    """The reference of a row. Raises UnusableRow where it has none that is text."""
    return _text(_object(number, row), "reference", number, LONGEST_REFERENCE)


def unusable(number: int, field: str, found: str, expected: str) -> UnusableRow:
    """The refusal of one row because of one field."""
    return UnusableRow(f"Row {number} of the parcel, {field}", found, expected, _REMEDY)


def _is_plainly_fine(person: Stored) -> bool:
    """Whether a person is surely as `stored_subject` has one, without reading it; where not, nothing is said."""
    return "names" in person and all(_FINE[name](told) for name, told in person.items())


def _are(is_one: Callable[[Any], bool]) -> Callable[[Any], bool]:
    def are(told: Any) -> bool:
        return isinstance(told, list) and bool(told) and all(map(is_one, told))

    return are


def _is_short_text(text: Any) -> bool:
    return isinstance(text, str) and 0 < len(text) <= LONGEST_TEXT and text.isprintable()


def _is_fine_name(name: Any) -> bool:
    if not isinstance(name, dict) or not name:
        return False
    return all(said in _NAME and _NAME[said](told) for said, told in name.items()) and _begins_in_letters(name)


def _begins_in_letters(name: Mapping[str, str]) -> bool:
    """Of one name each must be such: that one of several is, is enough, but is not plain."""
    begins = next(iter(name.values()))[:2]
    return len(begins) > 1 and begins.isalpha()


def _is_fine_document(document: Any) -> bool:
    if not isinstance(document, dict) or not all(
        said in _DOCUMENT and _DOCUMENT[said](told) for said, told in document.items()
    ):
        return False
    number, folded = document.get("number"), document.get("folded")
    return number is not None and number != folded and _FOLDED.fullmatch(folded or number) is not None


def _is_fine_birth(told: Any) -> bool:
    return isinstance(told, str) and _is_birth(told)


@lru_cache(maxsize=32_768)
def _is_birth(text: str) -> bool:
    try:
        birth = partial_date_of(text)
    except Unreadable:
        return False
    return birth is not None and birth.text == text


_NAME: Mapping[str, Callable[[Any], bool]] = {
    "family": _is_short_text,
    "given": _is_short_text,
    "patronymic": _is_short_text,
    "whole": _is_short_text,
}
_DOCUMENT: Mapping[str, Callable[[Any], bool]] = {
    "number": _is_short_text,
    "folded": _is_short_text,
    "kind": lambda told: told in KINDS[1:],
    "country": lambda told: _is_country(told),
}
_FINE: Mapping[str, Callable[[Any], bool]] = {
    "names": _are(_is_fine_name),
    "births": _are(_is_fine_birth),
    "sex": lambda told: told in _SEXES,
    "citizenships": _are(lambda told: _is_country(told)),
    "documents": _are(_is_fine_document),
    "birthplace": _is_short_text,
}


def _refuse_no_subject(person: Stored, number: int) -> None:
    """Read a person and write it again. Raises UnusableRow."""
    try:
        subject = subject_from_json(orjson.dumps(person).decode())
        written = orjson.loads(subject_to_json(subject))
    except (Unreadable, TypeError) as error:
        raise unusable(number, "the subject", "what is none", "a subject as the format writes it") from error
    if not (
        subject.names and all(map(_is_name, subject.names)) and any(has_two_letters(one.text) for one in subject.names)
    ):
        raise unusable(number, "names", "what is no name, or none", "at least one name in letters")
    if not all(map(_is_country, subject.citizenships)):
        raise unusable(number, "citizenships", "no country", "codes of ISO 3166-1, two letters")
    if not all(map(_is_document, subject.documents)):
        raise unusable(number, "documents", "no document", "a number, folded, of a known kind")
    if not _is_plain(subject.birthplace):
        raise unusable(number, "birthplace", "no plain text", f"text of at most {LONGEST_TEXT} signs")
    if written != person:
        raise unusable(number, "the whole row", "what would be written otherwise", "the canonical form")


def _object(number: int, row: bytes) -> dict[str, Any]:
    try:
        told = orjson.loads(row)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise unusable(number, "the whole row", "no JSON object", "one JSON object in the line")
    return told


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
    return text == "" or (
        isinstance(text, str) and len(text) <= longest and (text.isprintable() or not _has_control(text))
    )


def _has_control(text: str) -> bool:
    return any(unicodedata.category(sign) == "Cc" for sign in text)


def _text(told: Mapping[str, Any], name: str, number: int, longest: int = LONGEST_TEXT) -> str:
    text = told.get(name, "")
    if not _is_plain(text, longest):
        raise unusable(number, name, "no plain text", f"text of at most {longest} signs")
    return str(text)


def _day(told: Mapping[str, Any], name: str, number: int) -> str:
    text = told.get(name)
    if text is None:
        return ""
    if not isinstance(text, str) or _day_of(text) is None:
        raise unusable(number, name, "no day", "a day as 2026-11-01")
    return text


@lru_cache(maxsize=16_384)
def _day_of(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None
