"""Who looked a person up: what the person has a right to be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import orjson

from ogoh.identity import Subject
from ogoh.web.audit.models import Mention
from ogoh.web.audit.rows import Row, rows_numbered
from ogoh.web.audit.subjects import subject_digests

DAMAGED = "damaged"
"""The purpose of an event that was changed or taken away past Ogoh, and can no longer be read."""


@dataclass(frozen=True, slots=True)
class Look:
    """One event about a person, as that person is told of it; ``told`` holds codes, as the answer of each source.

    One that is damaged has its number alone.
    """

    number: int
    at: datetime | None = None
    act: str = ""
    office: str = ""
    actor: str = ""
    purpose: str = DAMAGED
    told: Mapping[str, object] = field(default_factory=dict)


def looks_at(subject: Subject) -> Iterator[Look]:
    """Everything in the log about a person that is not too old to be remembered, oldest first."""
    numbers = Mention.objects.filter(digest__in=subject_digests(subject)).values_list("event", flat=True).distinct()
    found = {row.number: row for row in rows_numbered(numbers)}
    for number in sorted(numbers):
        row = found.get(number)
        if not isinstance(row, Row):
            yield Look(number)
        elif row.details:
            yield _read(row)


def _read(row: Row) -> Look:
    header = row.header
    try:
        details = orjson.loads(row.details)
        said = str(details["actor"]), str(details["purpose"]), dict(details["told"])
    except (ValueError, TypeError, KeyError):
        return Look(row.number)
    return Look(row.number, header.at, header.act, header.office, *said)
