"""What two names say: the best assignment of parts to parts, and the bits of each."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise, permutations, product
from operator import attrgetter
from typing import NamedTuple

from ogoh.matching.commonness import Commonness
from ogoh.matching.comparison import Evidence
from ogoh.matching.model import grain, model
from ogoh.matching.part_agreement import SAME, level_of
from ogoh.names import Name, Part, Role, joined_part

_EXHAUSTIVE = 3
_COMPOUND = frozenset({Role.GIVEN, Role.UNKNOWN})
_MISSING = "missing"
_WIDE = frozenset({"near", "consonants", "compound"})
_NAMESAKES = 0.1
_bits_of = attrgetter("bits")
_NO_FACTS: tuple[tuple[str, str], ...] = ()


class _Agreement(NamedTuple):
    """How two parts agree; ``rarity`` is that of the name where they do, 0 where they do not."""

    level: str
    bits: float
    role: Role
    rarity: float


class _Reading(NamedTuple):
    """One way to lay two names against each other: for every part of the shorter the place of one of the longer.

    ``turned`` says that the longer name is the left one; ``share`` is what an alias of low quality leaves of the bits.
    """

    short: tuple[Part, ...]
    long: tuple[Part, ...]
    chosen: tuple[int, ...]
    agreements: tuple[_Agreement, ...]
    turned: bool
    kinship: float
    bits: float
    share: float = 1.0

    @property
    def settled(self) -> bool:
        return all([one.level in SAME for one in self.agreements])


def name_evidence(
    left: tuple[Name, ...], right: tuple[Name, ...], commonness: Commonness
) -> tuple[list[Evidence], bool]:
    """The evidence of the two names, among all that either side bears, that agree best.

    Also says whether that agreement rests on an alias of low quality. Without a name on a side there is none.
    """
    best = best_reading(left, right, commonness)
    return (_evidence(best), best.share < 1.0) if best else ([], False)


def name_bits(left: tuple[Name, ...], right: tuple[Name, ...], commonness: Commonness) -> float:
    """The sum of that evidence alone, in bits, for those who only want to know whether it is enough."""
    best = best_reading(left, right, commonness)
    return best.bits if best else 0.0


def best_reading(left: tuple[Name, ...], right: tuple[Name, ...], commonness: Commonness) -> _Reading | None:
    """The reading of any two of the names that speaks most for one person."""
    if len(left) == 1 == len(right):
        return _reading(left[0], right[0], commonness)
    readings = [_reading(one, other, commonness) for one in left for other in right]
    return max(readings, key=_bits_of) if readings else None


def _evidence(reading: _Reading) -> list[Evidence]:
    """The bits of every part, with what was written on both sides, and of what relatives share."""
    found, share = [], reading.share
    for one, at, agreement in zip(reading.short, reading.chosen, reading.agreements, strict=True):
        other = reading.long[at]
        left, right = (other, one) if reading.turned else (one, other)
        if agreement.level == _MISSING:
            found += [_missing(left, "left", share), _missing(right, "right", share)]
            continue
        facts: tuple[tuple[str, str], ...] = (("left", left.text), ("right", right.text))
        if agreement.rarity:
            facts = (*facts, ("one_in", _one_in(agreement.rarity)))
        found.append(_piece(agreement.role, agreement.level, agreement.bits, share, facts))
    side = "left" if reading.turned else "right"
    found += [_missing(part, side, share) for at, part in enumerate(reading.long) if at not in reading.chosen]
    found = [one for one in found if one.level != _MISSING or one.bits]
    if reading.kinship:
        found.append(Evidence("kinship", "relatives", reading.kinship, _NO_FACTS))
    return found


def _missing(part: Part, side: str, share: float) -> Evidence:
    return _piece(_shown(part.role), _MISSING, model().missing[part.role], share, ((side, part.text),))


def _piece(role: Role, level: str, bits: float, share: float, facts: tuple[tuple[str, str], ...]) -> Evidence:
    return Evidence(role.value, level, bits if share == 1.0 else min(bits, grain(bits * share)), facts)


@lru_cache(maxsize=1 << 12)
def _one_in(rarity: float) -> str:
    """How many people there are for each who bears such a name, as round as it is sure: two digits."""
    people = 2.0**rarity
    digits = max(0, int(math.log10(people)) - 1)
    return str(round(people, -digits) if digits else round(people)).removesuffix(".0")


def _reading(left: Name, right: Name, commonness: Commonness) -> _Reading:
    reading = _best_assignment(left.parts, right.parts, commonness)
    if not reading.settled:
        joined = [_best_assignment(one, other, commonness) for one, other in _joinings(left.parts, right.parts)]
        reading = max([reading, *filter(_joins_rightly, joined)], key=_bits_of)
    if left.otherwise or right.otherwise:
        ways = product((left.parts, left.otherwise), (right.parts, right.otherwise))
        others = [_best_assignment(one, other, commonness) for one, other in ways if one and other]
        reading = max([reading, *others], key=_bits_of)
    if left.weak or right.weak:
        return _weakened(reading, model().weak)
    return reading


def _weakened(reading: _Reading, share: float) -> _Reading:
    pieces = _evidence(reading._replace(share=share))
    return reading._replace(share=share, bits=sum(one.bits for one in pieces))


def _joinings(left: tuple[Part, ...], right: tuple[Part, ...]) -> Iterator[tuple[tuple[Part, ...], tuple[Part, ...]]]:
    """The longer name with each two neighbours read as one: Муҳаммад Алӣ is Муҳаммадалӣ. Of names with as many parts
    either, for one may lack a part that the other has."""
    if len(left) <= len(right):
        yield from ((left, joined) for joined in _joined(right))
    if len(left) >= len(right):
        yield from ((joined, right) for joined in _joined(left))


def _joins_rightly(reading: _Reading) -> bool:
    """Whether what was read as one is one name on the other side too, and not only holds it."""
    pairs = zip(reading.short, reading.chosen, reading.agreements, strict=True)
    apart = [one for one, at, agreement in pairs if agreement.level not in SAME for one in (one, reading.long[at])]
    return not any(" " in part.text for part in apart)


def _joined(parts: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
    for at, (first, second) in enumerate(pairwise(parts)):
        if first.role in _COMPOUND and _may_belong(second) and first.persian == second.persian:
            yield (*parts[:at], joined_part(first, second), *parts[at + 2 :])


def _may_belong(part: Part) -> bool:
    """Whether a part may be the second half of a given name: a father's name without an ending may be taken for one."""
    return part.role in _COMPOUND or (part.role is Role.PATRONYMIC and not part.marker)


def _best_assignment(left: tuple[Part, ...], right: tuple[Part, ...], commonness: Commonness) -> _Reading:
    """Every part of the shorter name gets a part of the longer, so that the sum is greatest."""
    turned = len(left) > len(right)
    short, long = (right, left) if turned else (left, right)
    table = [[_agreement(one, other, commonness) for other in long] for one in short]
    if any([found.level == _MISSING for row in table for found in row]):
        table = _believing_roles(table, short, long)
    lost = [model().missing[part.role] for part in long]
    choose = _exhaustive if len(long) <= _EXHAUSTIVE else _greedy
    chosen = choose(table, lost)
    agreements = tuple([row[at] for row, at in zip(table, chosen, strict=True)])
    kinship = _kinship(agreements)
    bits = kinship + sum([one.bits for one in agreements]) + sum(lost) - sum([lost[at] for at in chosen])
    return _Reading(short, long, chosen, agreements, turned, kinship, bits)


def _believing_roles(
    table: list[list[_Agreement]], short: tuple[Part, ...], long: tuple[Part, ...]
) -> list[list[_Agreement]]:
    """Two parts in different roles may each be missing on the other side only where the other has none in that role."""
    roles, others = {part.role for part in short}, {part.role for part in long}
    return [
        [
            found
            if found.level != _MISSING or (one.role not in others and other.role not in roles)
            else _Agreement("different", model().names[found.role].settled["different"], found.role, 0.0)
            for found, other in zip(row, long, strict=True)
        ]
        for row, one in zip(table, short, strict=True)
    ]


def _kinship(agreements: tuple[_Agreement, ...]) -> float:
    """What all but the given name prove less, in bits, since a relative would bear it too: the likelihood among others
    is that of strangers, or, for one in so many, that of a brother or sister (a mixture of the two). Where roles are
    open, the part that agrees least is taken for the given name."""
    given = [one for one in agreements if one.role is Role.GIVEN]
    shared = sum([one.bits for one in agreements]) - (min([one.bits for one in given]) if given else 0.0)
    if shared <= 0 or len(agreements) == 1:
        return 0.0
    return -_shared_by_relatives(shared, len(given) == 1 and given[0].level in SAME)


@lru_cache(maxsize=1 << 16)
def _shared_by_relatives(shared: float, namesakes: bool) -> float:
    relatives = model().relatives * (_NAMESAKES if namesakes else 1.0)
    return grain(math.log2(1 - relatives + relatives * 2.0**shared))


def _exhaustive(table: list[list[_Agreement]], lost: list[float]) -> tuple[int, ...]:
    gains = [[found.bits - bits for found, bits in zip(row, lost, strict=True)] for row in table]
    return max(_orders(len(lost), len(table)), key=lambda order: sum(map(list[float].__getitem__, gains, order)))


@cache
def _orders(long: int, short: int) -> tuple[tuple[int, ...], ...]:
    return tuple(permutations(range(long), short))


def _greedy(table: list[list[_Agreement]], lost: list[float]) -> tuple[int, ...]:
    pairs = sorted(
        ((row[at].bits - bits, -one, -at) for one, row in enumerate(table) for at, bits in enumerate(lost)),
        reverse=True,
    )
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, one, at in pairs:
        if -one not in chosen and -at not in taken:
            chosen[-one] = -at
            taken.add(-at)
    return tuple(chosen[one] for one in range(len(table)))


def _shown(role: Role) -> Role:
    return Role.GIVEN if role is Role.UNKNOWN else role


@lru_cache(maxsize=1 << 17)
def _agreement(one: Part, other: Part, commonness: Commonness) -> _Agreement:
    level = level_of(one, other)
    role = other.role if one.role is Role.UNKNOWN else one.role
    weights = model().names[role]
    bits = weights.shared.get(level)
    if bits is None and one.role is not other.role and Role.UNKNOWN not in (one.role, other.role):
        # A father's name beside a family name proves nothing: each side lacks what the other has.
        return _Agreement(_MISSING, model().missing[one.role] + model().missing[other.role], role, 0.0)
    if bits is None:
        return _Agreement(level, weights.settled[level], _shown(role), 0.0)
    rarity = _rarity(one, other, role, level, commonness)
    bits = max(grain(bits + rarity), weights.settled["resembling"]) if level == "near" else grain(bits + rarity)
    if one.role is not other.role and one.role is not Role.UNKNOWN is not other.role:
        bits += model().swapped[frozenset((one.role, other.role))]
    return _Agreement(level, bits, _shown(role), rarity)


def _rarity(one: Part, other: Part, role: Role, level: str, commonness: Commonness) -> float:
    """How rare a name is that both bear, as rare as the commoner of its two spellings; by the role that it has."""
    rarity = commonness.wide_rarity if level in _WIDE else commonness.rarity
    return min(rarity(_known(one.role, role), one), rarity(_known(other.role, role), other))


def _known(role: Role, taken_for: Role) -> Role:
    return taken_for if role is Role.UNKNOWN else role
