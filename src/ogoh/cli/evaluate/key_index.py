"""A list's keys in two arrays: 12 bytes a key, and nothing that two processes could not share."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]


def bounded(listings: Places, shared: Places) -> Places:
    """Which candidates are looked at, of those who share at least one key; ``shared`` says how many each does.

    All of them: no bound is in force. Whoever bounds the candidates of a check bounds them here too, and every figure
    of candidates and answers follows.
    """
    return listings


class KeyIndex:
    """Who is held under which key; add every listing, then ask."""

    def __init__(self) -> None:
        self._added = array("q"), array("i")
        self._keys: NDArray[np.int64] = np.empty(0, np.int64)
        self._holders: NDArray[np.int32] = np.empty(0, np.int32)

    def add(self, listing: int, keys: Iterable[int]) -> None:
        """Hold a listing under its keys."""
        for key in keys:
            self._added[0].append(key)
            self._added[1].append(listing)

    def close(self) -> None:
        """Sort what was added."""
        keys, holders = (np.frombuffer(one, one.typecode) if len(one) else np.empty(0, int) for one in self._added)
        order = np.argsort(keys, kind="stable")
        self._keys, self._holders = keys[order], holders[order]
        self._added = array("q"), array("i")

    def candidates(self, asked: tuple[int, ...]) -> Places:
        """The listings that a question with these keys looks at, in their order."""
        keys = np.array(asked, np.int64)
        lows, highs = np.searchsorted(self._keys, keys, "left"), np.searchsorted(self._keys, keys, "right")
        held = [self._holders[low:high] for low, high in zip(lows, highs, strict=True) if high > low]
        if not held:
            return np.empty(0, np.int64)
        listings, shared = np.unique(np.concatenate(held), return_counts=True)
        return bounded(listings.astype(np.int64), shared)
