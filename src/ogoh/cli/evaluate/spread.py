"""How a number is spread over many checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """Median, 99th percentile (nearest rank) and greatest."""

    median: int
    p99: int
    most: int


def spread(numbers: Sequence[int]) -> Spread:
    """The spread of numbers; all zero where there are none."""
    ranked = sorted(numbers) or [0]
    return Spread(ranked[(len(ranked) - 1) // 2], ranked[-(-99 * len(ranked) // 100) - 1], ranked[-1])
