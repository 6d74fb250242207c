"""Whether a probability means what it says: how often it comes true."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ogoh.cli.evaluate.intervals import Estimate, share

EDGES = (0.0, 0.001, 0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97, 0.99, 0.999, 1.0)
"""Where the bins meet: finer towards both ends, with the two limits of the decision (.1 and .999) among them."""

LISTED = 0.1
"""The share of those who ask that the model takes to be listed. Of the made-up travellers it is half."""


class Foretold(NamedTuple):
    """A probability, whether the two records really were one person, and as how many answers this one counts."""

    probability: float
    right: bool
    counts: float = 1.0


def counts_as(listed: bool) -> float:
    """As how many answers that of a made-up traveller counts, so that `LISTED` of all who ask are listed."""
    return 2 * (LISTED if listed else 1 - LISTED)


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
    """Brier score and reliability table of probabilities, each as often as it counts; ``None`` where there is none."""
    return Calibration(what, len(foretold), brier(foretold), reliability(foretold)) if foretold else None


def brier(foretold: Sequence[Foretold]) -> float:
    """The mean squared distance of what was foretold from what came true (Brier 1950, Mon. Weather Rev. 78:1)."""
    return _mean(((one.probability - one.right) ** 2, one.counts) for one in foretold)


def _mean(counted: Iterable[tuple[float, float]]) -> float:
    numbers = list(counted)
    return sum(number * counts for number, counts in numbers) / sum(counts for _, counts in numbers)


def reliability(foretold: Sequence[Foretold]) -> tuple[Bin, ...]:
    """The bins of a reliability diagram (Murphy and Winkler 1977, Appl. Stat. 26:41) that hold anything."""
    held: list[list[Foretold]] = [[] for _ in EDGES[1:]]
    for one in foretold:
        held[min(bisect_right(EDGES, one.probability), len(held)) - 1].append(one)
    return tuple(_bin(low, high, found) for (low, high), found in zip(pairwise(EDGES), held, strict=True) if found)


def _bin(low: float, high: float, found: Sequence[Foretold]) -> Bin:
    """A bin; its interval is that of as many answers of equal count as would be as sure (Kish, 1965)."""
    whole = sum(one.counts for one in found) ** 2 / sum(one.counts**2 for one in found)
    true = share(whole * _mean((float(one.right), one.counts) for one in found), whole)
    if true is None:
        raise ValueError("found an empty bin, expected at least one probability")
    return Bin(low, high, len(found), _mean((one.probability, one.counts) for one in found), true)
