"""How large a parcel may be: nothing beyond is read, whatever it says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

MEGABYTE = 10**6
LONGEST_HEADER = 64 * 1024
LONGEST_ROW = 64 * 1024
"""In bytes, the line break included."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings in bytes and rows.

    ``ratio`` bounds how many times larger the rows may be than the bytes they were packed into; the first
    ``unsuspicious`` bytes of rows are not held against it. ``leeway`` is how far ahead the sender's clock may be.
    """

    sealed: int = 2_000 * MEGABYTE
    unpacked: int = 8_000 * MEGABYTE
    rows: int = 10_000_000
    ratio: int = 100
    unsuspicious: int = 10 * MEGABYTE
    leeway: timedelta = timedelta(minutes=10)


LIMITS = Limits()
