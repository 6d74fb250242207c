"""The keys by which records become candidates for each other: 64-bit numbers, so that the index is a table.

A record is stored under few keys and asked for under as many as find its misspellings. Names enter as frames of
their parts, in no order, so that swapped fields and every script meet; a part that is a known name enters under
the frame of its first spelling (Юсуф, Жусуп). A birth date enters so that a swap of day and month does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import chain, combinations, pairwise, permutations, product

from ogoh.identity import APPROXIMATE_YEARS, PartialDate
from ogoh.matching.prepared import Prepared
from ogoh.names import TABLES_DIGEST, Name, Part, Role, frame_of, joined_part, may_be_one_name, skeleton_of
from ogoh.names.reading import part_of
from ogoh.names.tables import known_names
from ogoh.names.words import read_word

_RECIPE = "4"
_MOST_FRAMES = 5
_LEAST_WITH_COMPOUND = 3
_TWO, _HALF = 2, 2

KEYS_VERSION = f"{_RECIPE}-{TABLES_DIGEST}"
"""Names the state of the recipe and of the folding tables; keys stored under another version are stale."""


MOST_CANDIDATES = 256
"""How many listings a check compares at most, of all lists together; see `ogoh.matching.nearest`."""

ENOUGH_OF_A_YEAR = 4
"""Where the year finds so many, nobody is looked for by name alone besides: a misspelt name is a rare one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The keys a question looks up, by how much it means to share one; each tuple sorted, no key in two.

    ``strong``: a document, a name and the whole date, two names and the year where the day is not known. ``narrow``:
    what else says more than frames of names. ``wide``: frames alone, which common names share with a good part of a
    list: looked up only where the others find fewer than ``enough``.
    """

    strong: tuple[int, ...]
    narrow: tuple[int, ...]
    wide: tuple[int, ...] = ()
    enough: int = MOST_CANDIDATES


def stored_keys(prepared: Prepared) -> tuple[int, ...]:
    """The keys a listing is held under: signed 64-bit numbers, each once, sorted."""
    return _numbers(_stored(prepared))


def asked_keys(prepared: Prepared) -> tuple[int, ...]:
    """All keys a question may look up: signed 64-bit numbers, each once, sorted."""
    found = asked_apart(prepared)
    return tuple(sorted((*found.strong, *found.narrow, *found.wide)))


def asked_apart(prepared: Prepared) -> Asked:
    """The keys a question looks up, the most telling apart.

    Who tells no day of birth is looked for by name besides; who tells the year, only where it finds next to nobody.
    """
    strong, close, wide = _identifying(prepared), _named_closely(prepared), _named_widely(prepared)
    if not prepared.births:
        return Asked(_numbers(strong), _numbers(close), _numbers(wide))
    if all(map(_exact, prepared.births)):
        return Asked(_numbers(strong), _numbers(_dated(prepared)))
    return Asked(_numbers(strong), _numbers(_dated(prepared)), _numbers(chain(close, wide)), ENOUGH_OF_A_YEAR)


def _numbers(texts: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted({_number(text) for text in texts}))


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def _stored(prepared: Prepared) -> Iterator[str]:
    yield from (f"d {number}" for number in prepared.documents)
    for name in prepared.names:
        pieces = _stored_pieces(name)
        yield from (f"n {pair}" for pair in pieces.pairs)
        yield from pieces.close
        yield from pieces.halves
        if not prepared.births:
            yield from (f"u {pair}" for pair in pieces.pairs)
        for birth in prepared.births:
            yield from _of_years("y", pieces.pairs, birth)
            if _exact(birth):
                yield from _of_whole_day(pieces.singles, birth)
                yield from _of_day(pieces.pairs, birth)
            else:
                yield from _of_years("v", pieces.pairs, birth)


def _identifying(prepared: Prepared) -> Iterator[str]:
    yield from (f"d {number}" for number in prepared.documents)
    for name in prepared.names:
        pieces = _asked_pieces(name)
        for birth in prepared.births:
            if _exact(birth):
                yield from _of_whole_day(pieces.singles, birth)
            else:
                yield from _of_years("y", pieces.pairs, birth)


def _dated(prepared: Prepared) -> Iterator[str]:
    for name in prepared.names:
        pairs = _asked_pieces(name).pairs
        yield from (f"u {pair}" for pair in pairs)
        for birth in filter(_exact, prepared.births):
            yield from _of_years("v", pairs, birth)
            yield from _of_day(pairs, birth)


def _named_closely(prepared: Prepared) -> Iterator[str]:
    for name in prepared.names:
        yield from _asked_pieces(name).close


def _named_widely(prepared: Prepared) -> Iterator[str]:
    for name in prepared.names:
        pieces = _asked_pieces(name)
        yield from (f"n {pair}" for pair in pieces.pairs)
        yield from pieces.halves


def _exact(birth: PartialDate) -> bool:
    """Whether the day is known and meant: 1 January often says that it is not."""
    return birth.precision == "day" and not birth.placeholder and not birth.approximate


def _of_years(kind: str, pairs: tuple[str, ...], birth: PartialDate) -> Iterator[str]:
    """Two names and a year that the date may mean: a range its years, an approximate date some more on each side."""
    slack = APPROXIMATE_YEARS if birth.approximate else 0
    for year in range(birth.year - slack, (birth.last_year or birth.year) + slack + 1):
        yield from (f"{kind} {pair} {year}" for pair in pairs)


def _of_whole_day(singles: tuple[str, ...], birth: PartialDate) -> Iterator[str]:
    """One name and the whole date; day and month stand in no order, for they may have changed places."""
    low, high = sorted((birth.month or 0, birth.day or 0))
    yield from (f"b {single} {birth.year} {low} {high}" for single in singles)


def _of_day(pairs: tuple[str, ...], birth: PartialDate) -> Iterator[str]:
    """Two names and the day of the year; two names, the year, and its day or month; day and month in no order."""
    numbers = sorted((birth.month or 0, birth.day or 0))
    low, high = numbers
    for pair in pairs:
        yield f"m {pair} {low} {high}"
        yield from (f"p {pair} {birth.year} {number}" for number in numbers)


@dataclass(frozen=True, slots=True)
class _Pieces:
    """What of a name goes into keys.

    ``singles`` and ``pairs`` are frames. ``close`` are keys of names that agree beyond their frames: given and family
    name as known names or skeletons, and three frames together. ``halves`` are keys of given and family name with one
    of them as its first two or its last two consonants alone, for names of two parts of which one is misspelt.
    """

    singles: tuple[str, ...]
    pairs: tuple[str, ...]
    close: tuple[str, ...]
    halves: tuple[str, ...]


@lru_cache(maxsize=1 << 12)
def _stored_pieces(name: Name) -> _Pieces:
    return _pieces(name, asking=False)


@lru_cache(maxsize=1 << 12)
def _asked_pieces(name: Name) -> _Pieces:
    return _pieces(name, asking=True)


def _pieces(name: Name, *, asking: bool) -> _Pieces:
    """A listing is held under one frame of each part; a question asks under all that the part may stand for."""
    parts = [part for part in name.parts if part.frame][:_MOST_FRAMES]
    frames = [_frames(part, asking) for part in parts]
    singles = tuple(dict.fromkeys(frame for one in frames for frame in one))
    pairs = [*_together(frames, _TWO)] or singles
    leading = _leading(parts)
    closest = _together([_exactly(part, asking) for part in leading], _TWO)
    close = [*(f"f {pair}" for pair in closest), *(f"t {three}" for three in _together(frames, _TWO + 1))]
    halves = _halves([_frames(part, asking) for part in leading])
    joined = _joined_pairs(name.parts, asking)
    return _Pieces(singles, tuple(dict.fromkeys([*pairs, *joined])), tuple(dict.fromkeys(close)), tuple(halves))


def _together(spellings: Iterable[tuple[str, ...]], number: int) -> Iterator[str]:
    """So many parts together, in no order; a pair may hold one frame twice (Карим Каримов)."""
    for chosen in combinations(spellings, number):
        yield from (" ".join(sorted(one)) for one in product(*chosen))


def _frames(part: Part, asking: bool) -> tuple[str, ...]:
    """The frame under which a part is held: a known name's that of its first spelling. Asked under its own besides."""
    if not part.known:
        return (part.frame,)
    if not asking:
        return (_frame_of_known(min(part.known)),)
    return tuple(dict.fromkeys((part.frame, *map(_frame_of_known, sorted(part.known)))))


def _exactly(part: Part, asking: bool) -> tuple[str, ...]:
    """The known name that a part is, or how it is written where it is none."""
    if not part.known:
        return (skeleton_of(part.core),)
    return tuple(f"#{number}" for number in (sorted(part.known) if asking else (min(part.known),)))


@cache
def _frame_of_known(number: int) -> str:
    part = part_of(read_word(known_names()[number][0]), Role.UNKNOWN)
    return part.frame or frame_of(part.stem)


def _leading(parts: list[Part]) -> list[Part]:
    """Given and family name; all parts where not two are known to be no father's name."""
    leading = [part for part in parts if part.role is not Role.PATRONYMIC]
    return leading if len(leading) >= _TWO else parts


def _halves(frames: list[tuple[str, ...]]) -> Iterator[str]:
    found = (pair for one, other in permutations(frames, _TWO) for pair in product(one, other))
    texts = ((f"s {whole} {other[:_HALF]}", f"e {whole} {other[-_HALF:]}") for whole, other in found)
    return iter(dict.fromkeys(text for both in texts for text in both))


def _joined_pairs(parts: tuple[Part, ...], asking: bool) -> Iterator[str]:
    """Pairs with two neighbours read as one, for a name may be written apart (Нур Алӣ) or together."""
    if len(parts) < _LEAST_WITH_COMPOUND:
        return
    for at, (first, second) in enumerate(pairwise(parts)):
        if may_be_one_name(first, second):
            joined = joined_part(first, second)
            others = (part for place, part in enumerate(parts) if place not in (at, at + 1) and part.frame)
            for other in others:
                if joined.frame:
                    yield from _together([_frames(joined, asking), _frames(other, asking)], _TWO)
