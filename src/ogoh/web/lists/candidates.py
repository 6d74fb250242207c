"""From keys to the listings that share one, in a single question to the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import connection

from ogoh.identity import Subject, subject_from_json
from ogoh.web.lists import bulk

Candidate = tuple[int, int, Subject]
"""A source's number, a listing's number, and whom it is about."""


def candidates(keys: Sequence[int]) -> Iterator[Candidate]:
    """Every alive listing of any source that shares a key with the question."""
    if not keys:
        return
    places = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT source_id, id, subject FROM {bulk.LISTINGS} "  # noqa: S608
            f"WHERE id IN (SELECT listing FROM {bulk.KEYS} WHERE key IN ({places}))",
            list(keys),
        )
        for source, listing, subject in cursor.fetchall():
            yield source, listing, subject_from_json(subject)
