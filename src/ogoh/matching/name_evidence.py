"""What two names say: the best assignment of parts to parts, and the bits of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise, permutations

from ogoh.matching.comparison import Evidence
from ogoh.matching.model import NAME_KINDS, model
from ogoh.names import Name, Part, Role, WrittenName, read_name, sound_distance

_EXHAUSTIVE = 3
_COMPOUND = frozenset({Role.GIVEN, Role.UNKNOWN})
_SETTLED = frozenset({"equal", "spelling"})


@dataclass(frozen=True, slots=True)
class _Agreement:
    level: str
    bits: float


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to lay two names against each other: for every part of the shorter the place of one of the longer.

    ``turned`` says that the longer name is the left one; ``share`` is what an alias of low quality leaves of the bits.
    """

    short: tuple[Part, ...]
    long: tuple[Part, ...]
    chosen: tuple[int, ...]
    turned: bool
    bits: float
    share: float = 1.0

    @property
    def settled(self) -> bool:
        pairs = zip(self.short, self.chosen, strict=True)
        return all(_agreement(one, self.long[at]).level in _SETTLED for one, at in pairs)

    def evidence(self) -> tuple[Evidence, ...]:
        """The bits of every part, with what was written on both sides."""
        found = []
        for one, at in zip(self.short, self.chosen, strict=True):
            other, agreement = self.long[at], _agreement(one, self.long[at])
            left, right = (other, one) if self.turned else (one, other)
            facts = (("left", left.text), ("right", right.text))
            found.append(self._evidence(_attribute(one, other), agreement.level, agreement.bits, facts))
        side = "left" if self.turned else "right"
        for at, part in enumerate(self.long):
            bits = model().name_missing[part.role]
            if bits and at not in self.chosen:
                found.append(self._evidence(_attribute(part, part), "missing", bits, ((side, part.text),)))
        return tuple(found)

    def _evidence(self, role: Role, level: str, bits: float, facts: tuple[tuple[str, str], ...]) -> Evidence:
        return Evidence(role.value, level, min(bits, bits * self.share), facts)


def name_evidence(left: tuple[Name, ...], right: tuple[Name, ...]) -> tuple[tuple[Evidence, ...], bool]:
    """The evidence of the two names, among all that either side bears, that agree best.

    Also says whether that agreement rests on an alias of low quality. Without a name on a side there is none.
    """
    best = _best_reading(left, right)
    return (best.evidence(), best.share < 1.0) if best else ((), False)


def name_bits(left: tuple[Name, ...], right: tuple[Name, ...]) -> float:
    """The sum of that evidence alone, in bits, for those who only want to know whether it is enough."""
    best = _best_reading(left, right)
    return best.bits if best else 0.0


def _best_reading(left: tuple[Name, ...], right: tuple[Name, ...]) -> _Reading | None:
    readings = [_reading(one, other) for one in left for other in right]
    return max(readings, key=lambda reading: reading.bits) if readings else None


def _reading(left: Name, right: Name) -> _Reading:
    reading = _best_assignment(left.parts, right.parts)
    if not reading.settled or len(left.parts) != len(right.parts):
        joined = [_best_assignment(one, other) for one, other in _joinings(left.parts, right.parts)]
        reading = max([reading, *joined], key=lambda one: one.bits)
    if left.weak or right.weak:
        share = model().weak
        return replace(reading, share=share, bits=min(reading.bits, reading.bits * share))
    return reading


def _joinings(left: tuple[Part, ...], right: tuple[Part, ...]) -> Iterator[tuple[tuple[Part, ...], tuple[Part, ...]]]:
    """The longer name with each two neighbours read as one: Муҳаммад Алӣ is Муҳаммадалӣ."""
    if len(left) < len(right):
        yield from ((left, joined) for joined in _joined(right))
    elif len(left) > len(right):
        yield from ((joined, right) for joined in _joined(left))


def _joined(parts: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
    for at, (first, second) in enumerate(pairwise(parts)):
        if _COMPOUND.issuperset((first.role, second.role)) and first.persian == second.persian:
            yield (*parts[:at], _one_part(first, second), *parts[at + 2 :])


@lru_cache(maxsize=1 << 14)
def _one_part(first: Part, second: Part) -> Part:
    (joined,) = read_name(WrittenName(whole=first.text + second.text)).parts[:1]
    role = second.role if first.role is Role.UNKNOWN else first.role
    return Part(
        f"{first.text} {second.text}",
        role,
        joined.sounds,
        joined.stem,
        joined.core,
        joined.frame,
        second.marker,
        first.persian,
    )


def _best_assignment(left: tuple[Part, ...], right: tuple[Part, ...]) -> _Reading:
    if len(left) > len(right):
        return _assigned(right, left, turned=True)
    return _assigned(left, right, turned=False)


def _assigned(short: tuple[Part, ...], long: tuple[Part, ...], *, turned: bool) -> _Reading:
    """Every part of the shorter name gets a part of the longer, so that the sum is greatest."""
    chosen = _by_role(short, long) or _best(short, long)
    missing = model().name_missing
    bits = sum(_agreement(one, long[at]).bits for one, at in zip(short, chosen, strict=True))
    bits += sum(missing[part.role] for at, part in enumerate(long) if at not in chosen)
    return _Reading(short, long, chosen, turned, bits)


def _by_role(short: tuple[Part, ...], long: tuple[Part, ...]) -> tuple[int, ...] | None:
    """The parts of the longer name in the same roles, where the roles are known and all of them agree: no other
    assignment can be better, and most records of one person end here."""
    places = {part.role: at for at, part in enumerate(long)}
    if len(places) < len(long) or Role.UNKNOWN in places:
        return None
    chosen = tuple(places.get(part.role, -1) for part in short)
    if -1 in chosen or len(set(chosen)) < len(chosen):
        return None
    settled = all(_agreement(one, long[at]).level in _SETTLED for one, at in zip(short, chosen, strict=True))
    return chosen if settled else None


def _best(short: tuple[Part, ...], long: tuple[Part, ...]) -> tuple[int, ...]:
    table = [[_agreement(one, other) for other in long] for one in short]
    return _exhaustive(table, long) if len(long) <= _EXHAUSTIVE else _greedy(table, long)


def _exhaustive(table: list[list[_Agreement]], long: tuple[Part, ...]) -> tuple[int, ...]:
    missing = [model().name_missing[part.role] for part in long]
    gains = [[found.bits - lost for found, lost in zip(row, missing, strict=True)] for row in table]
    return max(_orders(len(long), len(table)), key=lambda order: sum(map(list[float].__getitem__, gains, order)))


@cache
def _orders(long: int, short: int) -> tuple[tuple[int, ...], ...]:
    return tuple(permutations(range(long), short))


def _greedy(table: list[list[_Agreement]], long: tuple[Part, ...]) -> tuple[int, ...]:
    missing = [model().name_missing[part.role] for part in long]
    pairs = sorted(
        ((row[at].bits - missing[at], -one, -at) for one, row in enumerate(table) for at in range(len(long))),
        reverse=True,
    )
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, one, at in pairs:
        if -one not in chosen and -at not in taken:
            chosen[-one] = -at
            taken.add(-at)
    return tuple(chosen[one] for one in range(len(table)))


def _attribute(one: Part, other: Part) -> Role:
    role = other.role if one.role is Role.UNKNOWN else one.role
    return Role.GIVEN if role is Role.UNKNOWN else role


@lru_cache(maxsize=1 << 16)
def _agreement(one: Part, other: Part) -> _Agreement:
    if len(one.text) == 1 or len(other.text) == 1:
        return _initial(one, other)
    attribute, weights = _attribute(one, other), model()
    rarity = min(_rarity(one, attribute), _rarity(other, attribute))
    where = "persian" if one.persian or other.persian else ""
    found = _heard(one.stem, other.stem, one.core, other.core, rarity, attribute, where)
    if found.level == "different" or one.role is other.role or Role.UNKNOWN in (one.role, other.role):
        return found
    return _Agreement(found.level, found.bits + weights.swapped[frozenset((one.role, other.role))])


def _rarity(part: Part, attribute: Role) -> float:
    """How rare a part is among the names of its own role, or, where that is open, of the role it is taken for."""
    return model().rarity(NAME_KINDS[attribute if part.role is Role.UNKNOWN else part.role], part.frame)


def _initial(one: Part, other: Part) -> _Agreement:
    """An initial against a name: it may be that name, or it cannot."""
    if one.sounds.startswith(other.sounds) or other.sounds.startswith(one.sounds):
        return _Agreement("initial", model().initial)
    return _Agreement("different", model().name_different[_attribute(one, other)])


@lru_cache(maxsize=1 << 17)
def _heard(stem: str, other: str, core: str, other_core: str, rarity: float, attribute: Role, where: str) -> _Agreement:
    """How two stems agree by sound, and the bits that it is worth for so rare a name."""
    weights = model()
    found = _Agreement("different", weights.name_different[attribute])
    distance = sound_distance(stem, other, where)
    for level in weights.name_levels:
        if distance <= level.most:
            found = _Agreement(level.level, level.keep * rarity - level.less)
            break
    if found.level not in _SETTLED and _holds(stem, other, core, other_core, where):
        compound = weights.compound
        bits = compound.keep * rarity - compound.less
        if bits > found.bits:
            found = _Agreement(compound.level, bits)
    return found


def _holds(stem: str, other: str, core: str, other_core: str, where: str) -> bool:
    """Whether one stem is the other with a part that comes and goes, in front or behind."""
    if (core != stem or other_core != other) and sound_distance(core, other_core, where) <= model().name_levels[1].most:
        return True
    short, long = sorted((stem, other), key=len)
    return len(short) >= 4 and len(long) - len(short) >= 2 and (long.startswith(short) or long.endswith(short))
