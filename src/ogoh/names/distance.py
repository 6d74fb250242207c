"""How far apart two foldings sound: an edit distance whose costs come from the table of distances.

The recurrence is Wagner and Fischer's (1974); the costs say which sounds names confuse, so Холиқ and
Халик are near while Карим and Карам are not.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from ogoh.names import tables

UNLIKE = 1.0
_HOPELESS = {"": 0.5, "persian": 0.67}


@lru_cache(maxsize=1 << 17)
def sound_distance(left: str, right: str, where: str = "") -> float:
    """The cost of hearing one for the other per sound of the longer: 0 the same, ``UNLIKE`` (1) at most.

    ``where`` is "persian" where one side was written in Persian script. Pairs that differ in more than
    half of their sounds (two of three where vowels are not written) are not looked at further.
    """
    if left == right:
        return 0.0
    longest = max(len(left), len(right))
    if not left or not right or Levenshtein.distance(left, right) > _HOPELESS[where] * longest:
        return UNLIKE
    return min(UNLIKE, _cost(left, right, where) / longest)


def _cost(left: str, right: str, where: str) -> float:
    costs = tables.distances(where).get
    left_out = [costs((sound, ""), 1.0) for sound in left]
    row = [0.0]
    for cost in left_out:
        row.append(row[-1] + cost)
    for sound in right:
        missing = costs((sound, ""), 1.0)
        diagonal, row[0] = row[0], row[0] + missing
        for at, other in enumerate(left):
            swap = diagonal if sound == other else diagonal + costs((other, sound), 1.0)
            diagonal = row[at + 1]
            best = min(swap, diagonal + missing, row[at] + left_out[at])
            row[at + 1] = best
    return row[-1]
