"""The identifiers of rows: read column by column, and each met only once in a file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ogoh.delivery.bulk.arrow import Array, compute
from ogoh.delivery.bulk.cells import ArrowColumn, CellBatch
from ogoh.delivery.bulk.digests import digests_of_plain
from ogoh.delivery.bulk.distinct import DistinctReader, of_one_cell
from ogoh.delivery.reading import LONGEST_REFERENCE
from ogoh.delivery.row import Row

PLAIN = "^[A-Za-z]{0,8}[0-9][0-9A-Za-z./_-]{1,60}$"
"""Identifiers that read as they stand: no word for nothing has a digit and a sign behind it."""

LONGEST_RUN = 1 << 21

_Run: TypeAlias = tuple[npt.NDArray[np.int64], npt.NDArray[np.uint32]]
"""Hashes in their order, and for each the place of its identifier among all that were met."""


class ReferenceReader:
    """Reads the column of identifiers, or makes them where the file has none.

    A person of a list is then known by the digest of who they are (`person_digest`); a crossing, of which one person
    has many, by the number of its row.
    """

    def __init__(self, place: int | None, *, crossings: bool) -> None:
        self._place = place
        self._crossings = crossings
        self._read = DistinctReader(of_one_cell("id", _identifier))

    def read(self, batch: CellBatch, columns: Mapping[str, Array], plain: npt.NDArray[np.bool_]) -> Array:
        """The identifier of each plain row; null where it is not plainly fine."""
        if self._place is not None:
            return self._given(batch.columns[self._place].texts())
        if self._crossings:
            return pa.array(list(map(row_reference, batch.numbers.tolist())), pa.string())
        return digests_of_plain(columns, plain)

    def _given(self, texts: Array) -> Array:
        bare = compute.ascii_trim_whitespace(texts)
        plain = compute.match_substring_regex(bare, PLAIN)
        if compute.all(plain).as_py():
            return bare
        others = compute.invert(plain)
        return compute.replace_with_mask(bare, others, self._read(ArrowColumn(texts.filter(others))))


def row_reference(number: int) -> str:
    """The identifier of a crossing whose source gives it none."""
    return f"row {number}"


def _identifier(row: Row) -> str | None:
    return row.text("id", LONGEST_REFERENCE) or None


class Met:
    """The identifiers met in one file, in some 40 bytes each.

    Sorted 64-bit hashes find who may have been met before, and the texts decide: two identifiers of one hash are two.
    """

    def __init__(self) -> None:
        self._runs: list[_Run] = []
        self._texts: list[Array] = []
        self._numbers: list[npt.NDArray[np.uint32]] = []
        self._starts: list[int] = []
        self._count = 0

    def meet(self, numbers: npt.NDArray[np.int64], texts: Array) -> dict[int, int]:
        """Take further rows; give back those that repeat an identifier: position → number of the row that has it."""
        hashes = np.fromiter(map(hash, texts.to_pylist()), np.int64, len(texts))
        order = np.argsort(hashes, kind="stable")
        first: dict[str, int] = {}
        repeated: dict[int, int] = {}
        for position in self._suspects(hashes, order):
            text = texts[position].as_py()
            earlier = first.get(text) or self._earlier(hashes[position], text)
            if earlier is None:
                first[text] = int(numbers[position])
            else:
                repeated[position] = earlier
        self._remember(numbers, texts, hashes, order[~np.isin(order, list(repeated))] if repeated else order)
        return repeated

    def _suspects(self, hashes: npt.NDArray[np.int64], order: npt.NDArray[np.int64]) -> list[int]:
        """Positions whose hash is another's in the batch, or was met before."""
        ordered = hashes[order]
        equal = ordered[1:] == ordered[:-1]
        suspect = np.zeros(len(ordered), np.bool_)
        suspect[1:] |= equal
        suspect[:-1] |= equal
        for run, _ in self._runs:
            places = np.searchsorted(run, ordered)
            suspect |= run[np.minimum(places, len(run) - 1)] == ordered
        return sorted(order[suspect].tolist())

    def _earlier(self, hashed: np.int64, text: str) -> int | None:
        """The row of an earlier batch that has this identifier."""
        return next((number for number, other in self._rows_of(hashed) if other == text), None)

    def _rows_of(self, hashed: np.int64) -> Iterator[tuple[int, str]]:
        for run, ordinals in self._runs:
            begin, end = np.searchsorted(run, hashed, "left"), np.searchsorted(run, hashed, "right")
            for ordinal in ordinals[begin:end].tolist():
                batch = bisect_right(self._starts, ordinal) - 1
                place = ordinal - self._starts[batch]
                yield int(self._numbers[batch][place]), self._texts[batch][place].as_py()

    def _remember(
        self,
        numbers: npt.NDArray[np.int64],
        texts: Array,
        hashes: npt.NDArray[np.int64],
        order: npt.NDArray[np.int64],
    ) -> None:
        if not len(order):
            return
        self._texts.append(texts)
        self._numbers.append(numbers.astype(np.uint32))
        self._starts.append(self._count)
        self._runs.append((hashes[order], (order + self._count).astype(np.uint32)))
        self._count += len(texts)
        while len(self._runs) > 1 and _are_to_merge(*self._runs[-2:]):
            self._runs[-2:] = [_merged(*self._runs[-2:])]


def _are_to_merge(earlier: _Run, later: _Run) -> bool:
    """Few runs are quick to search; long ones stay as they are, for merging needs them twice in memory."""
    length, further = len(earlier[0]), len(later[0])
    return length <= 2 * further and length + further <= LONGEST_RUN


def _merged(earlier: _Run, later: _Run) -> _Run:
    hashes, ordinals = np.concatenate([earlier[0], later[0]]), np.concatenate([earlier[1], later[1]])
    order = np.argsort(hashes, kind="stable")
    return hashes[order], ordinals[order]
