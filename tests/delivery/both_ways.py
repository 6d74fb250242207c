"""What is read of a file, by columns and row by row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ogoh.delivery import ColumnMap, Entry, Rejected, open_delivery
from ogoh.delivery.bulk import CASE, open_bulk
from ogoh.identity.batch import SUBJECTS, subjects_batch

TODAY = date(2026, 3, 1)


@dataclass(frozen=True)
class Outcomes:
    """Everything that was read of a file."""

    subjects: list[dict[str, Any]]
    cases: list[dict[str, Any]]
    rejected: list[Rejected]


def by_columns(path: Path, columns: ColumnMap | None = None, *, crossings: bool = False) -> Outcomes:
    batches = list(open_bulk(path, columns, TODAY, crossings=crossings).batches())
    assert all(batch.subjects.schema == SUBJECTS and batch.case.schema == CASE for batch in batches)
    assert all(batch.subjects.num_rows == batch.case.num_rows for batch in batches)
    for batch in batches:
        batch.subjects.validate(full=True)
    return Outcomes(
        [row for batch in batches for row in batch.subjects.to_pylist()],
        [row for batch in batches for row in batch.case.to_pylist()],
        [rejected for batch in batches for rejected in batch.rejected],
    )


def row_by_row(path: Path, columns: ColumnMap | None = None) -> Outcomes:
    rows = list(open_delivery(path, columns, TODAY).rows())
    entries = [row for row in rows if isinstance(row, Entry)]
    return Outcomes(
        subjects_batch([(entry.reference, entry.subject) for entry in entries]).to_pylist(),
        [case_of(entry) for entry in entries],
        [row for row in rows if isinstance(row, Rejected)],
    )


def case_of(entry: Entry) -> dict[str, Any]:
    return {
        "row": entry.row,
        "grounds": entry.grounds,
        "agency": entry.agency,
        "decided_on": entry.decided_on.isoformat() if entry.decided_on else "",
        "until": entry.until.isoformat() if entry.until else "",
        "removed": entry.removed,
        "crossed_on": "",
        "direction": "",
        "place": "",
    }


def assert_same(path: Path, columns: ColumnMap | None = None) -> Outcomes:
    expected = row_by_row(path, columns)
    found = by_columns(path, columns)
    assert found == expected
    return expected
