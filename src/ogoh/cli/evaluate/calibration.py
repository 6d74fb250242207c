"""Whether a probability means what it says: how often it comes true."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from ogoh.cli.evaluate.intervals import Estimate, share

EDGES = (0.0, 0.001, 0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97, 0.99, 0.999, 1.0)
"""Where the bins meet: finer towards both ends, with the two limits of the decision (.02 and .9) among them."""

Foretold: TypeAlias = tuple[float, bool]
"""A probability, and whether the two records really were one person."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Probabilities from ``low`` to below ``high`` (the last one to 1): what was foretold, and what came true."""

    low: float
    high: float
    number: int
    foretold: float
    true: Estimate


@dataclass(frozen=True, slots=True)
class Calibration:
    """What is true of one kind of probabilities: their number, Brier score and bins."""

    what: str
    number: int
    brier: float
    bins: tuple[Bin, ...]


def calibrated(what: str, foretold: Sequence[Foretold]) -> Calibration | None:
    """Brier score and reliability table of probabilities; ``None`` where there is none."""
    return Calibration(what, len(foretold), brier(foretold), reliability(foretold)) if foretold else None


def brier(foretold: Sequence[Foretold]) -> float:
    """The mean squared distance of what was foretold from what came true (Brier 1950, Mon. Weather Rev. 78:1)."""
    return sum((probability - true) ** 2 for probability, true in foretold) / len(foretold)


def reliability(foretold: Sequence[Foretold]) -> tuple[Bin, ...]:
    """The bins of a reliability diagram (Murphy and Winkler 1977, Appl. Stat. 26:41) that hold anything."""
    held: list[list[Foretold]] = [[] for _ in EDGES[1:]]
    for one in foretold:
        held[min(bisect_right(EDGES, one[0]), len(held)) - 1].append(one)
    return tuple(_bin(low, high, found) for (low, high), found in zip(pairwise(EDGES), held, strict=True) if found)


def _bin(low: float, high: float, found: Sequence[Foretold]) -> Bin:
    true = share(sum(label for _, label in found), len(found))
    if true is None:
        raise ValueError("found an empty bin, expected at least one probability")
    return Bin(low, high, len(found), sum(probability for probability, _ in found) / len(found), true)
