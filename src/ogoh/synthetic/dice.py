"""Chance that falls the same way on every machine and every version of Python."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")

_GRAIN = 1 << 40


class Stream(IntEnum):
    """Independent sources of chance under one seed: drawing more from one leaves the others as they are."""

    POPULATION = 1
    LIST = 2
    REGISTER = 3
    TRAVELLERS = 4
    PAIRS = 5


class Draw(Generic[T]):
    """A weighted choice, prepared once: values with cumulative weights."""

    __slots__ = ("cumulative", "total", "values")

    def __init__(self, weighted: Iterable[tuple[T, float]]) -> None:
        pairs = [(value, round(weight * _GRAIN)) for value, weight in weighted]
        if not pairs or min(weight for _, weight in pairs) < 0 or not any(weight for _, weight in pairs):
            raise ValueError("a weighted choice needs a value with a weight above zero and none below")
        self.values = tuple(value for value, _ in pairs)
        self.cumulative = tuple(accumulate(weight for _, weight in pairs))
        self.total = self.cumulative[-1]

    def share(self, value: T) -> float:
        """How likely this value is to be drawn, 0 to 1."""
        before = (0, *self.cumulative)
        weights = (high - low for low, high in zip(before, self.cumulative, strict=False))
        return sum(weight for item, weight in zip(self.values, weights, strict=True) if item == value) / self.total


def zipf(names: Sequence[T], exponent: float, shift: float) -> Draw[T]:
    """A choice in which the name at rank r (from 1) weighs ``1 / (r + shift) ** exponent``."""
    return Draw((name, (rank + shift) ** -exponent) for rank, name in enumerate(names, 1))


def shares(weights: Mapping[str, float]) -> Draw[str]:
    """A choice from a mapping of value to weight."""
    return Draw(weights.items())


class Dice:
    """Numbers that depend on the seed, the stream and the number of the thing that is drawn, and nothing else.

    Only ``Random.random`` is used: the one method whose sequence Python promises to keep.
    """

    __slots__ = ("random",)

    def __init__(self, seed: int, stream: Stream, number: int) -> None:
        self.random = Random(((seed % (1 << 63)) << 64) | (stream << 56) | number).random

    def happens(self, probability: float) -> bool:
        """True with this probability."""
        return self.random() < probability

    def below(self, count: int) -> int:
        """A whole number from 0 up to, not including, ``count``."""
        return int(self.random() * count)

    def between(self, least: int, most: int) -> int:
        """A whole number from ``least`` to ``most``, both included."""
        return least + int(self.random() * (most - least + 1))

    def one_of(self, values: Sequence[T]) -> T:
        """One of the values, all alike likely."""
        return values[int(self.random() * len(values))]

    def draw(self, choice: Draw[T]) -> T:
        """One value of a weighted choice."""
        return choice.values[bisect_right(choice.cumulative, self.random() * choice.total)]
