"""What we hold, as of when, and what changed between two deliveries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from ogoh.delivery import DeliveryRefused, Difference, difference
from ogoh.web.lists.models import Delivery, Listing, Source


@dataclass(frozen=True, slots=True)
class HeldDelivery:
    """One delivery with its account and what it changed."""

    number: int
    dated: date
    kind: str
    read: int
    accepted: int
    rejected: int
    added: int
    changed: int
    removed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Holding:
    """One source with all its deliveries, oldest first; ``alive`` counts the people now on its list."""

    code: str
    name: str
    kind: str
    alive: int
    deliveries: tuple[HeldDelivery, ...]

    def as_dict(self) -> dict[str, Any]:
        """For JSON: dates as ISO 8601."""
        told = asdict(self)
        for delivery in told["deliveries"]:
            delivery["dated"] = delivery["dated"].isoformat()
        return told


def holdings() -> tuple[Holding, ...]:
    """Every source, by code."""
    fields = tuple(HeldDelivery.__dataclass_fields__)
    return tuple(
        Holding(
            source.code,
            source.name,
            source.kind,
            source.listings.filter(closed_by=None).count(),
            tuple(HeldDelivery(*row) for row in source.deliveries.order_by("number").values_list(*fields)),
        )
        for source in Source.objects.order_by("code")
    )


def difference_between(before: str, after: str) -> Difference:
    """What changed between two deliveries of one source, each named ``SOURCE:NUMBER``.

    Raises DeliveryRefused where one is not held or they are of different sources.
    """
    earlier, later = _delivery(before), _delivery(after)
    if earlier.source_id != later.source_id:
        raise DeliveryRefused("The deliveries", "two sources", "one source", "Lists of two sources are never merged.")
    return difference(_alive_at(earlier), _alive_at(later))


def _delivery(named: str) -> Delivery:
    code, _, number = named.rpartition(":")
    found = Delivery.objects.filter(source__code=code, number=int(number) if number.isdecimal() else 0).first()
    if found is None:
        raise DeliveryRefused("The delivery", repr(named), "SOURCE:NUMBER of one that is held", "See: ogoh list show")
    return found


def subjects_on(delivery: Delivery) -> Iterator[str]:
    """Whom the list named after a delivery, as JSON, in an order that stays whatever is delivered later."""
    return _listed_on(delivery).order_by("pk").values_list("subject", flat=True).iterator(chunk_size=5_000)


def _alive_at(delivery: Delivery) -> dict[str, str]:
    """Reference to digest of every listing alive after a delivery."""
    return dict(_listed_on(delivery).order_by("reference").values_list("reference", "digest"))


def _listed_on(delivery: Delivery) -> QuerySet[Listing]:
    return Listing.objects.filter(source_id=delivery.source_id, opened_by__number__lte=delivery.number).filter(
        Q(closed_by=None) | Q(closed_by__number__gt=delivery.number)
    )
