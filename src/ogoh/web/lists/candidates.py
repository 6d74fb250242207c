"""From keys to the listings that share one, by one question to the database, or two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection
from django.db.backends.utils import CursorWrapper

from ogoh.identity import Subject, subject_from_json
from ogoh.matching.keys import Asked
from ogoh.matching.nearest import MOST_CANDIDATES, STRONG
from ogoh.web.lists import bulk


class Candidate(NamedTuple):
    """A listing that shares a key with a question: numbers of source and row, the source's reference, whom it means."""

    source: int
    listing: int
    reference: str
    subject: Subject


def candidates(asked: Asked) -> list[Candidate]:
    """The alive listings of any source that share most keys with a question, by the rule of `ogoh.matching.nearest`."""
    keys = (*asked.strong, *asked.narrow)
    with connection.cursor() as cursor:
        if asked.wide and _fewer_than_most(cursor, keys):
            keys += asked.wide
        if not keys:
            return []
        cursor.execute(
            f"SELECT source_id, id, reference, subject FROM {bulk.LISTINGS} "  # noqa: S608
            f"WHERE id IN (SELECT listing FROM {bulk.KEYS} WHERE key IN ({_places(keys)}) GROUP BY listing "
            f"ORDER BY {_weight(asked.strong)} DESC, listing LIMIT {MOST_CANDIDATES})",
            [*keys, *asked.strong],
        )
        return [
            Candidate(source, listing, reference, subject_from_json(subject))
            for source, listing, reference, subject in cursor.fetchall()
        ]


def _fewer_than_most(cursor: CursorWrapper, keys: Sequence[int]) -> bool:
    if not keys:
        return True
    cursor.execute(
        f"SELECT DISTINCT listing FROM {bulk.KEYS} WHERE key IN ({_places(keys)}) LIMIT {MOST_CANDIDATES}",  # noqa: S608
        keys,
    )
    return len(cursor.fetchall()) < MOST_CANDIDATES


def _weight(strong: Sequence[int]) -> str:
    return f"SUM(CASE WHEN key IN ({_places(strong)}) THEN {STRONG} ELSE 1 END)" if strong else "COUNT(*)"


def _places(keys: Sequence[int]) -> str:
    return ", ".join(["%s"] * len(keys))
