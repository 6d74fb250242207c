"""What of a name goes into keys: frames of its parts, alone, in twos and threes, each as a number.

Names enter in no order, so that swapped fields and every script meet; a part that is a known name enters under the
frame of its first spelling (Юсуф, Жусуп).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, pairwise, permutations, product

from ogoh.matching.key_numbers import known_number_of, mixed
from ogoh.names import Name, Part, Role, frame_of, joined_part, may_be_one_name, skeleton_of
from ogoh.names.reading import part_of
from ogoh.names.tables import known_names
from ogoh.names.words import read_word

MOST_FRAMES = 5
HALF = 2
_LEAST_WITH_COMPOUND = 3
_TWO, _THREE = 2, 3

CLOSELY, THREE, STARTS, ENDS = map(known_number_of, ("f", "t", "s", "e"))
"""The kinds of key that need no date: two names exactly, three frames, and a frame with half of another."""
TOGETHER = known_number_of("+")


@dataclass(frozen=True, slots=True)
class Pieces:
    """What of a name goes into keys.

    ``singles`` and ``pairs`` are numbers of frames. ``close`` are whole keys of names that agree beyond their frames:
    given and family name as known names or skeletons, and three frames together. ``halves`` are whole keys of given
    and family name with one of them as its first two or its last two consonants alone, for names of two parts of which
    one is misspelt.
    """

    singles: tuple[int, ...]
    pairs: tuple[int, ...]
    close: tuple[int, ...]
    halves: tuple[int, ...]


@lru_cache(maxsize=1 << 12)
def stored_pieces(name: Name) -> Pieces:
    """Under what a listing is held: one frame of each part."""
    return _pieces(name, asking=False)


@lru_cache(maxsize=1 << 12)
def asked_pieces(name: Name) -> Pieces:
    """Under what a question asks: all frames that a part may stand for."""
    return _pieces(name, asking=True)


def _pieces(name: Name, *, asking: bool) -> Pieces:
    parts = [part for part in name.parts if part.frame][:MOST_FRAMES]
    frames = [frames_of(part, asking=asking) for part in parts]
    numbers = [tuple(map(known_number_of, one)) for one in frames]
    singles = tuple(dict.fromkeys(number for one in numbers for number in one))
    pairs = [*_together(numbers, _TWO)] or list(singles)
    leading = _leading(parts)
    closest = _together([tuple(map(known_number_of, exactly(part, asking=asking))) for part in leading], _TWO)
    close = [*(mixed(CLOSELY, two) for two in closest), *(mixed(THREE, three) for three in _together(numbers, _THREE))]
    return Pieces(
        singles,
        tuple(dict.fromkeys([*pairs, *_joined_pairs(name.parts, asking=asking)])),
        tuple(dict.fromkeys(close)),
        tuple(dict.fromkeys(_halves([frames_of(part, asking=asking) for part in leading]))),
    )


def _together(spellings: Iterable[tuple[int, ...]], number: int) -> Iterator[int]:
    """So many parts together, in no order; a pair may hold one frame twice (Карим Каримов)."""
    for chosen in combinations(spellings, number):
        for one in product(*chosen):
            yield mixed(TOGETHER, *sorted(one))


def frames_of(part: Part, *, asking: bool) -> tuple[str, ...]:
    """The frame under which a part is held: a known name's that of its first spelling. Asked under its own besides."""
    if not part.known:
        return (part.frame,)
    if not asking:
        return (_frame_of_known(min(part.known)),)
    return tuple(dict.fromkeys((part.frame, *map(_frame_of_known, sorted(part.known)))))


def exactly(part: Part, *, asking: bool) -> tuple[str, ...]:
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


def _halves(frames: list[tuple[str, ...]]) -> Iterator[int]:
    for one, other in permutations(frames, _TWO):
        for whole, half in product(one, other):
            number = known_number_of(whole)
            yield mixed(STARTS, number, known_number_of(half[:HALF]))
            yield mixed(ENDS, number, known_number_of(half[-HALF:]))


def _joined_pairs(parts: tuple[Part, ...], *, asking: bool) -> Iterator[int]:
    """Pairs with two neighbours read as one, for a name may be written apart (Нур Алӣ) or together."""
    if len(parts) < _LEAST_WITH_COMPOUND:
        return
    for at, (first, second) in enumerate(pairwise(parts)):
        if may_be_one_name(first, second):
            joined = joined_part(first, second)
            others = (part for place, part in enumerate(parts) if place not in (at, at + 1) and part.frame)
            for other in others:
                if joined.frame:
                    yield from _together([_numbers_of(joined, asking=asking), _numbers_of(other, asking=asking)], _TWO)


def _numbers_of(part: Part, *, asking: bool) -> tuple[int, ...]:
    return tuple(map(known_number_of, frames_of(part, asking=asking)))
