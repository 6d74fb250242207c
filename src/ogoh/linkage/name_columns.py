"""The names of a batch of subjects, read: as numbers of parts where they are plain, one by one where they are not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ogoh.identity.batch import NAME_COLUMNS, names_of
from ogoh.linkage.columns import NONE, Flags, Numbers, Places, coded, filled, lengths, starts_of, texts_at
from ogoh.linkage.parts import PartTable
from ogoh.matching.name_evidence import may_be_halves
from ogoh.names import Name, Role, read_name
from ogoh.names.reading import FIELDS_OF_A_FULL_LINE, FieldRead, name_of_parts, read_field

_FIELDS = {"family": Role.FAMILY, "given": Role.GIVEN, "patronymic": Role.PATRONYMIC}


@dataclass(frozen=True, slots=True)
class NameColumns:
    """All names of a batch; ``starts`` (one more than rows) tells which of them are whose.

    ``slots`` are numbers of parts, four rows: given name, family name and father's name where the name is ``by_role``,
    each part having a role of its own and no other way to read it (the fourth is empty); else its parts as they stand.
    It ``fits`` where they are all that the name has. ``halves`` (two rows) are the slots of two parts that may be one
    name written apart, ``NONE`` where there are none; ``joins_freely`` says that there is more than one such pair.
    ``sex`` is what the endings show (1 a man's, 2 a woman's, 0 neither). ``read`` holds the names that were read one by
    one.
    """

    starts: Places
    slots: NDArray[np.int32]
    fits: Flags
    by_role: Flags
    halves: NDArray[np.int32]
    joins_freely: Flags
    sex: Numbers
    read: dict[int, Name]
    table: PartTable

    def name(self, number: int) -> Name:
        """One name, whole."""
        known = self.read.get(number)
        if known is not None:
            return known
        given, family, father, _ = self.slots[:, number]
        places = family, given, father
        return name_of_parts(tuple([self.table.parts[place] for place in places if place != NONE]))

    def first_sex(self) -> Numbers:
        """Whose endings the first name of each row has; 0 for rows in whose names nothing could be read."""
        first = np.append(self.sex, np.int32(0))[np.minimum(self.starts[:-1], len(self.sex))]
        return np.where(np.diff(self.starts) > 0, first, np.int32(0))

    def names(self, row: int) -> tuple[Name, ...]:
        """All names of a row."""
        return tuple([self.name(number) for number in range(self.starts[row], self.starts[row + 1])])


class NameReader:
    """Reads the names of batches; fields that were met are remembered, for they repeat."""

    def __init__(self) -> None:
        self.table = PartTable()
        self._fields: dict[str, dict[str, tuple[int, int, int]]] = {name: {} for name in _FIELDS}

    def read(self, batch: pa.RecordBatch) -> NameColumns:
        """The names of a batch whose schema is that of subjects; names in which nothing can be read are left out."""
        rows = batch.num_rows
        family, given, father = [self._column(batch, name) for name in _FIELDS]
        plain = self._plain(batch, family, given, father)
        last = np.where(father[0] == NONE, given[1], father[0])
        numbers = np.stack([given[0], family[0], last, np.full_like(last, NONE)])
        numbers[:, ~plain] = NONE
        several = dict(_one_by_one(batch, np.flatnonzero(~plain)))
        count = np.ones(rows, np.int64)
        for row, names in several.items():
            count[row] = len(names)
        starts = starts_of(count)
        place = np.repeat(np.arange(rows), count)
        return self._filled(starts, numbers[:, place], plain[place], several)

    def _column(self, batch: pa.RecordBatch, name: str) -> tuple[Numbers, Numbers, Numbers]:
        """Of each row the first part, the second part, and what `_seen` tells of the field."""
        held = self._fields[name]
        texts, places = coded(batch, name)
        for text in texts:
            if text not in held:
                held[text] = self._seen(read_field(text, _FIELDS[name]))
        told = np.array([held[text] for text in texts], np.int32).reshape(-1, 3)[places]
        return told[:, 0], told[:, 1], told[:, 2]

    def _seen(self, read: FieldRead | None) -> tuple[int, int, int]:
        if read is None:
            return NONE, NONE, _TELLS_NOTHING
        first, second = (*map(self.table.number, read.parts), NONE, NONE)[:2]
        return first, second, _FAMILY if read.ends_like_family else 0

    def _plain(self, batch: pa.RecordBatch, *fields: tuple[Numbers, Numbers, Numbers]) -> Flags:
        """Whether fields tell the name each by itself, as `read_name` would read them together."""
        family, given, father = fields
        told = (family[2] != _TELLS_NOTHING) & (given[2] != _TELLS_NOTHING) & (father[2] != _TELLS_NOTHING)
        exchanged = (given[2] == _FAMILY) & (family[2] != _FAMILY)
        both = (family[0] != NONE) & (given[0] != NONE)
        two_fathers = (given[1] != NONE) & filled(batch, "patronymic")
        other = filled(batch, "whole") | filled(batch, "others")
        return told & ~exchanged & both & ~two_fathers & ~other & ~_cut(batch)

    def _filled(
        self, starts: Places, slots: NDArray[np.int32], plain: Flags, several: dict[int, list[Name]]
    ) -> NameColumns:
        columns = self.table.columns
        given, _, father, _ = slots
        bare = plain & (father != NONE) & (given != NONE) & np.append(columns.bare, np.False_)[father]
        halves = np.where(bare, np.array([[_GIVEN], [_FATHER]]), NONE).astype(np.int32)
        sex = _sex_of(columns.sex, *slots)
        names = NameColumns(
            starts, slots, plain.copy(), plain.copy(), halves, np.zeros_like(plain), sex, {}, self.table
        )
        for row, of_row in several.items():
            for place, name in enumerate(of_row, int(starts[row])):
                self._put(names, place, name)
        return names

    def _put(self, names: NameColumns, place: int, name: Name) -> None:
        """Put a name that was read by itself in its place."""
        plain = not name.weak and not name.otherwise
        names.read[place] = name
        names.by_role[place] = plain and name.by_role is not None
        parts = name.by_role if names.by_role[place] and name.by_role else name.parts
        names.fits[place] = plain and len(parts) <= _SLOTS
        if names.fits[place]:
            names.slots[: len(parts), place] = [self.table.number(part) for part in parts]
            joined = [
                (parts.index(one), parts.index(other))
                for one, other in pairwise(name.parts)
                if may_be_halves(one, other)
            ]
            names.halves[:, place] = joined[0] if joined else NONE
            names.joins_freely[place] = len(joined) > 1
        names.sex[place] = _SEX[name.sex]


_TELLS_NOTHING, _FAMILY = 2, 1
_SEX = {"": 0, "M": 1, "F": 2}
_BOTH = 3
_SLOTS = 4
_GIVEN, _FATHER = 0, 2


def _one_by_one(batch: pa.RecordBatch, rows: Places) -> Iterator[tuple[int, list[Name]]]:
    columns = [texts_at(batch, name, rows) for name in (*NAME_COLUMNS, "others")]
    for row, *texts in zip(rows.tolist(), *columns, strict=True):
        yield row, [name for name in map(read_name, names_of(*texts)) if name.parts]


def _cut(batch: pa.RecordBatch) -> Flags:
    """Rows whose names fill the line of a passport, so that the last part may lack its end."""
    return lengths(batch, "family") + lengths(batch, "given") >= FIELDS_OF_A_FULL_LINE


def _sex_of(sexes: Numbers, *parts: Numbers) -> Numbers:
    shown = np.zeros(len(parts[0]), np.int32)
    for places in parts:
        shown |= np.append(sexes, np.int32(0))[places]
    return np.where(shown == _BOTH, 0, shown).astype(np.int32)
