"""One digest for a whole list, whatever the order of its rows, and cheap to keep when few of them change.

LtHash: of every row a number of 1,024 components of 16 bits is drawn from SHAKE128 (FIPS 202), and the components are
added up, each modulo 2**16. Rows that come are added and rows that go subtracted, so that a delta costs as much as it
changes. The digest of the list is the SHA-256 (FIPS 180-4) of the sums. To find two different lists of one digest is
as hard as finding short vectors in lattices: at least 200 bits with these numbers (Lewi, Kim, Maykov, Weis: "Securing
Update Propagation with Homomorphic Hashing", 2019, IACR ePrint 2019/227; after Bellare and Micciancio, 1997).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256, shake_128
from itertools import islice

import numpy as np

_BYTES = 2048
_TOGETHER = 1024


class ListDigest:
    """The sums of a list; empty where nothing is given, else those that `state` gave before."""

    def __init__(self, state: bytes = bytes(_BYTES)) -> None:
        if len(state) != _BYTES:
            raise ValueError(f"a state of {len(state)} bytes found, {_BYTES} expected")
        self._sums = np.frombuffer(state, "<u2").copy()

    def add(self, rows: Iterable[bytes]) -> None:
        """Take rows in; each in canonical form, without its line break."""
        self._sums += _sums_of(rows)

    def subtract(self, rows: Iterable[bytes]) -> None:
        """Take rows out that were taken in before."""
        self._sums -= _sums_of(rows)

    def merge(self, state: bytes) -> None:
        """Take in the rows of another digest."""
        self._sums += np.frombuffer(state, "<u2")

    def clear(self) -> None:
        """Begin anew with the empty list."""
        self._sums[:] = 0

    @property
    def state(self) -> bytes:
        """The sums, 2,048 bytes: what has to be kept to go on later."""
        return self._sums.astype("<u2").tobytes()

    @property
    def hex(self) -> str:
        """The digest of the list, 64 hexadecimal digits."""
        return sha256(self.state).hexdigest()


def _sums_of(rows: Iterable[bytes]) -> np.ndarray[tuple[int], np.dtype[np.uint16]]:
    sums = np.zeros(_BYTES // 2, np.uint16)
    for some in _portions(rows):
        sums += _added(some)
    return sums


def _portions(rows: Iterable[bytes]) -> Iterator[list[bytes]]:
    walk = iter(rows)
    while some := list(islice(walk, _TOGETHER)):
        yield some


def _added(rows: list[bytes]) -> np.ndarray[tuple[int], np.dtype[np.uint16]]:
    drawn = b"".join([shake_128(row).digest(_BYTES) for row in rows])
    added: np.ndarray[tuple[int], np.dtype[np.uint16]] = (
        np.frombuffer(drawn, "<u2").reshape(-1, _BYTES // 2).sum(axis=0, dtype=np.uint16)
    )
    return added
