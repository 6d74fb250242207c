"""Sex as lists and passports print it."""

from __future__ import annotations

from enum import StrEnum

from ogoh.identity.tables import read_table
from ogoh.identity.unreadable import Unreadable
from ogoh.identity.visible import visible_text


class Sex(StrEnum):
    """The two letters of ICAO Doc 9303-3, 4.1.1.1; anything else is unknown and stays ``None``."""

    MALE = "M"
    FEMALE = "F"


def _as_table_writes(text: str) -> str:
    return visible_text(text).lower().strip(". ")


_MEANINGS = {
    _as_table_writes(row["word"]): Sex(row["sex"]) if row["sex"] else None for row in read_table("sex_words.csv")
}
# The letters that fill nearly every cell are found as they stand.
_MEANINGS |= {word.upper(): sex for word, sex in _MEANINGS.items()}


def read_sex(text: str) -> Sex | None:
    """Read sex as letter, word (ru, tg, uz, ky, kk, fa, en) or digit (ISO/IEC 5218); the words are in a table.

    ``None`` for an empty cell and for marks that say "not stated" (X, <, 0, 9). Raises `Unreadable` otherwise.
    """
    if text in _MEANINGS:
        return _MEANINGS[text]
    written = _as_table_writes(text[:_LONGEST])
    if len(text) > _LONGEST or written not in _MEANINGS:
        raise Unreadable(text, "M or F, М or Ж, or the word for it; empty where it is not known")
    return _MEANINGS[written]


_LONGEST = 80
