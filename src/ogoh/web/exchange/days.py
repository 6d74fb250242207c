"""The days by which what peers may do is counted, in UTC; and how many parcels a peer may hand over in one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django.db.models import F
from django.utils import timezone

from ogoh.delivery import DeliveryRefused
from ogoh.web.exchange.models import HandedOver, Peer

A_DAY = 500
"""Parcels that a peer may hand over; what it sends in a day are some receipts, requests and answers."""


class TooManyToday(DeliveryRefused):
    """A peer handed over more than is taken in a day."""


def count_parcel(peer: Peer) -> None:
    """Count a parcel that a peer hands over, before it is read. Raises TooManyToday."""
    day = today()
    HandedOver.objects.bulk_create([HandedOver(peer=peer, day=day)], ignore_conflicts=True)
    counted = HandedOver.objects.filter(peer=peer, day=day, parcels__lt=A_DAY).update(parcels=F("parcels") + 1)
    if not counted:
        raise TooManyToday(
            "The parcels of today", f"one more than {A_DAY}", f"at most {A_DAY} a day", "Go on after midnight UTC."
        )


def today() -> date:
    """The day in UTC."""
    return timezone.now().astimezone(UTC).date()


def seconds_until_tomorrow() -> int:
    """When the next day begins."""
    midnight = datetime.combine(today() + timedelta(days=1), time(), UTC)
    return int((midnight - timezone.now()).total_seconds()) + 1
