"""Estimating the weights: how often each level of agreement is seen between two records of one person (m) and between
records of two people (u), from labelled pairs or, where nobody labelled them, by expectation and maximisation."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ogoh.matching.comparison import Comparison, Evidence

Place = tuple[str, ...]
"""Where a level stands in the model file: ("name", "given", "equal"), ("birth", "equal")."""

Seen = tuple[Place, ...]
"""What a comparison saw."""

_NAMES = frozenset({"given", "family", "patronymic"})
_UNCOUNTED = frozenset({"missing", "relatives"})
_FEW = 5
_ROUNDS, _STILL = 500, 1e-9
_LEAST = 1e-9
_EVEN = 0.5


@dataclass(frozen=True, slots=True)
class Estimate:
    """Shares by place in the model file: ``m`` among pairs of one person, ``u`` among pairs of two.

    A level that was seen fewer than five times has no share. ``same`` is the share of pairs that are of one person:
    counted, or estimated where nobody labelled them.
    """

    m: Mapping[Place, float]
    u: Mapping[Place, float]
    same: float


def seen_in(comparison: Comparison) -> Seen:
    """The levels that a comparison found; names that only one side has, and relatives, have no m and u of their own."""
    return tuple([place_of(one) for one in comparison.evidence if one.level not in _UNCOUNTED])


def place_of(one: Evidence) -> Place:
    """Where the level of a piece of evidence stands in the model file."""
    if one.attribute in _NAMES:
        return ("name", one.attribute, one.level)
    if one.attribute == "sex" and one.level == "equal":
        return ("sex", f"equal_{dict(one.facts)['sex']}")
    return (one.attribute, one.level)


@dataclass(frozen=True, slots=True)
class Labelled:
    """What was seen in one set of labelled pairs.

    ``others`` are the pairs labelled as two people, ``strangers`` records of the set put together at random.
    """

    same: Iterable[Seen]
    others: Iterable[Seen]
    strangers: Iterable[Seen]


def estimate(sets: Iterable[Labelled]) -> Estimate:
    """From pairs that somebody labelled: the share of each level among the pairs that compare the attribute at all.
    Every set counts alike, however long it is.

    How unlike two different names are is counted among the pairs labelled as two people, for candidates share keys and
    look alike more often than strangers do; all else among strangers, for those who label choose pairs by their names
    and dates. Raises ValueError where one of the two labels is absent.
    """
    held = list(sets)
    columns = zip(*((one.same, one.others, one.strangers) for one in held), strict=True)
    same, others, strangers = map(_together, columns)
    if not same or not others:
        raise ValueError("expected pairs of one person and pairs of two people, found only one kind")
    unlike = _shares((tuple(filter(_is_unlike, seen)), weight) for seen, weight in others.items())
    return Estimate(_shares(same.items()), _shares(strangers.items()) | unlike, _EVEN)


def _together(parts: Iterable[Iterable[Seen]]) -> Counter[Seen]:
    """The counts of several sets, as if each were as long as the longest."""
    counts = [Counter(part) for part in parts]
    longest = max((count.total() for count in counts), default=0)
    whole: Counter[Seen] = Counter()
    for count in counts:
        for seen, number in count.items():
            whole[seen] += round(number * longest / count.total())
    return whole


def _is_unlike(place: Place) -> bool:
    return place[0] == "name" and place[-1] in ("different", "another", "lookalike", "resembling")


def estimate_unlabelled(pairs: Iterable[Seen], strangers: Iterable[Seen], start: Estimate) -> Estimate:
    """From pairs of which nobody said what they are: u is counted among strangers, records put together at random; m
    and the share of pairs of one person are found by expectation and maximisation (Dempster, Laird and Rubin, 1977; for
    record linkage Winkler, 1988), beginning at ``start``.

    Raises ValueError without pairs.
    """
    counts = Counter(pairs)
    u = dict(start.u) | _shares(Counter(strangers).items())
    if not counts:
        raise ValueError("expected pairs, found none")
    m, share = dict(start.m), start.same
    for _ in range(_ROUNDS):
        expected = [(seen, count * _posterior(seen, m, u, share)) for seen, count in counts.items()]
        found = sum(weight for _, weight in expected) / counts.total()
        m |= _shares(expected)
        if abs(found - share) < _STILL:
            break
        share = found
    return Estimate(m, u, share)


def _posterior(seen: Seen, m: Mapping[Place, float], u: Mapping[Place, float], share: float) -> float:
    """How probable it is that a pair which shows these levels is of one person (Bayes)."""
    ratio = math.prod(max(_LEAST, m.get(place, _LEAST)) / max(_LEAST, u.get(place, _LEAST)) for place in seen)
    return share * ratio / (share * ratio + 1 - share)


def _shares(weighed: Iterable[tuple[Seen, float]]) -> dict[Place, float]:
    levels: defaultdict[Place, float] = defaultdict(float)
    attributes: defaultdict[Place, float] = defaultdict(float)
    for seen, weight in weighed:
        for place in seen:
            levels[place] += weight
            attributes[place[:-1]] += weight
    return {place: weight / attributes[place[:-1]] for place, weight in levels.items() if weight >= _FEW}


@dataclass(frozen=True, slots=True)
class Calibration:
    """From weight to probability: 1 / (1 + 2 ** -(slope * weight + shift))."""

    slope: float
    shift: float


def calibrate(weights: Iterable[tuple[float, bool]]) -> Calibration:
    """Fit probabilities to what was right: a logistic regression on the weight alone (Platt, 1999, with his prior
    counts against certainty), by Newton's method. Raises ValueError where one of the two labels is absent."""
    pairs = [(weight, right) for weight, right in weights]
    rights = sum(right for _, right in pairs)
    wrongs = len(pairs) - rights
    if not rights or not wrongs:
        raise ValueError("expected right and wrong candidates, found only one kind")
    aims = {True: (rights + 1) / (rights + 2), False: 1 / (wrongs + 2)}
    slope, shift = 1.0, 0.0
    for _ in range(_ROUNDS):
        step = _newton_step(pairs, aims, slope, shift)
        slope, shift = slope - step[0], shift - step[1]
        if max(map(abs, step)) < _STILL:
            break
    return Calibration(slope, shift)


def _newton_step(
    pairs: list[tuple[float, bool]], aims: Mapping[bool, float], slope: float, shift: float
) -> tuple[float, float]:
    first_slope = first_shift = both = second_slope = second_shift = 0.0
    for weight, right in pairs:
        found = 1 / (1 + math.exp2(-max(-60.0, min(60.0, slope * weight + shift))))
        apart, curve = found - aims[right], found * (1 - found) * math.log(2)
        first_slope += apart * weight
        first_shift += apart
        second_slope += curve * weight * weight
        both += curve * weight
        second_shift += curve
    whole = second_slope * second_shift - both * both
    return (
        (first_slope * second_shift - first_shift * both) / whole,
        (first_shift * second_slope - first_slope * both) / whole,
    )
