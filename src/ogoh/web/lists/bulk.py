"""Many rows at once, by each database's own fast path: executemany on SQLite, COPY on PostgreSQL."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection

from ogoh.web.stretches import stretches

KEYS = "match_key"
LISTINGS = "lists_listing"
LISTING_COLUMNS = (
    "id", "source_id", "reference", "digest", "subject", "grounds", "agency", "decided_on", "until", "opened_by_id",
)  # fmt: skip
_STRETCH = 200_000
_PARAMETERS = 900
"""So many values a statement takes on every SQLite that is in use."""

Row = Sequence[Any]


def insert_rows(table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert rows into a table of ours; names of table and columns are constants of this app."""
    names = ", ".join(columns)
    connection.ensure_connection()
    # Past Django's cursor: it keeps every row it has passed on, and knows nothing of COPY.
    with connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            _insert_together(f"INSERT INTO {table} ({names}) VALUES ", len(columns), rows)  # noqa: S608


def _insert_together(inserting: str, width: int, rows: Iterable[Row]) -> None:
    """Many rows in each statement: to begin and end one takes SQLite longer than most rows do."""
    place, together = f"({', '.join('?' * width)})", max(1, _PARAMETERS // width)
    rest: list[Row] = []

    def whole() -> Iterator[list[Any]]:
        for some in stretches(rows, together):
            if len(some) == together:
                yield list(chain.from_iterable(some))
            else:
                rest.extend(some)

    connection.connection.executemany(inserting + ", ".join([place] * together), whole())
    connection.connection.executemany(inserting + place, rest)


def change_rows(statement: str, rows: Iterable[Row]) -> None:
    """Run one statement for every row of parameters."""
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(rows))


class KeyRows:
    """The keys of many listings, held as arrays of numbers until they are inserted in order: eight bytes a key.

    Sorted rows are appended to the table's tree; rows in any order would each seek their page.
    """

    def __init__(self) -> None:
        self._keys = array("q")
        self._listings = array("q")
        self._counts = array("q")

    def add(self, listing: int, keys: bytes) -> None:
        """Take the keys of one listing, packed as native 64-bit numbers."""
        self._keys.frombytes(keys)
        self._listings.append(listing)
        self._counts.append(len(keys) // self._keys.itemsize)

    def insert(self, first: int = 0) -> int:
        """Insert all that was taken, in the order of the key, with listings counted from ``first``; give back how
        many."""
        if not self._keys:
            return 0
        keys, each, counts = (np.frombuffer(one, np.int64) for one in (self._keys, self._listings, self._counts))
        listings = np.repeat(each + first, counts)
        self._keys, self._listings, self._counts = array("q"), array("q"), array("q")
        insert_rows(KEYS, ("key", "listing"), _pairs(keys, listings, np.argsort(keys, kind="stable")))
        return len(keys)


def _pairs(
    keys: npt.NDArray[np.int64], listings: npt.NDArray[np.int64], order: npt.NDArray[np.intp]
) -> Iterator[tuple[int, int]]:
    for start in range(0, len(order), _STRETCH):
        part = order[start : start + _STRETCH]
        yield from zip(keys[part].tolist(), listings[part].tolist(), strict=True)
