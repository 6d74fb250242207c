"""How well weights tell one person from two: curves, areas and best points over labelled pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ogoh.cli.evaluate.intervals import Estimate

PRECISE = 0.99
_DRAWS = 200
_SEED = 20261101
_BOUNDS = (2.5, 97.5)

Labelled: TypeAlias = tuple[float, bool]
"""A weight, the higher the more alike, and whether the two records really are one person."""
Point: TypeAlias = tuple[float, float]
Numbers: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Figures over labelled pairs; each in [0, 1], ``None`` where one of the two kinds of pairs is absent."""

    pairs: int
    same: int
    auc: float | None
    best_f1: float | None
    recall_when_precise: float | None


@dataclass(frozen=True, slots=True)
class Surety:
    """The figures of `Accuracy` with their intervals."""

    auc: Estimate
    best_f1: Estimate
    recall_when_precise: Estimate


@dataclass(frozen=True, slots=True)
class _Ranks:
    """Pairs from the heaviest down; ``last`` has the place of the last pair of every weight."""

    labels: Numbers
    last: NDArray[np.intp]

    def steps(self, counts: Numbers) -> tuple[Numbers, Numbers]:
        """How many of one person, and of two, weigh at least so much; ``counts`` says how often each pair counts."""
        return np.cumsum(self.labels * counts)[self.last], np.cumsum((1 - self.labels) * counts)[self.last]


def accuracy(labelled: Sequence[Labelled]) -> Accuracy:
    """Area under the ROC curve, best F1, and recall at precision .99.

    The area is Mann and Whitney's statistic: how often the pair of one person weighs more than the pair of two,
    a tie counting half (Hanley and McNeil 1982, Radiology 143:29). F1 is the harmonic mean of precision and recall
    (van Rijsbergen 1979), at the weight where it is greatest.
    """
    same = sum(label for _, label in labelled)
    if not same or same == len(labelled):
        return Accuracy(len(labelled), same, None, None, None)
    return Accuracy(len(labelled), same, *_figures(*_even_steps(labelled)))


def surety(labelled: Sequence[Labelled]) -> Surety | None:
    """The same with the middle 95 % of 200 samples drawn with replacement (bootstrap, Efron 1979); seeded.

    ``None`` where one of the two kinds of pairs is absent.
    """
    found = accuracy(labelled)
    if found.auc is None or found.best_f1 is None or found.recall_when_precise is None:
        return None
    ranks, dice = _ranks(labelled), np.random.default_rng(_SEED)
    number = len(labelled)
    drawn = (np.bincount(dice.integers(0, number, number), minlength=number).astype(float) for _ in range(_DRAWS))
    steps = (ranks.steps(counts) for counts in drawn)
    sampled = np.array([_figures(*one) for one in steps if one[0][-1] and one[1][-1]])
    figures = (found.auc, found.best_f1, found.recall_when_precise)
    return Surety(*(_estimate(value, sampled[:, at]) for at, value in enumerate(figures)))


def roc(labelled: Sequence[Labelled]) -> tuple[Point, ...]:
    """The receiver operating characteristic (Fawcett 2006, Pattern Recognit. Lett. 27:861).

    From (0, 0) to (1, 1): the share of pairs of two people taken for one, and of pairs of one person found.
    """
    right, wrong = _both(labelled)
    return ((0.0, 0.0), *_points(wrong / wrong[-1], right / right[-1]))


def precision_recall(labelled: Sequence[Labelled]) -> tuple[Point, ...]:
    """Recall and precision at every weight from the highest down; recall never falls."""
    right, wrong = _both(labelled)
    return tuple(_points(right / right[-1], right / (right + wrong)))


def thinned(points: Sequence[Point], most: int = 400) -> tuple[Point, ...]:
    """Some of the points of a curve, evenly over its run, first and last among them: what an eye can tell apart."""
    step = max(1, -(-len(points) // most))
    return tuple((round(across, 5), round(up, 5)) for across, up in (*points[:-1:step], points[-1]))


def _ranks(labelled: Sequence[Labelled]) -> _Ranks:
    weights = np.array([weight for weight, _ in labelled], float)
    labels = np.array([label for _, label in labelled], float)
    order = np.argsort(-weights, kind="stable")
    changes = np.flatnonzero(np.diff(weights[order]))
    return _Ranks(labels[order], np.append(changes, len(weights) - 1))


def _even_steps(labelled: Sequence[Labelled]) -> tuple[Numbers, Numbers]:
    return _ranks(labelled).steps(np.ones(len(labelled)))


def _both(labelled: Sequence[Labelled]) -> tuple[Numbers, Numbers]:
    if len({label for _, label in labelled}) != 2:
        raise ValueError("found pairs of one kind, expected pairs of one person and pairs of two")
    return _even_steps(labelled)


def _figures(right: Numbers, wrong: Numbers) -> tuple[float, float, float]:
    same, others = right[-1], wrong[-1]
    area = np.sum(np.diff(wrong, prepend=0.0) * (right + np.concatenate(([0.0], right[:-1]))) / 2)
    taken = right + wrong
    precise = right[right >= PRECISE * taken]
    return float(area / same / others), float(np.max(2 * right / (taken + same))), float(max(precise, default=0) / same)


def _estimate(value: float, sampled: Numbers) -> Estimate:
    low, high = np.percentile(sampled, _BOUNDS)
    return Estimate(value, min(value, float(low)), max(value, float(high)))


def _points(across: Numbers, up: Numbers) -> list[Point]:
    return list(zip(map(float, across), map(float, up), strict=True))
