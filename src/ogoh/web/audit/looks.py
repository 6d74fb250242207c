"""Who looked a person up: what the person has a right to be told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import orjson

from ogoh.identity import Subject
from ogoh.web.audit.models import Event
from ogoh.web.audit.subjects import subject_digests


@dataclass(frozen=True, slots=True)
class Look:
    """One event about a person, as that person is told of it; ``told`` holds codes, as the answer of each source."""

    number: int
    at: datetime
    act: str
    office: str
    actor: str
    purpose: str
    told: dict[str, object]


def looks_at(subject: Subject) -> Iterator[Look]:
    """Everything in the log about a person that is not too old to be remembered, oldest first."""
    found = Event.objects.filter(mentions__digest__in=subject_digests(subject)).distinct().order_by("number")
    for event in found.exclude(details="").iterator(1000):
        details = orjson.loads(event.details)
        yield Look(
            event.number, event.at, event.act, event.office, details["actor"], details["purpose"], details["told"]
        )
