"""The few listings that a question is compared with, of all that share a key with it: one rule, in memory and in SQL.

However long a list grows, a check compares at most `MOST_CANDIDATES`: those that share most. Every shared key counts
one, a strong one `STRONG`; the lower number of the listing breaks a tie. The wide keys of a name without a birth date
are read only where the narrow ones find fewer, so that a common name costs no reading of a share of the list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from heapq import nsmallest

from ogoh.matching.keys import Asked

MOST_CANDIDATES = 256
"""How many listings a check compares at most, of all lists together."""

STRONG = 16
"""What a strong key counts: more than all others that one pair of records may share."""


def nearest(asked: Asked, holders: Callable[[int], Iterable[int]], most: int = MOST_CANDIDATES) -> list[int]:
    """At most ``most`` of the listings that share a key, in their order; ``holders`` gives the listings of a key."""
    shared: Counter[int] = Counter()
    for key in asked.strong:
        for listing in holders(key):
            shared[listing] += STRONG
    for key in asked.narrow:
        shared.update(holders(key))
    if len(shared) < most:
        for key in asked.wide:
            shared.update(holders(key))
    if len(shared) <= most:
        return sorted(shared)
    return sorted(listing for _, listing in nsmallest(most, ((-count, one) for one, count in shared.items())))
