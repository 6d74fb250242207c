"""How parts of names agree, each distinct pair asked once; most pairs are seen to be far apart without asking."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from ogoh.linkage.columns import NONE, Bits, Flags, Numbers, Places
from ogoh.linkage.far_apart import far
from ogoh.linkage.parts import ROLES, PartTable
from ogoh.matching.agreement import MISSING, agreement, differing, lacking, ruling
from ogoh.matching.commonness import Commonness
from ogoh.matching.model import model
from ogoh.matching.part_agreement import SAME, level_of
from ogoh.names import Part, Role

_WORD = 32
_LOW = (1 << _WORD) - 1
_MOST_KEPT = 1 << 19
_GIVEN, _FATHER = ROLES.index(Role.GIVEN), ROLES.index(Role.PATRONYMIC)


class Kind(IntEnum):
    """How two parts agree: nobody has looked closely; they are one name, or may be, or are not, or each lacks the
    other; ``ABSENT`` where a side has no such part."""

    OPEN = 4
    SAME = 3
    SHARED = 2
    SETTLED = 1
    LACKING = 0
    ABSENT = -1


class Agreed(NamedTuple):
    """Bits and `Kind` of each pair of parts; of those that are ``OPEN`` the most bits that they may bring."""

    bits: Bits
    kind: Numbers


class PartPairs:
    """What agreement brings, of any two parts of a table; asked with columns of their numbers."""

    def __init__(self, table: PartTable, commonness: Commonness) -> None:
        self._table = table
        self._commonness = commonness
        self._agreed: dict[int, tuple[float, int]] = {}
        self._one_name: dict[int, bool] = {}
        self._most = np.zeros(0)
        self._by_roles = _ByRoles.of_model()
        weights = [model().names[role] for role in ROLES]
        self._most_shared = max(max(one.shared.values()) for one in weights)
        self._most_settled = max(max(one.settled.values()) for one in weights)

    def agreed(self, one: Numbers, other: Numbers, *, closely: bool = True) -> Agreed:
        """How parts agree, pair by pair; what a side lacks brings the bits of a part that is missing.

        Not ``closely``: only pairs far apart are told exactly.
        """
        found = Agreed(self._lacked(one, other), np.full(len(one), Kind.ABSENT, np.int32))
        both = np.flatnonzero((one != NONE) & (other != NONE))
        pairs, places = np.unique((one[both].astype(np.int64) << _WORD) | other[both], return_inverse=True)
        of_pairs = self._of_pairs(pairs, closely=closely)
        found.bits[both], found.kind[both] = of_pairs.bits[places], of_pairs.kind[places]
        return found

    def lost(self, numbers: Numbers) -> Bits:
        """What each part brings where the other side lacks it; nothing where there is none."""
        roles = np.append(self._table.columns.role, np.int32(len(ROLES)))
        return self._by_roles.lacking[roles[numbers]]

    def most(self, numbers: Numbers) -> Bits:
        """The most that agreement with any part can bring each of these parts; nothing where there is none."""
        known, parts = len(self._most), self._table.parts
        if known < len(parts):
            self._most = np.concatenate([self._most, [self._most_of(part) for part in parts[known:]]])
        return np.append(self._most, 0.0)[numbers]

    def least_harm(self, one: Numbers, other: Numbers) -> Bits:
        """The most that two parts bring that are not one name, whether they differ or each is missing on the other
        side."""
        roles = self._table.columns.role
        return self._by_roles.least_harm[roles[one], roles[other]]

    def are_father_and_son(self, one: Numbers, other: Numbers) -> Flags:
        """Whether one part is a given name and the other a father's name, pair by pair."""
        roles = np.append(self._table.columns.role, np.int32(len(ROLES)))
        role, role2 = roles[one], roles[other]
        return ((role == _GIVEN) & (role2 == _FATHER)) | ((role == _FATHER) & (role2 == _GIVEN))

    def one_name(self, one: Numbers, other: Numbers) -> Flags:
        """Whether two parts of whatever roles are one name written twice, pair by pair."""
        pairs, places = np.unique((one.astype(np.int64) << _WORD) | other, return_inverse=True)
        for pair in pairs.tolist():
            if pair not in self._one_name:
                first, second = self._table.parts[pair >> _WORD], self._table.parts[pair & _LOW]
                self._one_name[pair] = level_of(first, second) in SAME
        return np.array([self._one_name[pair] for pair in pairs.tolist()], np.bool_)[places]

    def _lacked(self, one: Numbers, other: Numbers) -> Bits:
        """What a part brings that only one side has; nothing where neither or both have it."""
        conditions = [(one != NONE) & (other == NONE), (one == NONE) & (other != NONE)]
        return np.select(conditions, [self.lost(one), self.lost(other)], 0.0)

    def _of_pairs(self, pairs: Places, *, closely: bool) -> Agreed:
        columns = self._table.columns
        one, other = (pairs >> _WORD).astype(np.int32), (pairs & _LOW).astype(np.int32)
        roles = columns.role[one], columns.role[other]
        both_known = (columns.known[one] != NONE) & (columns.known[other] != NONE)
        found = Agreed(self._by_roles.far[(*roles, both_known.astype(np.int32))], self._by_roles.far_kind[roles])
        near = np.flatnonzero(~far(self._table, one, other))
        if closely:
            told = [self._agreed.get(pair) or self._agree(pair) for pair in pairs[near].tolist()]
            found.bits[near], found.kind[near] = [bits for bits, _ in told], [kind for _, kind in told]
        else:
            most = (
                np.minimum(self.most(one[near]), self.most(other[near]))
                + self._by_roles.swapped[roles[0][near], roles[1][near]]
            )
            found.bits[near], found.kind[near] = np.maximum(most, self._most_settled), int(Kind.OPEN)
        return found

    def _agree(self, pair: int) -> tuple[float, int]:
        one, other = self._table.parts[pair >> _WORD], self._table.parts[pair & _LOW]
        found = agreement(one, other, self._commonness)
        if found.level == MISSING:
            kind = Kind.LACKING
        elif found.level in SAME:
            kind = Kind.SAME
        else:
            kind = Kind.SHARED if found.level in model().names[found.role].shared else Kind.SETTLED
        if len(self._agreed) > _MOST_KEPT:
            self._agreed.clear()
        self._agreed[pair] = found.bits, int(kind)
        return self._agreed[pair]

    def _most_of(self, part: Part) -> float:
        roles = Role if part.role is Role.UNKNOWN else (part.role,)
        rarity = max(self._commonness.rarity(role, part) for role in roles)
        return max(self._most_shared + rarity, self._most_settled)


def _crossing(one: Role, other: Role) -> bool:
    return one is not other and one is not Role.UNKNOWN is not other


@dataclass(frozen=True, slots=True)
class _ByRoles:
    """What the model says of parts that are no one name, by the roles they stand in (places in `ROLES`)."""

    lacking: Bits
    swapped: Bits
    far: Bits
    far_kind: Numbers
    least_harm: Bits

    @classmethod
    def of_model(cls) -> _ByRoles:
        return cls(
            np.array([*(lacking(role).bits for role in ROLES), 0.0]),
            np.array([[_swapped(one, other) for other in ROLES] for one in ROLES]),
            np.array([[[_far_bits(one, other, level) for level in _LEVELS] for other in ROLES] for one in ROLES]),
            np.array([[_far_kind(one, other) for other in ROLES] for one in ROLES], np.int32),
            np.array([[_least_harm(one, other) for other in ROLES] for one in ROLES]),
        )


_LEVELS = ("different", "another")


def _far_bits(one: Role, other: Role, level: str) -> float:
    if _crossing(one, other):
        return lacking(one).bits + lacking(other).bits
    return model().names[ruling(one, other)].settled[level]


def _far_kind(one: Role, other: Role) -> Kind:
    return Kind.LACKING if _crossing(one, other) else Kind.SETTLED


def _least_harm(one: Role, other: Role) -> float:
    return max(lacking(one).bits + lacking(other).bits, differing(ruling(one, other)).bits)


def _swapped(one: Role, other: Role) -> float:
    return model().swapped[frozenset((one, other))] if _crossing(one, other) else 0.0
