"""A subject as one line of JSON: compact, lossless, quick to write and to read back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeAlias

import orjson

from ogoh.identity.birth_text import partial_date_of
from ogoh.identity.document import Document
from ogoh.identity.partial_date import PartialDate
from ogoh.identity.sex import Sex
from ogoh.identity.subject import Subject
from ogoh.identity.unreadable import Unreadable
from ogoh.names import WrittenName

Stored: TypeAlias = Mapping[str, Any]
"""A subject as `stored_subject` has it; what is empty or as usual is left out."""

_ORDER = ("names", "births", "sex", "citizenships", "documents", "birthplace")
_OF_MEMBERS = frozenset({"names", "documents"})
_ORDER_OF_MEMBERS = ("whole", "family", "given", "patronymic", "weak", "number", "folded", "kind", "country")


def subject_to_json(subject: Subject) -> str:
    """Write a subject as JSON; what is empty or as usual is left out.

    Raises `Unreadable` where a text holds half a surrogate pair, which no file should.
    """
    return stored_to_json(stored_subject(subject))


def stored_to_json(stored: Stored) -> str:
    """Write what `stored_subject` made. Raises `Unreadable` as `subject_to_json`."""
    try:
        return orjson.dumps(stored).decode()
    except orjson.JSONEncodeError as error:
        raise Unreadable(repr(stored)[:80], f"text that Unicode can hold ({error})") from None


def stored_subject(subject: Subject) -> dict[str, Any]:
    """A subject as lists and mappings of text, as it is written."""
    stored: dict[str, Any] = {"names": [stored_name(name) for name in subject.names]}
    if subject.births:
        stored["births"] = [birth.text for birth in subject.births]
    if subject.sex is not None:
        stored["sex"] = subject.sex.value
    if subject.citizenships:
        stored["citizenships"] = list(subject.citizenships)
    if subject.documents:
        stored["documents"] = [_stored_document(document) for document in subject.documents]
    if subject.birthplace:
        stored["birthplace"] = subject.birthplace
    return stored


def in_stored_order(stored: Stored) -> dict[str, Any]:
    """The same with its members in the order in which `stored_subject` has them, so that equal subjects are equal
    text."""
    return {
        name: [_member_in_order(one) for one in stored[name]] if name in _OF_MEMBERS else stored[name]
        for name in _ORDER
        if name in stored
    }


def _member_in_order(member: Mapping[str, Any]) -> dict[str, Any]:
    return {name: member[name] for name in _ORDER_OF_MEMBERS if name in member}


def subject_from_json(text: str) -> Subject:
    """Read a subject that `subject_to_json` wrote. Raises `Unreadable` for anything else."""
    try:
        stored = orjson.loads(text)
        sex = stored.get("sex")
        return Subject(
            names=tuple([name_from_stored(name) for name in stored["names"]]),
            births=tuple([_birth(birth) for birth in stored.get("births", ())]),
            sex=None if sex is None else Sex(sex),
            citizenships=tuple(stored.get("citizenships", ())),
            documents=tuple([_document(**document) for document in stored.get("documents", ())]),
            birthplace=stored.get("birthplace", ""),
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Unreadable(text, f"a subject as subject_to_json writes it ({error})") from error


def stored_name(name: WrittenName) -> dict[str, str | bool]:
    """The fields of a name that hold something."""
    stored: dict[str, str | bool] = {}
    if name.whole:
        stored["whole"] = name.whole
    if name.family:
        stored["family"] = name.family
    if name.given:
        stored["given"] = name.given
    if name.patronymic:
        stored["patronymic"] = name.patronymic
    if name.weak:
        stored["weak"] = True
    return stored


def name_from_stored(stored: Mapping[str, Any]) -> WrittenName:
    """A name from what `stored_name` made of it. Raises TypeError for other fields."""
    return WrittenName(**stored)


def _stored_document(document: Document) -> dict[str, str]:
    stored = {"number": document.number}
    if document.folded != document.number:
        stored["folded"] = document.folded
    if document.kind != "passport":
        stored["kind"] = document.kind
    if document.country:
        stored["country"] = document.country
    return stored


def _document(number: str, folded: str | None = None, kind: str = "passport", country: str = "") -> Document:
    return Document(number, number if folded is None else folded, kind, country)


@lru_cache(maxsize=32_768)
def _birth(text: str) -> PartialDate:
    birth = partial_date_of(text)
    if birth is None:
        raise Unreadable(text, "a date of birth")
    return birth
