"""What one row of a delivered list becomes: accepted, or rejected with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ogoh.identity import Subject


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted row: a person on the list, and what the list says of the case.

    ``row`` is the number a person sees in a spreadsheet or editor (the heading is row 1); for XML the
    running number of the individual. ``reference`` is the source's own identifier, or, where it has
    none, a digest of the row's identifying fields, so that the same person keeps it in the next delivery.
    ``removed`` says that the row takes the person off the list.
    """

    row: int
    reference: str
    subject: Subject
    grounds: str = ""
    agency: str = ""
    decided_on: date | None = None
    until: date | None = None
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Rejected:
    """One row that was read and cannot be used: what to mend, in the words of the file.

    ``field`` is the heading as the file writes it; ``cells`` is the row as read, in the order of the
    file's columns, so that a rejects file can be mended and imported again; ``reference`` is the source's own
    identifier where the row has one: whoever is on the list already must not fall off it for one bad cell.
    """

    row: int
    field: str
    found: str
    expected: str
    cells: tuple[str, ...] = ()
    reference: str = ""
