"""A list's keys in two arrays: 12 bytes a key, and nothing that two processes could not share."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from ogoh.matching.keys import Asked
from ogoh.matching.nearest import nearest


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

    def holders(self, key: int) -> list[int]:
        """The listings held under a key, in their order."""
        low, high = np.searchsorted(self._keys, key, "left"), np.searchsorted(self._keys, key, "right")
        found: list[int] = self._holders[low:high].tolist()
        return found

    def candidates(self, asked: Asked) -> list[int]:
        """The listings that a question with these keys looks at, in their order."""
        return nearest(asked, self.holders)
