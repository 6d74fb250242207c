"""The rows of a release as a table that any program reads and ``ogoh list import`` takes, in the columns of lists.

A table holds less than rows do: parts of aliases, quality of names, kinds and countries of documents are not in it.
"""

from __future__ import annotations

from ogoh.delivery.entry import Entry
from ogoh.delivery.tables.cell import Cell

COLUMNS = (
    "id", "name", "family_name", "given_name", "patronymic", "alias", "dob", "sex", "citizenship", "document_number",
    "national_id", "birthplace", "grounds", "agency", "decided_on", "until", "removed",
)  # fmt: skip


def as_columns(entry: Entry) -> tuple[Cell, ...]:
    """One entry under `COLUMNS`."""
    if entry.removed:
        return (entry.reference, *[None] * (len(COLUMNS) - 2), "yes")
    subject = entry.subject
    name, *aliases = subject.names
    numbers = {
        kind: [one.number for one in subject.documents if (one.kind == "national_id") is kind] for kind in (False, True)
    }
    return (
        entry.reference,
        name.whole,
        name.family,
        name.given,
        name.patronymic,
        "; ".join(alias.text for alias in aliases),
        "; ".join(birth.text for birth in subject.births),
        subject.sex.value if subject.sex else "",
        "; ".join(subject.citizenships),
        "; ".join(numbers[False]),
        "; ".join(numbers[True]),
        subject.birthplace,
        entry.grounds,
        entry.agency,
        entry.decided_on,
        entry.until,
        None,
    )
