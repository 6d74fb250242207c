"""Lists of invented people, written as the files that an authority delivers, and what the database then holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ogoh.delivery.tables import write_table
from ogoh.identity import subject_from_json
from ogoh.matching import prepare, stored_keys
from ogoh.synthetic import COLUMNS, list_rows
from ogoh.web.lists.models import Delivery, Listing, MatchKey

HEADINGS = ("id", "family_name", "given_name", "patronymic", "dob", "document_number", "grounds")
FARRUKH = ("1", "Раҳимов", "Фаррух", "Саидович", "12.05.1990", "400123451", "превышение срока")
ZEBO = ("2", "Назарова", "Зебо", "Каримовна", "03.02.1985", "400999777", "превышение срока")
DALER = ("3", "Шарипов", "Далер", "Азизович", "21.11.1979", "401555222", "судимость")
ANORA = ("4", "Ҳакимзода", "Анора", "", "1994", "", "")
FOUR = (FARRUKH, ZEBO, DALER, ANORA)
NEVER_BORN = ("5", "Ҷӯраев", "Комил", "", "31.02.1990", "400111222", "")

JANUARY, FEBRUARY, MARCH = date(2026, 1, 10), date(2026, 2, 10), date(2026, 3, 10)

Person = Sequence[str]


def changed(person: Person, **fields: str) -> Person:
    """The same row with other words in some of its fields."""
    return tuple(fields.get(heading, cell) for heading, cell in zip(HEADINGS, person, strict=True))


def list_file(path: Path, people: Sequence[Person]) -> Path:
    """Write people as a list, in the format of the ending."""
    write_table(path, HEADINGS, people)
    return path


def made_up_list(path: Path, size: int, seed: int = 1) -> Path:
    """A list of many made-up people."""
    write_table(path, COLUMNS, ([row[column] for column in COLUMNS] for row in list_rows(size, seed)))
    return path


def alive() -> set[str]:
    """The references of all who are on a list."""
    return set(Listing.objects.filter(closed_by=None).values_list("reference", flat=True))


def keys_held() -> set[tuple[int, int]]:
    """The index as it stands in the database."""
    return set(MatchKey.objects.values_list("key", "listing_id"))


def keys_due() -> set[tuple[int, int]]:
    """The index as the alive listings demand it."""
    listings = Listing.objects.filter(closed_by=None).values_list("pk", "subject")
    return {(key, number) for number, text in listings for key in stored_keys(prepare(subject_from_json(text)))}


Snapshot = tuple[list[tuple[object, ...]], ...]


def snapshot() -> Snapshot:
    """All that an import may change."""
    return (
        list(Delivery.objects.order_by("pk").values_list("source__code", "number", "digest", "accepted")),
        list(Listing.objects.order_by("pk").values_list("pk", "reference", "digest", "opened_by", "closed_by")),
        sorted(keys_held()),
    )
