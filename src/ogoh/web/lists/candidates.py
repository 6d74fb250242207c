"""From keys to the listings that share one, in a single question to the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from django.db import connection

from ogoh.identity import subject_from_json
from ogoh.matching import Prepared, prepare
from ogoh.web.lists import bulk

Candidate = tuple[int, int, Prepared]
"""A source's number, a listing's number, and the listing prepared."""


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
            yield source, listing, _prepared(subject)


@lru_cache(maxsize=1 << 14)
def _prepared(subject: str) -> Prepared:
    """A listing's subject prepared; what it is made from is the key, so that a change can never meet an old one."""
    return prepare(subject_from_json(subject))
