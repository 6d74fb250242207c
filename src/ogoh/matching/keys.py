"""The keys by which records become candidates for each other: 64-bit numbers, so that the index is a table.

A record is stored under few keys and asked for under as many as find its misspellings. Names enter as
consonant frames of their parts, in no order, so that swapped fields and every script meet; a birth date
enters so that a swap of day and month does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations, pairwise

from ogoh.identity import APPROXIMATE_YEARS, PartialDate
from ogoh.matching.prepared import Prepared
from ogoh.names import TABLES_DIGEST, Name, Part, Role, frame_of

_RECIPE = "2"
_MOST_FRAMES = 5
_LEAST_WITH_COMPOUND = 3
_COMPOUND = frozenset((Role.GIVEN, Role.UNKNOWN))

KEYS_VERSION = f"{_RECIPE}-{TABLES_DIGEST}"
"""Names the state of the recipe and of the folding tables; keys stored under another version are stale."""


def stored_keys(prepared: Prepared) -> tuple[int, ...]:
    """The keys a listing is held under: signed 64-bit numbers, each once, sorted."""
    return _numbers(_stored(prepared))


def asked_keys(prepared: Prepared) -> tuple[int, ...]:
    """The keys a question looks up: signed 64-bit numbers, each once, sorted."""
    return _numbers(_asked(prepared))


def _numbers(texts: Iterator[str]) -> tuple[int, ...]:
    return tuple(sorted({_number(text) for text in texts}))


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def _stored(prepared: Prepared) -> Iterator[str]:
    yield from (f"d {number}" for number in prepared.documents)
    for name in prepared.names:
        singles, pairs = _frames(name)
        yield from (f"n {pair}" for pair in pairs)
        if not prepared.births:
            yield from (f"u {pair}" for pair in pairs)
        for birth in prepared.births:
            yield from _of_years("y", pairs, birth)
            yield from _of_day(singles, pairs, birth) if _exact(birth) else _of_years("v", pairs, birth)


def _asked(prepared: Prepared) -> Iterator[str]:
    yield from (f"d {number}" for number in prepared.documents)
    for name in prepared.names:
        singles, pairs = _frames(name)
        yield from (f"u {pair}" if prepared.births else f"n {pair}" for pair in pairs)
        for birth in prepared.births:
            if _exact(birth):
                yield from _of_years("v", pairs, birth)
                yield from _of_day(singles, pairs, birth)
            else:
                yield from _of_years("y", pairs, birth)


def _exact(birth: PartialDate) -> bool:
    """Whether the day is known and meant: 1 January often says that it is not."""
    return birth.precision == "day" and not birth.placeholder and not birth.approximate


def _of_years(kind: str, pairs: tuple[str, ...], birth: PartialDate) -> Iterator[str]:
    """Two names and a year that the date may mean: a range its years, an approximate date some more on each side."""
    slack = APPROXIMATE_YEARS if birth.approximate else 0
    for year in range(birth.year - slack, (birth.last_year or birth.year) + slack + 1):
        yield from (f"{kind} {pair} {year}" for pair in pairs)


def _of_day(singles: tuple[str, ...], pairs: tuple[str, ...], birth: PartialDate) -> Iterator[str]:
    """One name and the whole date; two names and the day of the year; two names, the year, and its day or month.

    Day and month stand in no order, so that dates meet whose day and month changed places.
    """
    numbers = sorted((birth.month or 0, birth.day or 0))
    low, high = numbers
    yield from (f"b {single} {birth.year} {low} {high}" for single in singles)
    for pair in pairs:
        yield f"m {pair} {low} {high}"
        yield from (f"p {pair} {birth.year} {number}" for number in numbers)


@lru_cache(maxsize=1 << 12)
def _frames(name: Name) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The frames of a name, and every two of them; a pair may hold one frame twice (Карим Каримов)."""
    frames = sorted([part.frame for part in name.parts if part.frame][:_MOST_FRAMES])
    pairs = [f"{one} {other}" for one, other in combinations(frames, 2)] or frames
    return tuple(dict.fromkeys(frames)), tuple(dict.fromkeys([*pairs, *_joined_pairs(name.parts)]))


def _joined_pairs(parts: tuple[Part, ...]) -> Iterator[str]:
    """Pairs with two neighbours read as one, for a given name may be written apart (Нур Алӣ) or together."""
    if len(parts) < _LEAST_WITH_COMPOUND:
        return
    for at, (first, second) in enumerate(pairwise(parts)):
        if _COMPOUND.issuperset((first.role, second.role)):
            joined = frame_of(first.stem + second.core)
            others = (part.frame for place, part in enumerate(parts) if place not in (at, at + 1) and part.frame)
            yield from (" ".join(sorted((joined, other))) for other in others)
