"""What two names say: the reading that agrees best, and the bits of each part in it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import combinations, pairwise, product
from operator import attrgetter
from typing import NamedTuple

from ogoh.matching.agreement import MISSING
from ogoh.matching.assignment import Laid, laid_by_roles, laid_freely
from ogoh.matching.commonness import Commonness
from ogoh.matching.comparison import Evidence
from ogoh.matching.model import grain, model
from ogoh.matching.part_agreement import SAME, level_of
from ogoh.names import Name, Part, Role, joined_part, may_be_one_name

_OPEN_OR_GIVEN = frozenset({Role.GIVEN, Role.UNKNOWN})
_FATHER_AND_SON = frozenset({Role.GIVEN, Role.PATRONYMIC})
_NAMESAKES = 0.1
_WORTH_SAYING = 0.25


class NameEvidence(NamedTuple):
    """The evidence of two names. ``weak`` says that it rests on an alias of low quality, ``exchanged`` that given name
    and father's name agree crosswise, as those of a father and his son do."""

    evidence: list[Evidence]
    weak: bool = False
    exchanged: bool = False


class _Reading(NamedTuple):
    """One way to lay two names against each other; ``share`` is what an alias of low quality leaves of the bits."""

    laid: tuple[Laid, ...]
    kinship: float
    bits: float
    share: float = 1.0

    @property
    def exchanged(self) -> bool:
        return sum(map(_stands_crosswise, self.laid)) == len(_FATHER_AND_SON)


_bits_of = attrgetter("bits")


def name_evidence(left: tuple[Name, ...], right: tuple[Name, ...], commonness: Commonness) -> NameEvidence:
    """The evidence of the two names, among all that either side bears, that agree best; without a name on a side there
    is none."""
    best = best_reading(left, right, commonness)
    return NameEvidence(_evidence(best), best.share < 1.0, best.exchanged) if best else NameEvidence([])


def name_bits(left: tuple[Name, ...], right: tuple[Name, ...], commonness: Commonness) -> float:
    """The most that this evidence can bring, in bits, whatever else is known of the two."""
    best = best_reading(left, right, commonness)
    return best.bits + (exchange_bits() if best.exchanged else 0.0) if best else 0.0


@cache
def exchange_bits() -> float:
    """What given name and father's name that agree crosswise cost less where father and son cannot be meant: then they
    changed places by a slip, once for the whole name."""
    return model().exchanged - len(_FATHER_AND_SON) * model().swapped[_FATHER_AND_SON]


def _stands_crosswise(laid: Laid) -> bool:
    """Whether a given name agrees with a father's name."""
    if laid.left is None or laid.right is None or laid.left.role is laid.right.role:
        return False
    return {laid.left.role, laid.right.role} == _FATHER_AND_SON and laid.found.level in model().names[
        laid.found.role
    ].shared


def best_reading(left: tuple[Name, ...], right: tuple[Name, ...], commonness: Commonness) -> _Reading | None:
    """The reading of any two of the names that speaks most for one person."""
    if len(left) == 1 == len(right):
        return _of_names(left[0], right[0], commonness)
    readings = [_of_names(one, other, commonness) for one in left for other in right]
    return max(readings, key=_bits_of) if readings else None


def _of_names(left: Name, right: Name, commonness: Commonness) -> _Reading:
    laid = laid_by_roles(left, right, commonness) or laid_freely(left.parts, right.parts, commonness)
    reading = _reading(laid)
    if left.otherwise or right.otherwise or any(map(_open, laid)):
        others = [laid_freely(*parts, commonness) for parts in _other_ways(left, right)]
        rightly = [_reading(other) for other in others if _joins_rightly(other)]
        reading = max([reading, *rightly], key=_bits_of)
    return _weakened(reading, model().weak) if left.weak or right.weak else reading


def _open(laid: Laid) -> bool:
    return laid.found.level not in SAME


def _reading(laid: tuple[Laid, ...]) -> _Reading:
    laid = _said_once(laid)
    kinship = _kinship(laid)
    return _Reading(laid, kinship, kinship + sum([one.found.bits for one in laid]))


def _said_once(laid: tuple[Laid, ...]) -> tuple[Laid, ...]:
    """The same, where of two agreements that say one thing only the stronger brings bits."""
    agreeing = [one for one in laid if one.found.bits > 0 and one.left is not None and one.right is not None]
    again = [min(two, key=_laid_bits) for two in combinations(agreeing, 2) if _say_one_thing(*two)]
    if not again:
        return laid
    return tuple(one._replace(found=one.found._replace(bits=0.0)) if one in again else one for one in laid)


def _say_one_thing(one: Laid, other: Laid) -> bool:
    """Whether two agreements are one: on both sides the family bears the father's name (Муҳаммадзода Эшон
    Муҳаммадович), family name and father's name stand crosswise, or both are halves of one given name (Нур Лан)."""
    left, right = _relation(one.left, other.left), _relation(one.right, other.right)
    if left is None or left is not right:
        return False
    if left is Role.GIVEN:
        return _are_halves(one.left, other.left) and _are_halves(one.right, other.right)
    crosswise = one.left is not None and one.right is not None and one.left.role is not one.right.role
    return crosswise or (_is_one_name(one.left, other.left) and _is_one_name(one.right, other.right))


def _relation(one: Part | None, other: Part | None) -> Role | None:
    """FAMILY for a family's and a father's name, GIVEN for two words of the given name, as far as is known."""
    if one is None or other is None:
        return None
    first, second = one.role, other.role
    if first is Role.FAMILY or second is Role.FAMILY:
        return Role.FAMILY if first is Role.PATRONYMIC or second is Role.PATRONYMIC else None
    if first is Role.GIVEN or second is Role.GIVEN:
        return None if first is Role.PATRONYMIC or second is Role.PATRONYMIC else Role.GIVEN
    return None


def _is_one_name(one: Part | None, other: Part | None) -> bool:
    return one is not None and other is not None and level_of(one, other) in SAME


def _are_halves(one: Part | None, other: Part | None) -> bool:
    return (
        one is not None and other is not None and bool(joined_part(one, other).known or joined_part(other, one).known)
    )


def _weakened(reading: _Reading, share: float) -> _Reading:
    pieces = _evidence(reading._replace(share=share))
    return reading._replace(share=share, bits=sum(one.bits for one in pieces))


def _kinship(laid: tuple[Laid, ...]) -> float:
    """What all but the given name prove less, in bits, since a relative would bear it too: the likelihood among others
    is that of strangers, or, for one in so many, that of a brother or sister (a mixture of the two), who seldom bears
    the same given name. Where no part shows that it is the given name, the one that agrees least is taken for it."""
    both = [one for one in laid if one.found.level != MISSING]
    given = [one for one in both if _is_given(one)] or sorted(filter(_is_open, both), key=_laid_bits)[:1]
    shared = sum([one.found.bits for one in both]) - sum([one.found.bits for one in given])
    if shared <= 0 or len(both) == 1:
        return 0.0
    return kinship_bits(shared, namesakes=bool(given) and all(one.found.level in SAME for one in given))


def _is_given(laid: Laid) -> bool:
    return any(part is not None and part.role is Role.GIVEN for part in (laid.left, laid.right))


def _is_open(laid: Laid) -> bool:
    return all(part is not None and part.role is Role.UNKNOWN for part in (laid.left, laid.right))


def _laid_bits(laid: Laid) -> float:
    return laid.found.bits


@lru_cache(maxsize=1 << 16)
def kinship_bits(shared: float, *, namesakes: bool) -> float:
    """What names that bring ``shared`` bits prove less, since relatives share them; ``namesakes`` bear one given
    name."""
    relatives = model().relatives * (_NAMESAKES if namesakes else 1.0)
    told = grain(math.log2(1 - relatives + relatives * 2.0**shared))
    return -told if told >= _WORTH_SAYING else 0.0


def _evidence(reading: _Reading) -> list[Evidence]:
    """The bits of every part, with what was written on both sides, and of what relatives share."""
    found = [_piece(one, reading.share) for one in reading.laid if one.found.bits or one.found.level != MISSING]
    if reading.kinship:
        found.append(Evidence("kinship", "relatives", reading.kinship))
    return found


def _piece(laid: Laid, share: float) -> Evidence:
    level, bits, role, rarity, on_the_list = laid.found
    if share != 1.0:
        bits = min(bits, grain(bits * share))
    facts = [(side, part.text) for side, part in (("left", laid.left), ("right", laid.right)) if part is not None]
    if rarity:
        facts.append(("one_in" if on_the_list else "one_in_all", _one_in(rarity)))
    return Evidence(role.value, level, bits, tuple(facts))


@lru_cache(maxsize=1 << 12)
def _one_in(rarity: float) -> str:
    """How many people there are for each who bears such a name, as round as it is sure: two digits."""
    people = 2.0**rarity
    digits = max(0, int(math.log10(people)) - 1)
    return str(round(people, -digits) if digits else round(people)).removesuffix(".0")


_Parts = tuple[Part, ...]


def _other_ways(left: Name, right: Name) -> Iterator[tuple[_Parts, _Parts]]:
    """Other parts that the two names may have: roles read otherwise, and in the longer name two neighbours read as one:
    Муҳаммад Алӣ is Муҳаммадалӣ. Of names with as many parts either, for one may lack a part that the other has."""
    if left.otherwise or right.otherwise:
        ways = product((left.parts, left.otherwise), (right.parts, right.otherwise))
        yield from ((one, other) for one, other in ways if one and other)
    if len(left.parts) <= len(right.parts):
        yield from ((left.parts, joined) for joined in _joined(right.parts, left.parts))
    if len(left.parts) >= len(right.parts):
        yield from ((joined, right.parts) for joined in _joined(left.parts, right.parts))


def _joined(parts: _Parts, others: _Parts) -> Iterator[_Parts]:
    for at, (first, second) in enumerate(pairwise(parts)):
        if may_be_halves(first, second) and _half_of_any(first, second, others):
            yield (*parts[:at], joined_part(first, second), *parts[at + 2 :])


def may_be_halves(first: Part, second: Part) -> bool:
    """Whether two neighbours may be one name; a father's name without an ending may be half of the given name."""
    fathers = second.role is Role.PATRONYMIC and not second.marker
    return may_be_one_name(first, second) or (fathers and first.role in _OPEN_OR_GIVEN)


def _half_of_any(first: Part, second: Part, others: _Parts) -> bool:
    """Whether any of the others begins and ends as the two halves do, and is longer than each."""
    if first.persian != second.persian:
        return False
    begins, ends = first.stem_frame[:1], second.stem_frame[-1:]
    longest = max(len(first.stem_frame), len(second.stem_frame))
    return any(
        len(one.stem_frame) > longest and one.stem_frame.startswith(begins) and one.stem_frame.endswith(ends)
        for one in others
    )


def _joins_rightly(laid: tuple[Laid, ...]) -> bool:
    """Whether what was read as one is one name on the other side too, and not only holds it."""
    return not any(" " in part.text for one in laid if _open(one) for part in (one.left, one.right) if part is not None)
