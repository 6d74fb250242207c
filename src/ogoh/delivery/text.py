"""The text of a cell, freed of what nobody sees and of what stands for nothing."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from ogoh.delivery.columns import heading_words
from ogoh.delivery.tables.cell import Cell, cell_text
from ogoh.identity import Unreadable

LONGEST_NOTHING = 24
"""Characters; a test keeps the words for nothing below it."""

CACHED = 1 << 15
"""Texts remembered by each reader: places, grounds and the parts of names return again and again in a list."""

_FORMULA_TEXT = re.compile(r'="([^"]*)"')


class _Invisible(dict[int, str | None]):
    """A translation table that learns signs as it meets them: marks of direction, joiners and controls go."""

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        self[code] = kept = " " if sign.isspace() else None if unicodedata.category(sign) in ("Cf", "Cc") else sign
        return kept


_INVISIBLE = _Invisible()


def plain_text(cell: Cell) -> str:
    """A cell on one line: no right-to-left marks, zero-width joiners, soft hyphens or controls, single blanks."""
    text = cell if isinstance(cell, str) else cell_text(cell)
    if not text.isprintable():
        text = text.translate(_INVISIBLE)
    elif "  " not in text:
        text = text.strip()
        return text if text[:1] != "=" else _without_quoting_formula(text)
    return _without_quoting_formula(" ".join(text.split()))


def _without_quoting_formula(text: str) -> str:
    """``="00123"`` is how some systems make a spreadsheet keep the zeros of a number in CSV."""
    quoted = _FORMULA_TEXT.fullmatch(text)
    return quoted[1] if quoted else text


@lru_cache(maxsize=CACHED)
def said_text(text: str) -> str:
    """What a cell says: its plain text, empty where it says that there is nothing, such as "нет".

    Raises Unreadable for a formula: nobody knows what it would have shown.
    """
    plain = plain_text(text)
    if plain.startswith("="):
        raise Unreadable(plain, "a value, not a formula")
    return "" if len(plain) <= LONGEST_NOTHING and plain.casefold() in _nothing_at_all() else plain


def means_nothing(text: str) -> bool:
    """Whether a plain text, even as a name, says that there is nothing to say: a dash, "нет", "б/о"."""
    return not text or (len(text) <= LONGEST_NOTHING and text.casefold() in _words("nothing"))


def means_without_end(text: str) -> bool:
    """Whether an end date says that there is none: "бессрочно", "permanent"."""
    return text.casefold() in _words("without_end")


@cache
def _nothing_at_all() -> frozenset[str]:
    return _words("nothing") | _words("nothing_but_names") | {""}


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(str(word).casefold() for word in heading_words()[kind])
