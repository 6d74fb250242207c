"""Keys that nobody asks for need not be kept: a set of bits that knows nearly all of them (Bloom, 1970, with one
hash)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ogoh.linkage.columns import Flags

_LEAST, _MOST = 1 << 16, 1 << 31
_BITS_A_KEY = 16
_EIGHT = 3


class Sieve:
    """Lets through every key that is asked for, and of the others about one in sixteen."""

    def __init__(self, bits: NDArray[np.uint8]) -> None:
        self.bits = bits

    @classmethod
    def of(cls, keys: NDArray[np.int64]) -> Sieve:
        """A sieve for these keys: signed 64-bit numbers, which are spread evenly."""
        size = min(_MOST, max(_LEAST, 1 << (len(keys) * _BITS_A_KEY - 1).bit_length() if len(keys) else _LEAST))
        flags = np.zeros(size, np.bool_)
        flags[keys & (size - 1)] = True
        return cls(np.packbits(flags, bitorder="little"))

    def may_hold(self, keys: NDArray[np.int64]) -> Flags:
        """Whether keys may be asked for, one by one."""
        places = keys & (len(self.bits) * 8 - 1)
        found: Flags = (self.bits[places >> _EIGHT] >> (places & 7).astype(np.uint8)) & 1 == 1
        return found

    def write(self, path: Path) -> None:
        """Keep the sieve in a file, from which other processes take it."""
        np.save(path, self.bits)


@cache
def sieve_in(path: Path) -> Sieve:
    """The sieve that a file holds, mapped into memory once in a process."""
    return Sieve(np.load(path, mmap_mode="r"))
