"""Which part of one name stands against which of the other."""

from __future__ import annotations

from functools import cache
from itertools import permutations
from typing import NamedTuple

from ogoh.matching.agreement import MISSING, Agreement, agreement, differing, lacking
from ogoh.matching.commonness import Commonness
from ogoh.matching.part_agreement import SAME
from ogoh.names import Name, Part

_EXHAUSTIVE = 3


_Place = Part | None
_Places = tuple[_Place, _Place, _Place]


class Laid(NamedTuple):
    """A part of the left name, the part of the right name that stands against it, and how they agree.

    One of the two is ``None`` where the other side has no such part.
    """

    left: Part | None
    right: Part | None
    found: Agreement


def laid_by_roles(left: Name, right: Name, commonness: Commonness) -> tuple[Laid, ...] | None:
    """Part against part of the same role, where both names show all their roles and nothing stands crosswise; ``None``
    where only trying can tell."""
    one, other = left.by_role, right.by_role
    if not one or not other:
        return None
    laid = _laid_straight(one, other, commonness)
    if all(one.found.level in SAME for one in laid) or not _crosswise(*one, *other):
        return laid
    return None


def _laid_straight(one: _Places, other: _Places, commonness: Commonness) -> tuple[Laid, ...]:
    laid = []
    for part, against in zip(one, other, strict=True):
        if part is not None and against is not None:
            laid.append(Laid(part, against, agreement(part, against, commonness)))
        elif part is not None:
            laid.append(Laid(part, None, lacking(part.role)))
        elif against is not None:
            laid.append(Laid(None, against, lacking(against.role)))
    return tuple(laid)


def _crosswise(
    given: _Place, family: _Place, father: _Place, given2: _Place, family2: _Place, father2: _Place
) -> bool:  # fmt: skip
    return (
        _may_be_one(given, family2)
        or _may_be_one(family, given2)
        or _may_be_one(given, father2)
        or _may_be_one(father, given2)
        or _may_be_one(family, father2)
        or _may_be_one(father, family2)
    )


def _may_be_one(one: _Place, other: _Place) -> bool:
    if one is None or other is None:
        return False
    return one.frame == other.frame or not one.known.isdisjoint(other.known)


def laid_freely(left: tuple[Part, ...], right: tuple[Part, ...], commonness: Commonness) -> tuple[Laid, ...]:
    """Every part of the shorter name gets a part of the longer, so that the sum is greatest."""
    turned = (len(left), [part.text for part in left]) > (len(right), [part.text for part in right])
    short, long = (right, left) if turned else (left, right)
    table = [[agreement(one, other, commonness) for other in long] for one in short]
    _believe_roles(table, short, long)
    lost = [lacking(part.role) for part in long]
    chosen = _chosen(table, [one.bits for one in lost])
    laid: list[Laid] = []
    for one, row, at in zip(short, table, chosen, strict=True):
        if row[at].level == MISSING:
            laid += [_turned(one, None, lacking(one.role), turned), _turned(None, long[at], lost[at], turned)]
        else:
            laid.append(_turned(one, long[at], row[at], turned))
    laid += [_turned(None, part, lost[at], turned) for at, part in enumerate(long) if at not in chosen]
    return tuple(laid)


def _turned(short: _Place, long: _Place, found: Agreement, turned: bool) -> Laid:
    return Laid(long, short, found) if turned else Laid(short, long, found)


def _believe_roles(table: list[list[Agreement]], short: tuple[Part, ...], long: tuple[Part, ...]) -> None:
    """Two parts in different roles may each be missing on the other side only where the other has none in that role."""
    roles, others = {part.role for part in short}, {part.role for part in long}
    for one, row in zip(short, table, strict=True):
        for at, found in enumerate(row):
            if found.level == MISSING and (one.role in others or long[at].role in roles):
                row[at] = differing(found.role)


def _chosen(table: list[list[Agreement]], lost: list[float]) -> tuple[int, ...]:
    gains = [[found.bits - bits for found, bits in zip(row, lost, strict=True)] for row in table]
    if len(lost) > _EXHAUSTIVE:
        return _greedy(gains)
    return max(_orders(len(lost), len(gains)), key=lambda order: sum(map(list[float].__getitem__, gains, order)))


@cache
def _orders(long: int, short: int) -> tuple[tuple[int, ...], ...]:
    return tuple(permutations(range(long), short))


def _greedy(gains: list[list[float]]) -> tuple[int, ...]:
    pairs = sorted(((gain, -one, -at) for one, row in enumerate(gains) for at, gain in enumerate(row)), reverse=True)
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, one, at in pairs:
        if -one not in chosen and -at not in taken:
            chosen[-one] = -at
            taken.add(-at)
    return tuple(chosen[one] for one in range(len(gains)))
