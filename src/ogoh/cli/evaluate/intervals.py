"""How sure a figure is: the intervals in which the true one lies nineteen times in twenty."""

from __future__ import annotations

import math
from dataclasses import dataclass

_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with the bounds of its 95 % interval."""

    value: float
    low: float
    high: float


def share(count: float, whole: float) -> Estimate | None:
    """A share with Wilson's score interval (Wilson 1927, J. Am. Stat. Assoc. 22:209); ``None`` of nobody."""
    if not whole:
        return None
    part, square = count / whole, _Z**2
    middle = (part + square / (2 * whole)) / (1 + square / whole)
    reach = _Z * math.sqrt(part * (1 - part) / whole + square / (4 * whole**2)) / (1 + square / whole)
    return Estimate(part, min(part, max(0.0, middle - reach)), max(part, min(1.0, middle + reach)))


def ratio(part: Estimate | None, whole: Estimate | None) -> Estimate | None:
    """How many times as often something happens in a group as in the whole; ``None`` where it never happens.

    The interval is the widest that the intervals of both shares allow, so it covers more than it promises.
    """
    if part is None or whole is None or not whole.value:
        return None
    return Estimate(part.value / whole.value, part.low / whole.high, part.high / whole.low)
