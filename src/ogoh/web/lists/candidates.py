"""From keys to the listings that share one, in a single question to the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.db import connection

from ogoh.identity import Subject, subject_from_json
from ogoh.web.lists import bulk


class Candidate(NamedTuple):
    """A listing that shares a key with a question: numbers of source and row, the source's reference, whom it means."""

    source: int
    listing: int
    reference: str
    subject: Subject


def candidates(keys: Sequence[int]) -> Iterator[Candidate]:
    """Every alive listing of any source that shares a key with the question."""
    if not keys:
        return
    places = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT source_id, id, reference, subject FROM {bulk.LISTINGS} "  # noqa: S608
            f"WHERE id IN (SELECT listing FROM {bulk.KEYS} WHERE key IN ({places}))",
            list(keys),
        )
        for source, listing, reference, subject in cursor.fetchall():
            yield Candidate(source, listing, reference, subject_from_json(subject))
