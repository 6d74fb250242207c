"""The strong keys of a person as bytes, for questions that are asked without showing whom: few, and telling.

A document number, and two of a person's names with the whole date of birth. What of a name enters is what enters the
keys of the index (`ogoh.matching.name_pieces`), so that every script and spelling that meets there meets here; day and
month stand in no order. Both sides make them by the same tables, or they do not meet: `STRONG_KEYS_VERSION` names them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ogoh.identity import PartialDate
from ogoh.matching.keys import is_exact
from ogoh.matching.name_pieces import asked_pieces, stored_pieces
from ogoh.matching.prepared import Prepared
from ogoh.names import TABLES_DIGEST

_RECIPE = "1"

STRONG_KEYS_VERSION = f"{_RECIPE}-{TABLES_DIGEST}"
"""Names the recipe and the folding tables; keys of two versions do not meet."""

_DOMAIN = f"ogoh strong key {_RECIPE}".encode()


class KeyKind(StrEnum):
    """What a strong key is made of."""

    DOCUMENT = "document"
    NAMES_AND_BIRTH = "names_and_birth"


@dataclass(frozen=True, slots=True, order=True)
class StrongKey:
    """One key: its kind, and the bytes that stand for it on both sides."""

    kind: KeyKind
    text: bytes


def listed_strong_keys(prepared: Prepared) -> tuple[StrongKey, ...]:
    """The keys that a listing is held under: each once, sorted; none where neither a number nor a whole date is known.

    Of a person with three names, a date and a passport they are four.
    """
    return tuple(sorted({*_of_documents(prepared), *_of_names(prepared, asking=False)}))


def asked_strong_keys(prepared: Prepared) -> tuple[StrongKey, ...]:
    """The keys that a question asks for: those of the same listing, and those of every other reading of the names."""
    every = {*_of_documents(prepared), *_of_names(prepared, asking=False), *_of_names(prepared, asking=True)}
    return tuple(sorted(every))


def _of_documents(prepared: Prepared) -> Iterator[StrongKey]:
    return (_key(KeyKind.DOCUMENT, number.encode()) for number in prepared.documents)


def _of_names(prepared: Prepared, *, asking: bool) -> Iterator[StrongKey]:
    pieces = asked_pieces if asking else stored_pieces
    for birth in filter(is_exact, prepared.births):
        date = _in_no_order(birth)
        for name in prepared.names:
            for pair in pieces(name).pairs:
                yield _key(KeyKind.NAMES_AND_BIRTH, pair.to_bytes(8, "big"), date)


def _in_no_order(birth: PartialDate) -> bytes:
    """A whole date as four bytes; day and month may have changed places."""
    low, high = sorted((birth.month or 0, birth.day or 0))
    return birth.year.to_bytes(2, "big") + bytes((low, high))


def _key(kind: KeyKind, *fields: bytes) -> StrongKey:
    """The domain, the kind and the fields, each behind its length: no two keys have the same bytes."""
    parts = (_DOMAIN, kind.value.encode(), *fields)
    return StrongKey(kind, b"".join(len(part).to_bytes(2, "big") + part for part in parts))
