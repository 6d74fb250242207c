"""Opening a whole list or border register, to be read in batches of columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property, partial
from pathlib import Path

from ogoh.delivery.bulk.batch import BulkBatch, BulkReader, batches_of_outcomes
from ogoh.delivery.bulk.cells import CellBatch, batches_of_lines
from ogoh.delivery.bulk.columnar import batches_of_parquet
from ogoh.delivery.bulk.separated import batches_of_csv
from ogoh.delivery.columns import ColumnMap, Columns
from ogoh.delivery.opening import digest_of, open_delivery, recognised_table, rows_of
from ogoh.delivery.particulars import KINDS
from ogoh.delivery.tables import Table


@dataclass(frozen=True)
class OpenBulk:
    """A file that was recognised; nothing stays open between batches.

    ``headings``, ``ignored_headings`` and ``notes`` as in `OpenDelivery`; the notes grow while an XML list is read.
    """

    path: Path = field(repr=False)
    headings: tuple[str, ...]
    read: Callable[[], Iterator[BulkBatch]] = field(repr=False)
    ignored_headings: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the file's bytes, in hexadecimal."""
        return digest_of(self.path)

    def batches(self) -> Iterator[BulkBatch]:
        """Every row in the file's order, some 65,000 at a time, in bounded memory but for the references met.

        Raises DeliveryRefused where the file breaks off.
        """
        return self.read()


def open_bulk(
    path: Path, columns: ColumnMap | None = None, today: date | None = None, *, crossings: bool = False
) -> OpenBulk:
    """Open a list or a register by its ending, as `open_delivery` does, with the same rows accepted and rejected.

    ``crossings`` says that each row is a crossing of a border register, not a person on a list. Then the day, the
    direction and the place of the crossing are read too, and a row without an identifier is known as "row 17", for one
    person crosses often; on a list it is known by `person_digest`, and the same person twice is rejected. An identifier
    that repeats is rejected in both. ``today`` (in UTC where none is given) bounds dates of birth, of decisions and of
    crossings. Raises DeliveryRefused for a file that cannot be a list at all.
    """
    day = today or datetime.now(UTC).date()
    if path.suffix.lower() == ".xml":
        return _open_xml(path, day)
    table, recognised = recognised_table(path, columns, crossings=crossings)
    return OpenBulk(
        path,
        table.headings,
        partial(_batches, path, table, recognised, day, crossings),
        recognised.ignored,
        list(table.notes),
    )


def _open_xml(path: Path, today: date) -> OpenBulk:
    delivery = open_delivery(path, None, today)
    read = lambda: batches_of_outcomes(delivery.rows())  # noqa: E731
    return OpenBulk(path, delivery.headings, read, delivery.ignored_headings, delivery.notes)


def _batches(path: Path, table: Table, columns: Columns, today: date, crossings: bool) -> Iterator[BulkBatch]:
    reader = BulkReader(columns, today, crossings=crossings)
    read = map(reader.read, _cells(path, table, columns))
    return (batch for batch in read if batch.subjects.num_rows or batch.rejected)


def _cells(path: Path, table: Table, columns: Columns) -> Iterator[CellBatch]:
    if path.suffix.lower() == ".csv":
        return batches_of_csv(path, table, _whole_text(columns))
    if path.suffix.lower() == ".parquet":
        return batches_of_parquet(path, table)
    return batches_of_lines(rows_of(table), len(table.headings))


def _whole_text(columns: Columns) -> frozenset[int]:
    """Columns in which hardly a cell repeats, and those that nobody reads."""
    return columns.unread().union(*(columns.places.get(field, ()) for field in ("id", *KINDS)))
