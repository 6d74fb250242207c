"""Which reviews hold for a traveller now: asked with every check, in a single question to the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection

from ogoh.identity import Subject, subject_from_json
from ogoh.web.lists.models import Listing
from ogoh.web.reviews.digests import document_digests, identity_digest
from ogoh.web.reviews.models import ReviewVerdict


@dataclass(frozen=True, slots=True)
class Decided:
    """A review as an office may see it: its number, what was decided of which listing, by whom and when (UTC)."""

    number: int
    verdict: ReviewVerdict
    reference: str
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class InForce:
    """A review that holds for a traveller, with the listing as it is now."""

    decided: Decided
    source: int
    listing: int
    listed: Subject


_STANDING = """
    SELECT review.id, review.verdict, review.reference, review.decided_by, review.decided_at,
           review.identity, review.listing_id, review.source_id, alive.id, alive.subject
    FROM reviews_review review JOIN lists_listing alive
      ON alive.source_id = review.source_id AND alive.reference = review.reference AND alive.closed_by_id IS NULL
    WHERE review.subject IN ({places}) AND review.superseded_at IS NULL AND review.taken_back_at IS NULL
    ORDER BY review.id
"""


def in_force(subject: Subject) -> dict[int, InForce]:
    """By the listing's number, the reviews that hold for a traveller, who is known by document number alone.

    A review holds while its listing is on the list and still means the person who was reviewed. Where two documents
    of one traveller had different reviews, the newer holds.
    """
    digests = document_digests(subject)
    return {one.listing: one for one in _standing(sorted(digests))} if digests else {}


def _standing(digests: list[str]) -> Iterator[InForce]:
    """In plain SQL, for the mapper takes longer than the question."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING.format(places=", ".join(["%s"] * len(digests))), digests)
        rows = cursor.fetchall()
    for number, verdict, reference, by, at, identity, looked_at, source, alive, stored in rows:
        listed = subject_from_json(stored)
        if alive == looked_at or means_the_same(listed, identity, looked_at):
            decided = Decided(number, ReviewVerdict(verdict), reference, by, _moment(at))
            yield InForce(decided, source, alive, listed)


def means_the_same(listed: Subject, identity: str, looked_at: int | None) -> bool:
    """Whether a listing still means the person who was reviewed; ``looked_at`` is the row of that day.

    A digest made with older tables of names would differ for everybody: then the two rows are compared by the
    present ones.
    """
    now = identity_digest(listed)
    if now == identity or looked_at is None:
        return now == identity
    stored = Listing.objects.filter(pk=looked_at).values_list("subject", flat=True).first()
    return stored is not None and identity_digest(subject_from_json(stored)) == now


def _moment(at: datetime) -> datetime:
    """A moment as the driver gives it: SQLite's says no zone, and is in UTC."""
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
