"""Estimating the weights: how often each level of agreement is seen between two records of one person (m) and between
records of two people (u), from labelled pairs or, where nobody labelled them, by expectation and maximisation."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import repeat

from ogoh.matching.comparison import Comparison, Evidence

Place = tuple[str, ...]
"""Where a level stands in the model file: ("name", "given", "equal"), ("birth", "equal")."""

Seen = tuple[Place, ...]
"""What a comparison saw."""

_NAMES = frozenset({"given", "family", "patronymic"})
_UNCOUNTED = frozenset({"missing", "relatives", "crosswise", "exchanged", "forms_conflict"})
_UNLIKE_NAMES = frozenset({"different", "another", "lookalike", "resembling"})
_UNLIKE_DOCUMENTS = frozenset({"different", "renewed", "one_apart"})
_BELIEF = 5
_FULL = 500
_ROUNDS, _STILL = 500, 1e-9
_LEAST = 1e-9
_EVEN = 0.5


@dataclass(frozen=True, slots=True)
class Estimate:
    """Shares by place in the model file: ``m`` among pairs of one person, ``u`` among pairs of two.

    ``same`` is the share of pairs that are of one person: even where somebody labelled them, estimated where nobody
    did. Of a model file ``spread`` is what it gives instead of u where names agree: how many people bear a name at that
    level for each who bears the name itself. ``seen`` counts how often a level was seen among pairs of one person, and
    among those of two that u rests on.
    """

    m: Mapping[Place, float]
    u: Mapping[Place, float]
    same: float = _EVEN
    spread: Mapping[Place, float] = field(default_factory=dict)
    seen: Mapping[Place, tuple[int, int]] = field(default_factory=dict)

    def bits(self, place: Place) -> float:
        """What a level brings, where names agree that of a name that 1 in 128 people bears; 0 where it is not known."""
        if place not in self.m or not (place in self.u or place in self.spread):
            return 0.0
        u = self.u[place] if place in self.u else self.spread[place] / _USUAL_RARITY
        return math.log2(max(_LEAST, self.m[place]) / max(_LEAST, u))


_USUAL_RARITY = 128
NOTHING_KNOWN = Estimate({}, {})
"""A start from which no level has a share unless it was seen often enough to speak for itself."""


def seen_in(comparison: Comparison) -> Seen:
    """The levels that a comparison found, but for those without m and u of their own."""
    return tuple([place_of(one) for one in comparison.evidence if is_counted(one.level)])


def is_counted(level: str) -> bool:
    """Whether a level has m and u of its own: not a name that only one side has, nor what is said of relatives, nor
    endings that contradict each other (for of endings that agree nothing is told)."""
    return level not in _UNCOUNTED


def place_of(one: Evidence) -> Place:
    """Where the level of a piece of evidence stands in the model file."""
    if one.attribute == "sex" and one.level == "equal":
        return ("sex", f"equal_{dict(one.facts)['sex']}")
    return place_called(one.attribute, one.level)


def place_called(attribute: str, level: str) -> Place:
    """The same by the codes of attribute and level."""
    return ("name", attribute, level) if attribute in _NAMES else (attribute, level)


@dataclass(frozen=True, slots=True)
class Labelled:
    """What was seen in one set of labelled pairs.

    ``others`` are the pairs labelled as two people, ``strangers`` records of the set put together at random; there are
    none where the set holds no records, as with exported reviews.
    """

    same: Iterable[Seen]
    others: Iterable[Seen]
    strangers: Iterable[Seen]


def estimate(sets: Iterable[Labelled], start: Estimate = NOTHING_KNOWN) -> Estimate:
    """From pairs that somebody labelled: the share of each level among the pairs that compare the attribute at all.
    Every set of 500 pairs or more counts alike, however long it is, and a shorter one in proportion.

    How unlike two different names or numbers are is counted among the pairs labelled as two people, for candidates
    share keys and look alike more often than strangers do; all else among strangers, for those who label choose pairs
    by their names and dates. What was seen rarely stays near ``start``, what was not seen at all has no share.

    Raises ValueError where one of the two labels is absent.
    """
    same, others, strangers, unlike = _Tally(), _Tally(), _Tally(), _Tally()
    for one in sets:
        same.add(Counter(one.same))
        strangers.add(Counter(one.strangers))
        pairs = Counter(one.others)
        others.add(pairs)
        unlike.add(_only_unlike(pairs))
    if not same.levels or not others.levels:
        raise ValueError("expected pairs of one person and pairs of two people, found only one kind")
    return _estimated(same, strangers, start, unlike=unlike, also=others)


def _only_unlike(pairs: Mapping[Seen, float]) -> dict[Seen, float]:
    found: defaultdict[Seen, float] = defaultdict(float)
    for seen, number in pairs.items():
        found[tuple(filter(_is_unlike, seen))] += number
    return found


def _is_unlike(place: Place) -> bool:
    return place[-1] in (_UNLIKE_NAMES if place[0] == "name" else _UNLIKE_DOCUMENTS if place[0] == "document" else ())


def estimate_unlabelled(pairs: Iterable[Seen], strangers: Iterable[Seen], start: Estimate) -> Estimate:
    """From pairs of which nobody said what they are: what is expected of them takes the place of labels, by expectation
    and maximisation (Dempster, Laird and Rubin, 1977; for record linkage Winkler, 1988), beginning at ``start`` and at
    what strangers share, records put together at random. Those expected to be two people may be relatives, who share
    more than strangers do: what they share sets them apart, and in the end everything is counted as by `estimate`.

    Raises ValueError without pairs.
    """
    counts = Counter(pairs)
    if not counts:
        raise ValueError("expected pairs, found none")
    apart = _tally(Counter(strangers))
    m, u, share = dict(start.m), dict(start.u) | dict(_estimated(_Tally(), apart, start).u), start.same
    believed = Estimate(start.m, u)
    same, others, two = _Tally(), _Tally(), dict[Seen, float]()
    for _ in range(_ROUNDS):
        bits = {place: _bits(place, m, u) for seen in counts for place in seen}
        one = {seen: number * _posterior(seen, bits, share) for seen, number in counts.items()}
        two = {seen: number - one[seen] for seen, number in counts.items()}
        same, others = _tally(one), _tally(two)
        found = _estimated(same, others, believed)
        m, u = m | dict(found.m), u | dict(found.u)
        before, share = share, sum(one.values()) / counts.total()
        if abs(share - before) < _STILL:
            break
    return replace(_estimated(same, apart, start, unlike=_tally(_only_unlike(two)), also=others), same=share)


def _bits(place: Place, m: Mapping[Place, float], u: Mapping[Place, float]) -> float:
    return math.log2(max(_LEAST, m.get(place, _LEAST)) / max(_LEAST, u.get(place, _LEAST)))


def _posterior(seen: Seen, bits: Mapping[Place, float], share: float) -> float:
    """How probable it is that a pair which shows these levels is of one person (Bayes)."""
    if not 0 < share < 1:
        return share
    weight = math.log2(share / (1 - share)) + sum(bits[place] for place in seen)
    return 1 / (1 + math.exp2(-max(-60.0, min(60.0, weight))))


class _Weighed:
    """A sum of weights, and of their squares: how many pairs of equal weight would be as sure (Kish, 1965)."""

    __slots__ = ("squares", "total")

    def __init__(self) -> None:
        self.total = self.squares = 0.0

    def add(self, number: float, weight: float) -> None:
        self.total += number * weight
        self.squares += number * weight * weight

    @property
    def worth(self) -> float:
        return self.total * self.total / self.squares if self.squares else 0.0


class _Tally:
    """How often levels and attributes were seen in several sets, of which each weighs alike."""

    def __init__(self) -> None:
        self.levels: defaultdict[Place, _Weighed] = defaultdict(_Weighed)
        self.attributes: defaultdict[Place, _Weighed] = defaultdict(_Weighed)
        self.seen: defaultdict[Place, float] = defaultdict(float)

    def add(self, pairs: Mapping[Seen, float]) -> None:
        weight = 1 / max(_FULL, sum(pairs.values()))
        for seen, number in pairs.items():
            for place in seen:
                self.levels[place].add(number, weight)
                self.attributes[place[:-1]].add(number, weight)
                self.seen[place] += number

    def often(self, place: Place) -> float | None:
        """The share of a level that was seen often enough to speak for itself."""
        held = self.levels.get(place)
        return held.total / self.attributes[place[:-1]].total if held and held.worth >= _BELIEF else None

    def share(self, place: Place, believed: float | None) -> float | None:
        """The share of a level, as if it had been seen five times already at the rate that is believed (the mean of a
        gamma distribution after Poisson counts): seldom seen, it stays near that rate; often seen, it leaves it."""
        if not believed:
            return self.often(place)
        held, whole = self.levels.get(place), self.attributes.get(place[:-1])
        if whole is None or not whole.total:
            return None
        seen = held.worth if held else 0.0
        pairs = seen * whole.total / held.total if held and held.total else whole.worth
        return (seen + _BELIEF) / (pairs + _BELIEF / believed)


def _tally(pairs: Mapping[Seen, float]) -> _Tally:
    found = _Tally()
    found.add(pairs)
    return found


def _estimated(
    same: _Tally, strangers: _Tally, start: Estimate, unlike: _Tally | None = None, also: _Tally | None = None
) -> Estimate:
    m, u, counts = {}, {}, {}
    for place in sorted({*same.seen, *strangers.seen, *(also.seen if also else ())}):
        source = unlike if unlike and _is_unlike(place) and place[:-1] in unlike.attributes else strangers
        counts[place] = (round(same.seen[place]), round(source.seen[place]))
        m[place] = same.share(place, start.m.get(place))
        u[place] = source.share(place, _believed_u(place, strangers, start))
    return Estimate(dict(_told(m)), dict(_told(u)), seen=counts)


def _believed_u(place: Place, strangers: _Tally, start: Estimate) -> float | None:
    """The u of the starting model; where names agree, its spread times how often two strangers bear one name."""
    if place in start.u or place not in start.spread:
        return start.u.get(place)
    equal = strangers.often((*place[:-1], "equal"))
    return equal and start.spread[place] * equal


def _told(shares: Mapping[Place, float | None]) -> Iterator[tuple[Place, float]]:
    return ((place, share) for place, share in shares.items() if share is not None)


@dataclass(frozen=True, slots=True)
class Calibration:
    """From weight to probability: 1 / (1 + 2 ** -(slope * weight + shift))."""

    slope: float
    shift: float


def calibrate(weights: Iterable[tuple[float, bool]], counts: Iterable[float] | None = None) -> Calibration:
    """Fit probabilities to what was right: a logistic regression on the weight alone (Platt, 1999, with his prior
    counts against certainty), by Newton's method with steps halved where they lead away (Lin, Lin and Weng, 2007).
    ``counts`` says how many candidates each one stands for; else one.

    Raises ValueError where right or wrong candidates are absent, all weigh alike, or the heavier are oftener wrong.
    """
    numbers: defaultdict[tuple[float, bool], float] = defaultdict(float)
    for pair, number in zip(weights, repeat(1.0) if counts is None else counts):  # noqa: B905  # one may be endless
        numbers[pair] += number
    rights, wrongs = (sum(number for (_, one), number in numbers.items() if one is right) for right in (True, False))
    if not rights or not wrongs:
        raise ValueError("expected right and wrong candidates, found only one kind")
    if len({weight for weight, _ in numbers}) == 1:
        raise ValueError("expected several weights, found one and the same")
    aims = {True: (rights + 1) / (rights + 2), False: 1 / (wrongs + 2)}
    aimed = [((weight, aims[right]), number) for (weight, right), number in sorted(numbers.items())]
    slope, shift = _climbed(aimed)
    if slope <= 0:
        raise ValueError("expected heavier candidates to be right more often, found the contrary")
    return Calibration(slope, shift)


_Aimed = list[tuple[tuple[float, float], float]]
"""Weight, the probability aimed at, and how many candidates have both."""


def _climbed(aimed: _Aimed) -> tuple[float, float]:
    slope, shift = 1.0, 0.0
    lost = _loss(aimed, slope, shift)
    for _ in range(_ROUNDS):
        first, second = _newton_step(aimed, slope, shift)
        part = 1.0
        while (less := _loss(aimed, slope - part * first, shift - part * second)) > lost and part > _STILL:
            part /= 2
        if less > lost:
            break
        slope, shift, lost = slope - part * first, shift - part * second, less
        if max(abs(first), abs(second)) < _STILL:
            break
    return slope, shift


def _loss(aimed: _Aimed, slope: float, shift: float) -> float:
    """How far the probabilities are from what is aimed at, in bits (cross entropy)."""
    return sum(
        number * (_log_odds_loss(slope * weight + shift) - aim * (slope * weight + shift))
        for (weight, aim), number in aimed
    )


def _log_odds_loss(bits: float) -> float:
    return max(bits, 0.0) + math.log2(1 + math.exp2(-abs(bits)))


def _newton_step(aimed: _Aimed, slope: float, shift: float) -> tuple[float, float]:
    first_slope = first_shift = both = second_slope = second_shift = 0.0
    for (weight, aim), number in aimed:
        found = 1 / (1 + math.exp2(-max(-60.0, min(60.0, slope * weight + shift))))
        apart, curve = number * (found - aim), number * found * (1 - found) * math.log(2)
        first_slope += apart * weight
        first_shift += apart
        second_slope += curve * weight * weight
        both += curve * weight
        second_shift += curve
    whole = second_slope * second_shift - both * both
    if whole <= 0:
        return 0.0, 0.0
    return (
        (first_slope * second_shift - first_shift * both) / whole,
        (first_shift * second_slope - first_slope * both) / whole,
    )
