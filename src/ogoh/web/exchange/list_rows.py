"""The rows of a held list, as parcels carry them: all that are alive, and what changed between two deliveries."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Collate

from ogoh.delivery.parcel import ListDigest, removal_of, row_of_listing
from ogoh.web.exchange.row_batches import Told, rows_and_sums
from ogoh.web.lists.helping import Helpers
from ogoh.web.lists.models import Delivery, Listing
from ogoh.web.stretches import stretches

_STRETCH = 5_000


def rows_alive(delivery: Delivery, digest: ListDigest) -> Iterator[bytes]:
    """Every row of a list whose newest delivery this is, in the order of the references; ``digest`` takes them in while
    they pass. Other processes help where there are many."""
    told = _told(_in_order(Listing.objects.filter(source=delivery.source_id, closed_by=None)))
    with Helpers("release") as helpers:
        for _, (rows, sums) in helpers.each(rows_and_sums, stretches(told, _STRETCH)):
            digest.merge(sums)
            yield from rows


def opened_between(before: Delivery, after: Delivery) -> QuerySet[Listing]:
    """Listings that are on the list after the later delivery and were not, or not so, after the earlier one."""
    since = Listing.objects.filter(opened_by__in=_between(before, after))
    return since.exclude(closed_by__in=_between(before, after))


def closed_between(before: Delivery, after: Delivery) -> QuerySet[Listing]:
    """Listings that were on the list after the earlier delivery and are not, or not so, after the later one."""
    since = Listing.objects.filter(closed_by__in=_between(before, after))
    return since.exclude(opened_by__in=_between(before, after))


def rows_between(before: Delivery, after: Delivery) -> Iterator[bytes]:
    """The rows that make the list after one delivery of that after another."""
    came = dict(_rows(opened_between(before, after)))
    went = dict(_rows(closed_between(before, after)))
    for reference in sorted(came.keys() | went.keys()):
        row = came.get(reference)
        if row != went.get(reference):
            yield row or removal_of(reference)


def advance(digest: ListDigest, before: Delivery, after: Delivery) -> None:
    """Bring the sums of a list from one delivery to another."""
    digest.subtract(of_listings(closed_between(before, after)))
    digest.add(of_listings(opened_between(before, after)))


def of_listings(listings: QuerySet[Listing]) -> Iterator[bytes]:
    """The rows of some listings, in no order."""
    return (row for _, row in _rows(listings))


def _between(before: Delivery, after: Delivery) -> list[int]:
    found = Delivery.objects.filter(source=after.source_id, number__gt=before.number, number__lte=after.number)
    return list(found.values_list("pk", flat=True))


def _rows(listings: QuerySet[Listing]) -> Iterator[tuple[str, bytes]]:
    return ((told[0], row_of_listing(*told)) for told in _told(listings))


def _told(listings: QuerySet[Listing]) -> Iterator[Told]:
    """Days as text, as the database has them: nothing is left to be converted, and rows are taken as they come."""
    days = [Coalesce(Cast(name, TextField()), Value("", TextField())) for name in ("decided_on", "until")]
    asked = listings.values_list("reference", "subject", "grounds", "agency", *days).query
    try:
        statement, values = asked.sql_with_params()
    except EmptyResultSet:
        # Where no delivery lies between two, nothing can be asked for.
        return
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, values)
        while some := cursor.fetchmany(_STRETCH):
            yield from some


def _in_order(listings: QuerySet[Listing]) -> QuerySet[Listing]:
    """By the bytes of the reference, as SQLite compares; PostgreSQL would ask the language of the database."""
    if connection.vendor == "postgresql":
        return listings.order_by(Collate(F("reference"), "C"))
    return listings.order_by("reference")
