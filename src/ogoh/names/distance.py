"""How far apart two foldings sound: an edit distance whose costs come from the table of distances.

The recurrence is Wagner and Fischer's (1974), with neighbours that changed places (Damerau, 1964); the costs say which
sounds names confuse, so Холиқ and Халик are near while Карим and Карам are not.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate

from rapidfuzz.distance import Levenshtein

from ogoh.names import tables

UNLIKE = 1.0
_BASE, _EACH = 4.0, 0.2
_EXCHANGED = 0.6
HOPELESS = {"": 0.5, "persian": 0.67}
"""Which share of their sounds two words may differ in, as an edit distance, to be looked at further."""


@lru_cache(maxsize=1 << 17)
def sound_distance(left: str, right: str, where: str = "") -> float:
    """The cost of hearing one for the other per sound of the longer: 0 the same, ``UNLIKE`` (1) at most.

    ``where`` is "persian" where one side was written in Persian script. Pairs that differ in more than
    half of their sounds (two of three where vowels are not written) are not looked at further.
    """
    if left == right:
        return 0.0
    left, right = with_glides(left), with_glides(right)
    longest = max(len(left), len(right))
    most = int(HOPELESS[where] * longest)
    if not left or not right or Levenshtein.distance(left, right, score_cutoff=most) > most:
        return UNLIKE
    start, end = _alike(left, right)
    one, other = left[start : len(left) - end], right[start : len(right) - end]
    if not end and not where and not (one and other) and one + other in tables.endings_apart():
        return min(UNLIKE, tables.endings_apart()[one + other] / (_BASE + _EACH * longest))
    return min(UNLIKE, _cost(one, other, where) / (_BASE + _EACH * longest))


@lru_cache(maxsize=1 << 16)
def with_glides(sounds: str) -> str:
    """Sounds with those written in two that are heard as one."""
    for two, one in tables.glides():
        sounds = sounds.replace(two, one)
    return sounds


def _alike(left: str, right: str) -> tuple[int, int]:
    """How many sounds two words share at the start, and of the rest at the end: they cost nothing."""
    shortest = min(len(left), len(right))
    start = 0
    while start < shortest and left[start] == right[start]:
        start += 1
    end = 0
    while end < shortest - start and left[-1 - end] == right[-1 - end]:
        end += 1
    return start, end


def _cost(left: str, right: str, where: str) -> float:
    costs = tables.distances(where).get
    left_out = [costs(sound, 1.0) for sound in left]
    row = [0.0, *accumulate(left_out)]
    before, last = row, ""
    for sound in right:
        missing = costs(sound, 1.0)
        found = [row[0] + missing]
        for at, other in enumerate(left):
            swap = row[at] if sound == other else row[at] + costs(other + sound, 1.0)
            best = min(swap, row[at + 1] + missing, found[at] + left_out[at])
            if at and other == last and sound == left[at - 1] and other != sound:
                best = min(best, before[at - 1] + _EXCHANGED)
            found.append(best)
        before, row, last = row, found, sound
    return row[-1]
