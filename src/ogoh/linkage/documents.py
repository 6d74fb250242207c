"""Document numbers of a batch: as keys, and how two cells of them agree."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cpdist

from ogoh.linkage.columns import NONE, Flags, Keys, Numbers, Places, Texts, coded, each_once, objects, starts_of
from ogoh.matching.compare import LONG_NUMBER, document_level
from ogoh.matching.key_numbers import number_of
from ogoh.matching.prepared import LEAST_NUMBER

LEVELS = ("equal", "one_apart", "series", "renewed", "different")
"""The levels of agreement of document numbers, keys of ``document`` in the model."""

_LONGEST = 32
_EQUAL, _ONE_APART, _SERIES, _RENEWED, _DIFFERENT = range(len(LEVELS))


@dataclass(frozen=True, slots=True)
class DocumentColumns:
    """The distinct document cells of a batch; ``of_row`` tells which a row has.

    ``starts`` (one more than cells) tells which ``numbers`` are a cell's; those of fewer than five signs, which many
    people have, are left out.
    """

    of_row: Numbers
    starts: Places
    numbers: Texts

    def cell(self, place: int) -> frozenset[str]:
        """The numbers of one cell."""
        return frozenset(self.numbers[self.starts[place] : self.starts[place + 1]])

    def keys(self) -> Keys:
        """The number by which each document enters keys."""
        return np.fromiter(map(number_of, self.numbers), np.uint64, len(self.numbers))

    @property
    def count(self) -> Places:
        """How many numbers each cell has."""
        return np.diff(self.starts)


def documents_of(batch: pa.RecordBatch) -> DocumentColumns:
    """The document numbers of a batch of subjects."""
    texts, of_row = coded(batch, "documents")
    cells = objects(texts)
    counts = np.fromiter((len(text) >= LEAST_NUMBER for text in texts), np.int64, len(texts))
    several = {at: _numbers_in(text) for at, text in enumerate(texts) if " " in text}
    for at, numbers in several.items():
        counts[at] = len(numbers)
    starts = starts_of(counts)
    every = np.repeat(cells, counts)
    for at, found in several.items():
        every[starts[at] : starts[at + 1]] = found
    return DocumentColumns(of_row, starts, every)


def _numbers_in(cell: str) -> list[str]:
    return [number for number in cell.split() if len(number) >= LEAST_NUMBER]


def document_levels(left: DocumentColumns, right: DocumentColumns, one: Numbers, other: Numbers) -> Numbers:
    """How the cells ``one`` of the left side agree with the cells ``other`` of the right, pair by pair: places in
    `LEVELS`, ``NONE`` where a side gives no number."""
    codes = np.full(len(one), NONE, np.int32)
    count, count2 = left.count[one], right.count[other]
    single = (count == 1) & (count2 == 1)
    codes[single] = _single_levels(left.numbers, left.starts[one[single]], right.numbers, right.starts[other[single]])
    several = np.flatnonzero(~single & (count > 0) & (count2 > 0))
    codes[several] = each_once(
        one[several],
        other[several],
        lambda first, second: LEVELS.index(document_level(left.cell(first), right.cell(second))),
    )
    return codes


def _single_levels(left: Texts, one: Places, right: Texts, other: Places) -> Numbers:
    """What `ogoh.matching.compare.document_level` says of one number on each side, in columns."""
    told, told2 = _Told.of(left), _Told.of(right)
    same_shape = told.shape[one] == told2.shape[other]
    codes = np.where(same_shape, _DIFFERENT, _RENEWED).astype(np.int32)
    length, length2 = told.length[one], told2.length[other]
    near = np.flatnonzero((np.abs(length - length2) <= 1) & (np.minimum(length, length2) >= LONG_NUMBER))
    apart = cpdist(
        left[one[near]].tolist(),
        right[other[near]].tolist(),
        scorer=Levenshtein.distance,
        score_cutoff=1,
        dtype=np.int32,
    )
    codes[near[apart == 1]] = _ONE_APART
    long = np.minimum(told.digits[one], told2.digits[other]) >= LONG_NUMBER
    lacking = np.flatnonzero((told.bare[one] != told2.bare[other]) & long & (told.digits[one] == told2.digits[other]))
    codes[[at for at in lacking if _one_is_the_other(left[one[at]], right[other[at]])]] = _SERIES
    codes[left[one] == right[other]] = _EQUAL
    return codes


def _one_is_the_other(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)


@dataclass(frozen=True, slots=True)
class _Told:
    """Of each number its length, its ``shape`` (a bit for each digit in its place, and the length), how many ``digits``
    follow its series of letters (0 where other signs stand among them), and whether it is ``bare`` of a series."""

    length: Numbers
    shape: Places
    digits: Numbers
    bare: Flags

    @classmethod
    def of(cls, numbers: Texts) -> _Told:
        if not len(numbers):
            return cls(_NUMBERS, _NUMBERS.astype(np.int64), _NUMBERS, _NUMBERS.astype(np.bool_))
        signs = np.array(numbers, np.bytes_).view(np.uint8).reshape(len(numbers), -1)
        is_digit = (signs >= ord("0")) & (signs <= ord("9"))
        length = (signs != 0).sum(axis=1).astype(np.int32)
        count = is_digit.sum(axis=1).astype(np.int32)
        series = np.where(count > 0, is_digit.argmax(axis=1), length).astype(np.int32)
        places = 1 << np.arange(signs.shape[1], dtype=np.int64)
        shape = is_digit @ places * (_LONGEST + 1) + length
        return cls(length, shape, np.where(series + count == length, count, 0).astype(np.int32), series == 0)


_NUMBERS = np.zeros(0, np.int32)
