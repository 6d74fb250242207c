"""Columns of Arrow batches as numpy sees them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
Places = NDArray[np.int64]
Keys = NDArray[np.uint64]
Bits = NDArray[np.float64]
Flags = NDArray[np.bool_]
Texts = NDArray[np.object_]

NONE = -1
"""Where a row has no value."""


def coded(batch: pa.RecordBatch, name: str) -> tuple[list[str], Numbers]:
    """The distinct texts of a column, and of each row the place of its text among them."""
    column: Any = batch.column(name).dictionary_encode()
    return column.dictionary.to_pylist(), np.asarray(column.indices, np.int32)


def filled(batch: pa.RecordBatch, name: str) -> Flags:
    """The rows in which a column holds something."""
    differ: Any = pc.not_equal
    return np.asarray(differ(batch.column(name), ""), np.bool_)


def lengths(batch: pa.RecordBatch, name: str) -> Numbers:
    """How many signs the text of each row has."""
    column: Any = batch.column(name)
    return np.asarray(pc.utf8_length(column), np.int32)


def texts_at(batch: pa.RecordBatch, name: str, rows: Places) -> list[str]:
    """The texts of some rows."""
    column: Any = batch.column(name)
    found: list[str] = column.take(pa.array(rows)).to_pylist()
    return found


def spread(starts: Places) -> Places:
    """Of each member of groups that begin at ``starts`` (one more than groups) the number of its group."""
    return np.repeat(np.arange(len(starts) - 1), np.diff(starts))


def starts_of(counts: NDArray[np.integer[Any]]) -> Places:
    """Where groups of so many members begin, and behind the last where it ends."""
    return np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])


def members(starts: Places, groups: NDArray[np.integer[Any]]) -> tuple[Places, Places]:
    """The members of some groups, group after group: of each its place in ``groups`` and its own number."""
    counts = starts[groups + 1] - starts[groups]
    places = np.repeat(np.arange(len(groups)), counts)
    within = np.arange(len(places)) - np.repeat(starts_of(counts)[:-1], counts)
    return places, starts[groups][places] + within


def each_once(one: Column, other: Column, found: Callable[[int, int], Any]) -> NDArray[Any]:
    """What a function says of two columns of numbers, pair by pair, asked once for each distinct pair."""
    if not len(one):
        return np.zeros(0, np.bool_)
    whole = (one.astype(np.int64) << _HALF_WORD) | other.astype(np.int64)
    pairs, places = np.unique(whole, return_inverse=True)
    said = [found(int(pair >> _HALF_WORD), int(pair & _LOW)) for pair in pairs]
    return np.array(said)[places]


Column = NDArray[np.integer[Any]]
_HALF_WORD = 32
_LOW = (1 << _HALF_WORD) - 1


def objects(texts: list[str]) -> Texts:
    """Texts as a column."""
    column = np.empty(len(texts), np.object_)
    column[:] = texts
    return column
