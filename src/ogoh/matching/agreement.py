"""How two parts of a name agree, and the bits that this is worth."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from ogoh.matching.commonness import Commonness
from ogoh.matching.model import Level, grain, model
from ogoh.matching.part_agreement import level_of
from ogoh.names import Part, Role

MISSING = "missing"
_WIDE = frozenset({"near", "consonants", "compound"})


class Agreement(NamedTuple):
    """How two parts agree; ``rarity`` is that of the name where they do and it was counted, else 0. ``on_the_list``
    says that the names of the list that is asked weigh more in it than the shipped shares do."""

    level: Level
    bits: float
    role: Role
    rarity: float = 0.0
    on_the_list: bool = False


@lru_cache(maxsize=1 << 17)
def agreement(one: Part, other: Part, commonness: Commonness) -> Agreement:
    """How two parts agree. Their level is ``missing`` where they stand in different roles and are not one name: then a
    father's name beside a family name proves nothing, and each side lacks what the other has."""
    level = level_of(one, other)
    role = ruling(one.role, other.role)
    crossing = one.role is not other.role and one.role is not Role.UNKNOWN is not other.role
    shared = model().names[role].shared.get(level)
    if shared is None:
        return _lacking_both(one.role, other.role) if crossing else _settled(role, level)
    rarity = _rarity(one, other, role, level, commonness)
    bits = grain(shared + rarity)
    if level == "near":
        bits = max(bits, model().names[role].settled["resembling"])
    if crossing:
        bits += model().swapped[frozenset((one.role, other.role))]
    told = rarity < commonness.unknown[role] and (commonness.has_counted(one) or commonness.has_counted(other))
    return Agreement(level, bits, _shown(role), rarity if told else 0.0, _shown(role) in commonness.on_the_list)


@cache
def ruling(one: Role, other: Role) -> Role:
    """The role by which two parts are weighed, the same both ways: that which is known, of two known ones the first."""
    return min(one, other, key=_ORDER.index)


_ORDER = (Role.GIVEN, Role.FAMILY, Role.PATRONYMIC, Role.UNKNOWN)


@cache
def lacking(role: Role) -> Agreement:
    """A part that only one side has."""
    return Agreement(MISSING, model().missing[role], _shown(role))


@cache
def differing(role: Role) -> Agreement:
    """Two parts that are not one name, in whatever roles."""
    return _settled(role, "different")


@cache
def _lacking_both(one: Role, other: Role) -> Agreement:
    return Agreement(MISSING, model().missing[one] + model().missing[other], ruling(one, other))


@cache
def _settled(role: Role, level: Level) -> Agreement:
    return Agreement(level, model().names[role].settled[level], _shown(role))


def _shown(role: Role) -> Role:
    return Role.GIVEN if role is Role.UNKNOWN else role


def _rarity(one: Part, other: Part, role: Role, level: Level, commonness: Commonness) -> float:
    """How rare a name is that both bear, as rare as the commoner of its two spellings; by the role that it has."""
    rarity = commonness.wide_rarity if level in _WIDE else commonness.rarity
    return min(
        rarity(role if one.role is Role.UNKNOWN else one.role, one),
        rarity(role if other.role is Role.UNKNOWN else other.role, other),
    )
