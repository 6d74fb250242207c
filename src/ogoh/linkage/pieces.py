"""What of the names of a batch goes into keys, as `ogoh.matching.name_pieces` makes it, in columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations, product

import numpy as np
from numpy.typing import NDArray

from ogoh.linkage.columns import Flags, Keys, Places, starts_of
from ogoh.linkage.name_columns import NameColumns
from ogoh.linkage.parts import Spelled
from ogoh.matching.key_numbers import mixed
from ogoh.matching.name_pieces import CLOSELY, ENDS, STARTS, THREE, TOGETHER, asked_pieces, stored_pieces

_TWO = 2
_ROLES = 3


@dataclass(frozen=True, slots=True)
class Ragged:
    """Numbers in groups; ``starts`` (one more than groups) tells which are whose."""

    starts: Places
    numbers: Keys


@dataclass(frozen=True, slots=True)
class PieceColumns:
    """Of each name what `ogoh.matching.name_pieces.Pieces` holds."""

    singles: Ragged
    pairs: Ragged
    close: Ragged
    halves: Ragged


def pieces_of(names: NameColumns, *, asking: bool, undated: Flags) -> PieceColumns:
    """The pieces of every name; ``close`` and ``halves``, which only keys without a date need, of those ``undated``."""
    spelled = names.table.spelled(asking=asking)
    plain = _plain(names, spelled)
    rows, few = np.flatnonzero(plain), np.flatnonzero(plain & undated)
    parts = _spellings(names, spelled, rows)
    of_few = _spellings(names, spelled, few)
    leading = of_few[:_TWO]
    closely = [*_exactly(leading), *((at, mixed(THREE, numbers)) for at, numbers in _together(of_few, _TWO + 1))]
    read = asked_pieces if asking else stored_pieces
    told = {int(row): read(names.name(int(row))) for row in np.flatnonzero(~plain)}

    def ragged(rows: Places, found: Iterable[_Found], slot: str) -> Ragged:
        return _ragged(len(plain), rows, list(found), {row: getattr(one, slot) for row, one in told.items()})

    return PieceColumns(
        ragged(rows, _singles(parts), "singles"),
        ragged(rows, _together(parts, _TWO), "pairs"),
        ragged(few, closely, "close"),
        ragged(few, _halves(leading), "halves"),
    )


def _spellings(names: NameColumns, spelled: Spelled, rows: Places) -> list[_Spelling]:
    return [_Spelling(spelled, numbers[rows]) for numbers in names.slots[:_ROLES]]


_Found = tuple[Places, Keys]
"""Places among the plain names, and a number for each."""


def _plain(names: NameColumns, spelled: Spelled) -> Flags:
    """The names that are given and family name and perhaps a father's name, each with a frame."""
    given, family, *_ = np.append(spelled.count, np.int32(0))[names.slots]
    return names.by_role & (given > 0) & (family > 0)


class _Spelling:
    """One part of each of several names, with its alternatives."""

    def __init__(self, spelled: Spelled, numbers: NDArray[np.int32]) -> None:
        self.spelled = spelled
        self.numbers = numbers
        self.count = np.append(spelled.count, np.int32(0))[numbers]
        self.exact_count = np.append(spelled.exact_count, np.int32(0))[numbers]

    def alternatives(self) -> range:
        """The numbers of alternatives that any of the names has."""
        return range(int(self.count.max(initial=0)))

    def exact_alternatives(self) -> range:
        """The same of exact spellings."""
        return range(int(self.exact_count.max(initial=0)))


def _singles(parts: Sequence[_Spelling]) -> Iterator[_Found]:
    for part in parts:
        for at in part.alternatives():
            places = np.flatnonzero(part.count > at)
            yield places, part.spelled.frames[part.numbers[places], at]


def _together(parts: Sequence[_Spelling], number: int) -> Iterator[_Found]:
    for chosen in combinations(parts, number):
        for alternatives in product(*(part.alternatives() for part in chosen)):
            has = [part.count > at for part, at in zip(chosen, alternatives, strict=True)]
            places = np.flatnonzero(np.logical_and.reduce(has))
            frames = [
                part.spelled.frames[part.numbers[places], at] for part, at in zip(chosen, alternatives, strict=True)
            ]
            yield places, mixed(TOGETHER, *np.sort(np.stack(frames), axis=0))


def _exactly(leading: Sequence[_Spelling]) -> Iterator[_Found]:
    one, other = leading
    for at, at2 in product(one.exact_alternatives(), other.exact_alternatives()):
        places = np.flatnonzero((one.exact_count > at) & (other.exact_count > at2))
        exact = [one.spelled.exact[one.numbers[places], at], other.spelled.exact[other.numbers[places], at2]]
        yield places, mixed(CLOSELY, mixed(TOGETHER, *np.sort(np.stack(exact), axis=0)))


def _halves(leading: Sequence[_Spelling]) -> Iterator[_Found]:
    for one, other in permutations(leading, _TWO):
        for at, at2 in product(one.alternatives(), other.alternatives()):
            places = np.flatnonzero((one.count > at) & (other.count > at2))
            whole, half = one.spelled.frames[one.numbers[places], at], other.numbers[places]
            yield places, mixed(STARTS, whole, other.spelled.starts[half, at2])
            yield places, mixed(ENDS, whole, other.spelled.ends[half, at2])


def _ragged(names: int, rows: Places, found: list[_Found], read: dict[int, tuple[int, ...]]) -> Ragged:
    """Numbers in the order of their names; those of names that were read one by one among them."""
    slow = [row for row, numbers in read.items() for _ in numbers]
    places = np.concatenate([*(rows[one] for one, _ in found), np.array(slow, np.int64)])
    flat = [number for numbers in read.values() for number in numbers]
    numbers = np.concatenate([*(one for _, one in found), np.array(flat, np.uint64)])
    order = np.argsort(places, kind="stable")
    return Ragged(starts_of(np.bincount(places, minlength=names)), numbers[order])
