"""Rows of a parcel made ready for the database, many at a time, in other processes where there are many."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from datetime import date
from itertools import chain, islice

from ogoh.delivery import Rejected
from ogoh.delivery.parcel import ListDigest, in_order, read_row
from ogoh.delivery.parcel.refusal import UnusableRow
from ogoh.web.lists.helping import helpers
from ogoh.web.lists.preparing import Ready, make_ready

_BATCH = 5_000
_AHEAD = 6

Row = tuple[int, bytes]
Read = tuple[list[Ready | Rejected], bytes]
"""Rows of a batch in their order, and the sums of those that stay on a list."""


def ready_rows(rows: Iterable[bytes], today: date, digest: ListDigest) -> Iterator[Ready | Rejected]:
    """Every row of a release, ready or rejected; ``digest`` takes in those that do not remove.

    Raises UnusableRow where references are out of order, FalseSizes as `OpenParcel.rows`.
    """
    walk = in_order(rows)
    first = list(islice(walk, _BATCH))
    if len(first) < _BATCH:
        return _told(read_batch(first, today), digest)
    return _with_helpers(chain(first, walk), today, digest)


def _with_helpers(rows: Iterator[Row], today: date, digest: ListDigest) -> Iterator[Ready | Rejected]:
    waiting: deque[Future[Read]] = deque()
    with helpers() as pool:
        while batch := list(islice(rows, _BATCH)):
            waiting.append(pool.submit(read_batch, batch, today))
            if len(waiting) > _AHEAD:
                yield from _told(waiting.popleft().result(), digest)
        for one in waiting:
            yield from _told(one.result(), digest)


def _told(read: Read, digest: ListDigest) -> Iterator[Ready | Rejected]:
    ready, sums = read
    digest.merge(sums)
    return iter(ready)


def read_batch(rows: list[Row], today: date) -> Read:
    """Read some rows."""
    digest = ListDigest()
    ready = [_read(number, row, today) for number, row in rows]
    kept = (row for one, (_, row) in zip(ready, rows, strict=True) if isinstance(one, Ready) and not one.removed)
    digest.add(kept)
    return ready, digest.state


def _read(number: int, row: bytes, today: date) -> Ready | Rejected:
    try:
        return make_ready(read_row(number, row, today))
    except UnusableRow as why:
        return Rejected(number, why.what.rpartition(", ")[2], why.found, why.expected)
