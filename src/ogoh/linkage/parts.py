"""The parts of names, each numbered once, with what keys and comparison ask of them as columns.

A million people bear some fifty thousand words: each is read once, and from then on is a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ogoh.linkage.columns import NONE, Flags, Keys, Numbers, Texts, each_once, objects
from ogoh.matching.key_numbers import known_number_of
from ogoh.matching.name_pieces import HALF, exactly, frames_of
from ogoh.names import Part, Role
from ogoh.names.distance import with_glides
from ogoh.names.known import known_by_sounds

SEVERAL = -2
"""The known name of a part that may be more than one."""

ROLES = (Role.GIVEN, Role.FAMILY, Role.PATRONYMIC, Role.UNKNOWN)
_SEXES = {"": 0, "M": 1, "F": 2}


@dataclass(frozen=True, slots=True)
class Spelled:
    """Under which frames parts enter keys: one row a part, as many columns as the part with most has alternatives.

    ``count`` tells how many alternatives a part has (none where nothing of it can be keyed). ``frames`` are their
    numbers, ``starts`` and ``ends`` those of their first and last two consonants. ``exact`` are the numbers of the
    known name or skeleton, ``exact_count`` how many there are.
    """

    count: Numbers
    frames: Keys
    starts: Keys
    ends: Keys
    exact_count: Numbers
    exact: Keys


@dataclass(frozen=True, slots=True)
class PartColumns:
    """One row a part, in the order of their numbers.

    ``known`` is the number of the known name it is, ``core_known`` that of its core, else ``NONE`` or ``SEVERAL``.
    ``frame``, ``skeleton`` and ``core`` are numbers of these texts, ``first_four`` and ``last_four`` of the sounds at
    both ends of the stem. ``begins``, ``ends`` and ``length`` are of the frame of the stem. ``role`` is a
    place in `ROLES`, ``cored`` says that a particle stands around the core, ``bare`` that no ending was taken off,
    ``sex`` whose ending it was (1 a man's, 2 a woman's), ``odd`` that it is an initial, cut off, or in Persian script.
    """

    known: Numbers
    core_known: Numbers
    frame: Keys
    skeleton: Keys
    core: Keys
    first_four: Keys
    last_four: Keys
    begins: Numbers
    ends: Numbers
    length: Numbers
    role: Numbers
    cored: Flags
    bare: Flags
    sex: Numbers
    odd: Flags


class PartTable:
    """Every part that was met, numbered in the order in which it was met; columns are made when they are asked for."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._places: dict[tuple[str, Role, str, str, str, bool], int] = {}
        self._columns: PartColumns | None = None
        self._stored: Spelled | None = None
        self._asked: Spelled | None = None
        self._texts: dict[str, Texts] = {}

    def number(self, part: Part | None) -> int:
        """The number of a part, the same for the same word in the same role; ``NONE`` where there is none."""
        if part is None:
            return NONE
        told = part.text, part.role, part.stem, part.marker, part.sex, part.cut
        place = self._places.setdefault(told, len(self.parts))
        if place == len(self.parts):
            self.parts.append(part)
        return place

    def texts(self, name: str) -> Texts:
        """A text of each part: its ``stem`` or ``core``, with glides, or the frame of either."""
        held = self._texts.get(name, _NO_TEXTS)
        if len(held) < len(self.parts):
            more = [_TEXTS[name](part) for part in self.parts[len(held) :]]
            held = self._texts[name] = np.concatenate([held, objects(more)])
        return held

    def share_known_names(self, one: Numbers, other: Numbers) -> Flags:
        """Whether two parts may be the same known name, pair by pair."""
        known, known2 = self.columns.known[one], self.columns.known[other]
        found = (known == known2) & (known >= 0)
        several = np.flatnonzero(((known == SEVERAL) & (known2 != NONE)) | ((known2 == SEVERAL) & (known != NONE)))
        found[several] = each_once(
            one[several],
            other[several],
            lambda first, second: not self.parts[first].known.isdisjoint(self.parts[second].known),
        )
        return found

    @property
    def columns(self) -> PartColumns:
        """What comparison asks of each part."""
        have = 0 if self._columns is None else len(self._columns.frame)
        if have < len(self.parts) or self._columns is None:
            more = _columns_of(self.parts[have:])
            self._columns = more if self._columns is None else _joined(self._columns, more)
        return self._columns

    def spelled(self, *, asking: bool) -> Spelled:
        """What keys ask of each part, as `ogoh.matching.name_pieces` tells it for the stored or the asking side."""
        held = self._asked if asking else self._stored
        have = 0 if held is None else len(held.count)
        if have < len(self.parts) or held is None:
            more = _spelled_of(self.parts[have:], asking=asking)
            held = more if held is None else _widened(held, more)
            if asking:
                self._asked = held
            else:
                self._stored = held
        return held


_NO_TEXTS = objects([])
_TEXTS: dict[str, Callable[[Part], str]] = {
    "stem": lambda part: with_glides(part.stem),
    "core": lambda part: with_glides(part.core),
    "stem_frame": lambda part: part.stem_frame,
    "frame": lambda part: part.frame,
}


def _columns_of(parts: Sequence[Part]) -> PartColumns:
    return PartColumns(
        known=_numbers(_only(part.known) for part in parts),
        core_known=_numbers(_only(known_by_sounds(part.core, part.persian)) for part in parts),
        frame=_keys(known_number_of(part.frame) for part in parts),
        skeleton=_keys(known_number_of(part.skeleton) for part in parts),
        core=_keys(known_number_of(part.core) for part in parts),
        first_four=_keys(known_number_of(part.stem[:_FOUR]) for part in parts),
        last_four=_keys(known_number_of(part.stem[-_FOUR:]) for part in parts),
        begins=_numbers(ord(part.stem_frame[0]) if part.stem_frame else NONE for part in parts),
        ends=_numbers(ord(part.stem_frame[-1]) if part.stem_frame else NONE for part in parts),
        length=_numbers(len(part.stem_frame) for part in parts),
        role=_numbers(ROLES.index(part.role) for part in parts),
        cored=_flags(part.core != part.stem for part in parts),
        bare=_flags(not part.marker for part in parts),
        sex=_numbers(_SEXES[part.sex] for part in parts),
        odd=_flags(len(part.text) == 1 or part.cut or part.persian for part in parts),
    )


_FOUR = 4


def _only(known: frozenset[int]) -> int:
    if not known:
        return NONE
    return next(iter(known)) if len(known) == 1 else SEVERAL


def _joined(first: PartColumns, more: PartColumns) -> PartColumns:
    names = [field.name for field in fields(PartColumns)]
    return PartColumns(*(np.concatenate([getattr(first, name), getattr(more, name)]) for name in names))


def _spelled_of(parts: Sequence[Part], *, asking: bool) -> Spelled:
    frames = [frames_of(part, asking=asking) if part.frame else () for part in parts]
    exact = [exactly(part, asking=asking) for part in parts]
    return Spelled(
        _numbers(map(len, frames)),
        _table(frames, lambda frame: frame),
        _table(frames, lambda frame: frame[:HALF]),
        _table(frames, lambda frame: frame[-HALF:]),
        _numbers(map(len, exact)),
        _table(exact, lambda text: text),
    )


def _table(texts: Sequence[tuple[str, ...]], piece: Callable[[str], str]) -> Keys:
    table = np.zeros((len(texts), max(map(len, texts), default=0)), np.uint64)
    for row, several in enumerate(texts):
        for column, text in enumerate(several):
            table[row, column] = known_number_of(piece(text))
    return table


def _widened(first: Spelled, more: Spelled) -> Spelled:
    return Spelled(*[_stacked(getattr(first, field.name), getattr(more, field.name)) for field in fields(Spelled)])


def _stacked(first: NDArray[Any], more: NDArray[Any]) -> NDArray[Any]:
    if first.ndim == 1:
        return np.concatenate([first, more])
    width = max(first.shape[1], more.shape[1])
    return np.concatenate([np.pad(one, ((0, 0), (0, width - one.shape[1]))) for one in (first, more)])


def _numbers(values: Iterable[int]) -> Numbers:
    return np.fromiter(values, np.int32)


def _flags(values: Iterable[bool]) -> Flags:
    return np.fromiter(values, np.bool_)


def _keys(values: Iterator[int]) -> Keys:
    return np.fromiter(values, np.uint64)
