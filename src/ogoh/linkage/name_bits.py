"""What names say, for the pairs of a batch: in columns where both names are plain, one by one where they are not.

The columns do what `ogoh.matching.name_evidence` does for two names whose parts all have roles and stand straight
against each other; every pair for which that is not sure is asked there.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations, product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ogoh.linkage.columns import NONE, Bits, Flags, Places, each_once, members
from ogoh.linkage.name_columns import NameColumns
from ogoh.linkage.part_pairs import Kind, PartPairs
from ogoh.linkage.parts import PartColumns, PartTable
from ogoh.matching.commonness import MOST_BITS, Commonness
from ogoh.matching.name_evidence import exchange_bits, kinship_bits, name_evidence
from ogoh.names import Name

NAMED = ("given", "family", "patronymic", "kinship")
"""The attributes that names bring bits to, in the order of the rows of `NameBits`."""

_GIVEN, _FAMILY, _FATHER, _KINSHIP = range(len(NAMED))
_GRAIN = 1024
_MOST_KEPT = 1 << 16
_ROLES = 3


class NameBits(NamedTuple):
    """Bits of each pair, one row for each of `NAMED`; ``exchanged`` pairs have given name and father's name crosswise:
    what that says depends on their dates. Minus infinity as bits of the given name says that names bring too little."""

    bits: Bits
    exchanged: Flags


class NameScorer:
    """Weighs the names of pairs with one table of how common names are."""

    def __init__(self, pairs: PartPairs, commonness: Commonness) -> None:
        self._pairs = pairs
        self._commonness = commonness
        self._said: dict[tuple[tuple[Name, ...], tuple[Name, ...]], tuple[list[float], bool]] = {}

    def bits(self, left: NameColumns, right: NameColumns, needed: Bits) -> NameBits:
        """What the names of both sides say, row by row; names that bring less than ``needed`` are not looked at
        closely."""
        found = NameBits(np.zeros((len(NAMED), len(needed))), np.zeros(len(needed), np.bool_))
        every = _Couples.of(left, right)
        found.bits[_GIVEN, every.rows] = -np.inf
        couples = self._promising(every, needed)
        straight, bits = self._straight(couples)
        rows = couples.rows[straight]
        best = _first_best(rows, bits.sum(axis=0))
        found.bits[:, rows[best]] = bits[:, best]
        for row in np.unique(np.delete(couples.rows, straight)).tolist():
            found.bits[:, row], found.exchanged[row] = self._one_by_one(left.names(row), right.names(row))
        return found

    def _one_by_one(self, left: tuple[Name, ...], right: tuple[Name, ...]) -> tuple[list[float], bool]:
        said = self._said.get((left, right))
        if said is None:
            evidence, _, exchanged = name_evidence(left, right, self._commonness)
            told = [sum(one.bits for one in evidence if one.attribute == attribute) for attribute in NAMED]
            if len(self._said) > _MOST_KEPT:
                self._said.clear()
            said = self._said[left, right] = told, exchanged
        return said

    def _promising(self, couples: _Couples, needed: Bits) -> _Couples:
        """The names that may bring what is needed, sorted out by looks that cost ever more."""
        couples = couples.taken(
            np.minimum(self._most_of_one(couples, 0), self._most_of_one(couples, 1)) >= needed[couples.rows]
        )
        for closely in (False, True):
            most = np.full(len(couples.rows), np.inf)
            straight, free = np.flatnonzero(couples.straight), np.flatnonzero(couples.bounded & ~couples.straight)
            most[straight] = self._most_straight(couples.taken(straight), closely=closely)
            most[free] = self._most_freely(couples.taken(free), closely=closely)
            couples = couples.taken(most >= needed[couples.rows])
        return couples

    def _most_of_one(self, couples: _Couples, side: int) -> Bits:
        """The most that names of one side bring, whatever stands against them; two halves may bring as much as a
        name."""
        parts = couples.slots[side]
        joined = (couples.halves[side][0] != NONE) * MOST_BITS
        return np.where(couples.fits, sum(map(self._pairs.most, parts)) + joined + _most_exchanged(), np.inf)

    def _most_straight(self, couples: _Couples, *, closely: bool) -> Bits:
        """The most that parts bring in their own roles."""
        told = zip(*couples.slots, strict=True)
        return sum((self._pairs.agreed(*both, closely=closely).bits for both in told), np.zeros(len(couples.rows)))

    def _most_freely(self, couples: _Couples, *, closely: bool) -> Bits:
        """The most that names can bring, however their parts are laid against each other."""
        parts, others = couples.slots
        cells, exchanged = self._cells(parts, others, closely=closely)
        most = np.minimum(self._bound(cells, parts), self._bound(cells.swapaxes(0, 1), others))
        return most + (exchanged > 1) * _most_exchanged()

    def _bound(self, cells: Bits, parts: NDArray[np.int32]) -> Bits:
        """Each part of one side with the part of the other that it agrees with best, though that may be taken twice."""
        best = [np.maximum(found.max(axis=0), self._pairs.lost(one)) for found, one in zip(cells, parts, strict=True)]
        return np.where(parts == NONE, 0.0, np.stack(best)).sum(axis=0)

    def _straight(self, couples: _Couples) -> tuple[Places, Bits]:
        """Which names are to be laid part against part of the same role, and what they then bring."""
        parts, others = (slots[:_ROLES] for slots in couples.slots)
        at = np.flatnonzero(couples.by_role)
        told = zip(parts[:, at], others[:, at], strict=True)
        agreed = [self._pairs.agreed(*both) for both in told]
        same = np.stack([found.kind == Kind.SAME for found in agreed])
        none = (parts[:, at] == NONE) & (others[:, at] == NONE)
        surely = couples.straight[at] | (same | none).all(axis=0)
        surely[~surely] = self._best_straight(couples.taken(at[~surely]))
        chosen = np.flatnonzero(surely)
        at, same = at[chosen], same[:, chosen]
        bits = np.stack([*(found.bits[chosen] for found in agreed), np.zeros(len(at))])
        both = (parts[:, at] != NONE) & (others[:, at] != NONE)
        self._say_once(bits, parts[:, at], others[:, at], both)
        bits[_KINSHIP] = _kinship(bits, both, same)
        return at, bits

    def _best_straight(self, couples: _Couples) -> Flags:
        """Where no other order of parts brings as much as each in its own role, of names of which one has no part in a
        role that the other lacks: then that is how the best order lays them, too."""
        parts, others = (slots[:_ROLES] for slots in couples.slots)
        cells = self._cells(parts, others)[0]
        sums = [cells[range(_ROLES), order].sum(axis=0) for order in map(list, permutations(range(_ROLES)))]
        has, has2 = parts != NONE, others != NONE
        nested = (has <= has2).all(axis=0) | (has2 <= has).all(axis=0)
        return couples.bounded & nested & (sums[0] > np.max(sums[1:], axis=0))

    def _cells(
        self, parts: NDArray[np.int32], others: NDArray[np.int32], *, closely: bool = True
    ) -> tuple[Bits, NDArray[np.int32]]:
        """The most that each part of one side brings beside each of the other; and how many of these pairs are a given
        name and a father's name that agree."""
        cells = np.zeros((len(parts), len(others), parts.shape[1]))
        crosswise = np.zeros(parts.shape[1], np.int32)
        for (row, one), (column, other) in product(enumerate(parts), enumerate(others)):
            found = self._pairs.agreed(one, other, closely=closely)
            lacking = found.kind == Kind.LACKING
            cells[row, column] = np.where(lacking, self._pairs.least_harm(one, other), found.bits)
            crosswise += (found.kind >= Kind.SHARED) & self._pairs.are_father_and_son(one, other)
        return cells, crosswise

    def _say_once(self, bits: Bits, parts: NDArray[np.int32], others: NDArray[np.int32], both: Flags) -> None:
        """Family name and father's name that are one name on both sides bring their bits once: the weaker brings
        none."""
        twice = np.flatnonzero((bits[_FAMILY] > 0) & (bits[_FATHER] > 0) & both[_FAMILY] & both[_FATHER])
        for side in (parts, others):
            twice = twice[self._pairs.one_name(side[_FAMILY, twice], side[_FATHER, twice])]
        weaker = np.where(bits[_FAMILY, twice] <= bits[_FATHER, twice], _FAMILY, _FATHER)
        bits[weaker, twice] = 0.0


def _most_exchanged() -> float:
    """What names crosswise may bring more where the dates say that it was a slip."""
    return max(0.0, exchange_bits())


@dataclass(frozen=True, slots=True)
class _Couples:
    """Every name of a row of the left with every name of the same row of the right; ``rows`` tells which.

    ``slots`` and ``halves`` are those of both sides. ``fits`` says that the slots hold all of both, ``by_role`` that
    all parts of both have roles of their own; ``straight`` that no part agrees with one in another role and no two
    parts with one; ``bounded`` that no two parts can be one, so that single parts tell the most that names can bring.
    """

    rows: Places
    slots: tuple[NDArray[np.int32], NDArray[np.int32]]
    halves: tuple[NDArray[np.int32], NDArray[np.int32]]
    fits: Flags
    by_role: Flags
    straight: Flags
    bounded: Flags

    @classmethod
    def of(cls, left: NameColumns, right: NameColumns) -> _Couples:
        rows, one, other = _combinations(left, right)
        parts, others = left.slots[:, one], right.slots[:, other]
        halves, halves2 = left.halves[:, one], right.halves[:, other]
        columns = left.table.columns
        freely = left.joins_freely[one] | right.joins_freely[other]
        joins = freely | _joins(columns, halves, parts, others) | _joins(columns, halves2, others, parts)
        fits = left.fits[one] & right.fits[other]
        by_role = left.by_role[one] & right.by_role[other]
        straight = by_role & ~joins
        straight[straight] = ~_crosswise(left.table, parts[:_ROLES, straight], others[:_ROLES, straight])
        return cls(rows, (parts, others), (halves, halves2), fits & ~freely, by_role, straight, fits & ~joins)

    def taken(self, which: Flags | Places) -> _Couples:
        """Some of them."""
        return _Couples(
            self.rows[which],
            (self.slots[0][:, which], self.slots[1][:, which]),
            (self.halves[0][:, which], self.halves[1][:, which]),
            self.fits[which],
            self.by_role[which],
            self.straight[which],
            self.bounded[which],
        )


def _combinations(left: NameColumns, right: NameColumns) -> tuple[Places, Places, Places]:
    """Every name of a row of the left with every name of the same row of the right: the row and the two names."""
    rows, one = members(left.starts, np.arange(len(left.starts) - 1))
    at, other = members(right.starts, rows)
    return rows[at], one[at], other


def _first_best(rows: Places, bits: Bits) -> Places:
    """Of each row the place of the most bits, the first of several; ``rows`` are in order."""
    if np.all(np.diff(rows) > 0):
        return np.arange(len(rows))
    order = np.lexsort((np.arange(len(rows)), -bits, rows))
    return order[np.flatnonzero(np.diff(rows[order], prepend=-1))]


def _crosswise(table: PartTable, parts: NDArray[np.int32], others: NDArray[np.int32]) -> Flags:
    """Where a part might be one name with a part in another role of the other side."""
    found = np.zeros(parts.shape[1], np.bool_)
    frame = table.columns.frame
    for role, one in enumerate(parts):
        for other in np.delete(others, role, axis=0):
            both = np.flatnonzero((one != NONE) & (other != NONE) & ~found)
            first, second = one[both], other[both]
            found[both] = (frame[first] == frame[second]) | table.share_known_names(first, second)
    return found


def _joins(
    columns: PartColumns, halves: NDArray[np.int32], parts: NDArray[np.int32], others: NDArray[np.int32]
) -> Flags:
    """Where two parts that may be one name written apart might be a name of the other side."""
    found = np.zeros(parts.shape[1], np.bool_)
    at = np.flatnonzero((halves[0] != NONE) & ((parts != NONE).sum(axis=0) >= (others != NONE).sum(axis=0)))
    first, second = parts[halves[0, at], at], parts[halves[1, at], at]
    begins, ends = columns.begins[first], columns.ends[second]
    longest = np.maximum(columns.length[first], columns.length[second])
    for other in others[:, at]:
        begin = (begins == NONE) | (begins == columns.begins[other])
        end = (ends == NONE) | (ends == columns.ends[other])
        found[at] |= (other != NONE) & (columns.length[other] > longest) & begin & end
    return found


def _kinship(bits: Bits, both: Flags, same: Flags) -> Bits:
    """What family name and father's name together prove less, since relatives bear them too."""
    shared = np.where(both[_FAMILY], bits[_FAMILY], 0.0) + np.where(both[_FATHER], bits[_FATHER], 0.0)
    counts = (both.sum(axis=0) > 1) & (shared > 0)
    namesakes = both[_GIVEN] & same[_GIVEN]
    found = np.zeros(len(shared))
    found[counts] = each_once(
        (shared[counts] * _GRAIN).astype(np.int64),
        namesakes[counts].astype(np.int64),
        lambda grains, is_namesake: kinship_bits(grains / _GRAIN, namesakes=bool(is_namesake)),
    )
    return found
