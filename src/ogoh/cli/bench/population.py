"""Made-up travellers and listings as subjects, for benchmarks that need no file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ogoh.identity import Subject, Unreadable, subject_as_typed
from ogoh.names import WrittenName
from ogoh.synthetic import list_rows, traveller_rows


@dataclass(frozen=True, slots=True)
class Traveller:
    """A made-up traveller and the list's reference of that person, empty for somebody who is not on it."""

    subject: Subject
    listed_as: str


def subject_of(row: Mapping[str, str]) -> Subject | None:
    """A row of the made-up population as a subject; ``None`` where a slip made a cell unreadable."""
    name = WrittenName(row.get("name", ""), row["family_name"], row["given_name"], row["patronymic"])
    try:
        return subject_as_typed(
            name,
            born=row["dob"],
            document=row["document_number"],
            sex=row["sex"],
            citizenship=row["citizenship"],
        )
    except Unreadable:
        return None


def travellers(size: int, seed: int, listed: int) -> Iterator[Traveller]:
    """Travellers whose cells can be read, half of them on the list of this seed and size."""
    yield from _readable(traveller_rows(size, seed, listed))


def listings(size: int, seed: int) -> Iterator[tuple[str, Subject]]:
    """The list of this seed: reference and subject of every row that can be read."""
    for row in list_rows(size, seed):
        subject = subject_of(row)
        if subject is not None:
            yield row["id"], subject


def _readable(rows: Iterable[Mapping[str, str]]) -> Iterator[Traveller]:
    for row in rows:
        subject = subject_of(row)
        if subject is not None:
            yield Traveller(subject, row["listed_as"])
