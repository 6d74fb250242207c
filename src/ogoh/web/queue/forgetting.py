"""Old tickets go: nobody needs to know for ever at which minute which of the staff called number 17."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from ogoh.web.queue.models import Day, Ticket, today

KEPT_DAYS = 30
"""How long tickets are kept: long enough to see how long people waited in the last weeks."""


def forget_tickets() -> int:
    """Delete the tickets of days that are long over; how many they were."""
    before = today() - timedelta(days=KEPT_DAYS)
    with transaction.atomic():
        deleted, _ = Ticket.objects.filter(day__lt=before).delete()
        Day.objects.filter(day__lt=before).delete()
    return deleted
