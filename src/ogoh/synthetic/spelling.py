"""How registries spell a name: letter tables with shares, run by an interpreter that knows no letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import prod
from typing import Any

from ogoh.synthetic.dice import Dice, Draw, shares
from ogoh.synthetic.naming import VOWELS
from ogoh.synthetic.tables import read_settings

_WORD = re.compile(r"[^\s-]+")
_MANY = 1 << 16
_TRIES = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """How some letters are spelled, and the likeliest spelling with its probability."""

    spelled: Draw[str]
    likeliest: str
    probability: float


@dataclass(frozen=True, slots=True)
class Table:
    """One spelling for the names of one country's citizens: placed letters to their spellings."""

    options: Mapping[str, Piece]
    longest: int
    after: str
    doubled_once: bool


@dataclass(frozen=True, slots=True)
class Spellings:
    """All spellings of one word: piece by piece, and the likeliest whole with its probability."""

    pieces: tuple[Piece, ...]
    likeliest: str
    probability: float


def spellings() -> tuple[str, ...]:
    """The names of all spellings, see ``data/spellings.yaml``."""
    return tuple(read_settings("spellings.yaml"))


@cache
def spelling_draw(registry: str, country: str) -> Draw[str]:
    """Which spelling a registry or a traveller uses for a country's citizens, see ``data/registries.yaml``."""
    return shares(read_settings("registries.yaml")[registry][country])


def spell(text: str, spelling: str, country: str, dice: Dice) -> str:
    """Write a name in one of the spellings: each letter by its table, alternatives by their shares.

    A capital first letter stays capital where the script has capitals. Text in, text out: never empty unless
    ``text`` is. Raises KeyError for a spelling that is not in the tables.
    """
    table = _table(spelling, country)
    if table.after:
        text = spell(text, table.after, country, dice)
    if text.isalpha():
        return _spell_word(text, spelling, country, dice)
    return _WORD.sub(lambda word: _spell_word(word.group(), spelling, country, dice), text)


def _spell_word(word: str, spelling: str, country: str, dice: Dice) -> str:
    known = _spellings_of(word, spelling, country)
    written = known.likeliest if dice.random() < known.probability else _less_likely(known, dice)
    if not written:
        return word
    return written[0].upper() + written[1:] if word[0].isupper() else written


def _less_likely(known: Spellings, dice: Dice) -> str:
    for _ in range(_TRIES):
        written = "".join(
            [piece.likeliest if piece.probability == 1 else dice.draw(piece.spelled) for piece in known.pieces]
        )
        if written != known.likeliest:
            return written
    return known.likeliest


@lru_cache(maxsize=_MANY)
def _spellings_of(word: str, spelling: str, country: str) -> Spellings:
    table = _table(spelling, country)
    lowered = word.lower()
    if table.doubled_once:
        lowered = lowered[:1] + "".join(letter for before, letter in pairwise(lowered) if before != letter)
    pieces = tuple(_pieces(lowered, table))
    return Spellings(
        pieces, "".join([piece.likeliest for piece in pieces]), prod(piece.probability for piece in pieces)
    )


def _pieces(word: str, table: Table) -> Iterator[Piece]:
    at = 0
    while at < len(word):
        key, letters = next(_keys_at(word, at, table), ("", word[at]))
        yield table.options[key] if key else _piece(letters)
        at += len(letters)


def _keys_at(word: str, at: int, table: Table) -> Iterator[tuple[str, str]]:
    """The table's keys that fit here, the best first: longer before shorter, placed before unplaced."""
    for length in range(min(table.longest, len(word) - at), 0, -1):
        letters = word[at : at + length]
        for placed in _placed(letters, word, at):
            if placed in table.options:
                yield placed, letters


def _placed(letters: str, word: str, at: int) -> Iterator[str]:
    if at == 0:
        yield "^" + letters
    if at + len(letters) == len(word):
        yield letters + "$"
    if at and word[at - 1] in VOWELS:
        yield "~" + letters
    yield letters


@cache
def _table(spelling: str, country: str) -> Table:
    options = {key: _piece(written) for key, written in _letters(spelling, country).items()}
    settings = _settings(spelling)
    return Table(
        options=options,
        longest=max((len(key.strip("^$~")) for key in options), default=1),
        after=settings.get("after", ""),
        doubled_once=settings.get("doubled_once", False),
    )


def _settings(spelling: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_settings("spellings.yaml")[spelling]
    return found


def _letters(spelling: str, country: str) -> dict[str, Any]:
    """The general letters of the spelling and of what it is like, then what both say of the country."""
    chain = [_settings(spelling)]
    while "like" in chain[0]:
        chain.insert(0, _settings(chain[0]["like"]))
    letters: dict[str, Any] = {}
    for settings in chain:
        letters |= settings["letters"]
    for settings in chain:
        letters |= settings.get("by_country", {}).get(country, {})
    return letters


def _piece(written: str | Mapping[str, float]) -> Piece:
    if isinstance(written, str):
        return Piece(_only(written), written, 1.0)
    spelled = shares(written)
    likeliest = max(written, key=lambda text: written[text])
    return Piece(spelled, likeliest, spelled.share(likeliest))


@lru_cache(maxsize=_MANY)
def _only(text: str) -> Draw[str]:
    return Draw([(text, 1)])
