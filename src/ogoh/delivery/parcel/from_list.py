"""The rows of a release from list files: one file for a full list, two for what changed between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ogoh.delivery.columns import ColumnMap
from ogoh.delivery.entry import Rejected
from ogoh.delivery.opening import open_delivery
from ogoh.delivery.parcel.list_digest import ListDigest
from ogoh.delivery.parcel.rows import removal_of, row_of
from ogoh.delivery.refusal import refuse_empty, refuse_spoiled


@dataclass(frozen=True, slots=True)
class ListRows:
    """The people of a list file by reference, each as a row; how many rows of the file were rejected."""

    by_reference: dict[str, bytes]
    rejected: int

    @property
    def digest(self) -> str:
        """The digest of the list."""
        digest = ListDigest()
        digest.add(self.by_reference.values())
        return digest.hex

    def full(self) -> Iterator[bytes]:
        """Every row in the order of the references."""
        return (self.by_reference[reference] for reference in sorted(self.by_reference))

    def since(self, before: ListRows) -> Iterator[bytes]:
        """The rows that make this list of another."""
        for reference in sorted(self.by_reference.keys() | before.by_reference.keys()):
            row = self.by_reference.get(reference)
            if row is None:
                yield removal_of(reference)
            elif row != before.by_reference.get(reference):
                yield row


def list_rows(path: Path, columns: ColumnMap | None = None) -> ListRows:
    """Read a list file of any format. Raises DeliveryRefused for one that cannot be a list, is empty or spoiled."""
    rows: dict[str, bytes] = {}
    read = rejected = 0
    for outcome in open_delivery(path, columns).rows():
        read += 1
        if isinstance(outcome, Rejected):
            rejected += 1
        elif not outcome.removed:
            rows[outcome.reference] = row_of(outcome)
    refuse_empty(read, read - rejected)
    refuse_spoiled(read, rejected)
    return ListRows(rows, rejected)
