"""How a key becomes a 64-bit number: text once, then arithmetic that runs alike on one number and on a column of them.

The mixing is that of multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4) with the shifts of
MurmurHash3's finalizer: each step is a bijection of what it is given, so that two keys meet by chance only.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WHOLE = (1 << 64) - 1
_SIGN = 1 << 63
_ODD, _ODD_TOO = 0x9E3779B97F4A7C15, 0xFF51AFD7ED558CCD


@overload
def mixed(first: int, *others: int) -> int: ...


@overload
def mixed(first: int, *others: NDArray[np.uint64]) -> NDArray[np.uint64]: ...


def mixed(first: Any, *others: Any) -> Any:
    """A number made of several, in this order: of single ones a single one, of columns a column."""
    number = first
    for other in others:
        number = ((number ^ other) * _ODD) & _WHOLE
        number = ((number ^ (number >> 31)) * _ODD_TOO) & _WHOLE
        number = number ^ (number >> 29)
    return number


def number_of(text: str) -> int:
    """The number of a text, from 0 to 2**64 - 1."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


known_number_of = lru_cache(maxsize=1 << 17)(number_of)
"""The same for texts that repeat, such as the frames of names."""


def signed(number: int) -> int:
    """The number as SQL's and Arrow's 64-bit integers hold it; a column is viewed as ``int64`` instead."""
    return number - (1 << 64) if number & _SIGN else number
