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
    keys = [(one, weight) for one, weight in ((asked.strong, STRONG), (asked.narrow, 1)) if one]
    with connection.cursor() as cursor:
        if asked.wide and _too_few(cursor, (*asked.strong, *asked.narrow)):
            keys.append((asked.wide, 1))
        if not keys:
            return []
        # One SELECT for each weight: to ask of every row which key it holds takes half as long again.
        shared = " UNION ALL ".join(_holders(f"listing, {weight} AS weight", one) for one, weight in keys)
        cursor.execute(
            f"SELECT source_id, id, reference, subject FROM {bulk.LISTINGS} WHERE id IN (SELECT listing "  # noqa: S608
            f"FROM ({shared}) AS shared GROUP BY listing ORDER BY SUM(weight) DESC, listing LIMIT {MOST_CANDIDATES})",
            [key for one, _ in keys for key in one],
        )
        return [
            Candidate(source, listing, reference, subject_from_json(subject))
            for source, listing, reference, subject in cursor.fetchall()
        ]


def _too_few(cursor: CursorWrapper, keys: Sequence[int]) -> bool:
    """Whether closer keys find fewer than the bound."""
    if not keys:
        return True
    cursor.execute(f"{_holders('DISTINCT listing', keys)} LIMIT {MOST_CANDIDATES}", keys)
    return len(cursor.fetchall()) < MOST_CANDIDATES


def _holders(columns: str, keys: Sequence[int]) -> str:
    return f"SELECT {columns} FROM {bulk.KEYS} WHERE key IN ({', '.join(['%s'] * len(keys))})"  # noqa: S608
