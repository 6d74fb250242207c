"""Rows of a parcel made ready for the database, and rows made of what it holds: without it, in any process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import TypeAlias

from ogoh.delivery import Entry, Rejected
from ogoh.delivery.opened import LineReader
from ogoh.delivery.parcel import ListDigest, in_order, read_stored, row_of_listing
from ogoh.delivery.parcel.refusal import UnusableRow
from ogoh.identity import Subject
from ogoh.web.lists.portions import Outcome, Portions, Read
from ogoh.web.lists.preparing import Ready, make_ready, ready_as_stored

Cells: TypeAlias = tuple[str, ...]
_Numbered: TypeAlias = tuple[int, bytes]

Told: TypeAlias = tuple[str, str, str, str, str, str]
"""What is stored of a listing, as `row_of_listing` takes it."""


def rows_and_sums(listings: Sequence[Told]) -> tuple[list[bytes], bytes]:
    """The rows of some listings, and their sums."""
    digest, rows = ListDigest(), [row_of_listing(*one) for one in listings]
    digest.add(rows)
    return rows, digest.state


def portions_of(rows: Iterable[bytes], today: date, digest: ListDigest) -> Portions[_Numbered]:
    """The rows of a release; ``digest`` takes in those that do not remove.

    Walking them raises UnusableRow where references are out of order, FalseSizes as `OpenParcel.rows`.
    """

    def settle(rows: Sequence[_Numbered], read: Read) -> Sequence[Outcome]:
        digest.merge(read.beside)
        return read.outcomes

    return Portions(in_order(rows), partial(read_rows, today), settle)


def read_rows(today: date, rows: Sequence[_Numbered]) -> Read:
    """Read some rows; beside them, the sums of those that stay on a list."""
    digest = ListDigest()
    outcomes = [_read(number, row, today) for number, row in rows]
    kept = (row for one, (_, row) in zip(outcomes, rows, strict=True) if isinstance(one, Ready) and not one.removed)
    digest.add(kept)
    return Read(outcomes, digest.state)


def _read(number: int, row: bytes, today: date) -> Ready | Rejected:
    try:
        read = read_stored(number, row, today)
    except UnusableRow as why:
        return Rejected(number, why.what.rpartition(", ")[2], why.found, why.expected)
    told = read.grounds, read.agency, read.decided_on, read.until
    return ready_as_stored(read.reference, read.subject, *told, removed=read.removed)


def read_own_rows(reader: Callable[[], LineReader], rows: Sequence[tuple[int, str, Cells | None]]) -> Read:
    """Read decisions as the columns of a list have them; of whoever is on it no more the reference alone is known."""
    read_alone = reader().read_alone
    entries = [
        Entry(number, reference, Subject(()), removed=True) if cells is None else read_alone((number, cells))
        for number, reference, cells in rows
    ]
    return Read([one if isinstance(one, Rejected) else make_ready(one) for one in entries])
