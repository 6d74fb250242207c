"""Old looks forget whom they were about; what stays still proves that nothing else was taken away."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ogoh.web.audit.events import AGES, Act, Happening, Json
from ogoh.web.audit.models import Event, Mention
from ogoh.web.audit.services import record

DAYS = 90
"""Days after which a look forgets whom it was about, unless the installation says otherwise."""


def forget_old(days: int = DAYS, by: str = "") -> int:
    """Take the details of looks older than ``days`` away, which is an event itself; how many they were."""
    before = timezone.now() - timedelta(days=days)
    with transaction.atomic():
        old = Event.objects.filter(act__in=AGES, at__lt=before).exclude(details="")
        numbers = list(old.values_list("number", flat=True))
        if not numbers:
            return 0
        first, last = numbers[0], numbers[-1]
        Mention.objects.filter(event__act__in=AGES, event__at__lt=before, event__number__range=(first, last)).delete()
        forgotten = old.filter(number__range=(first, last)).update(details="")
        told: dict[str, Json] = {"before": before.isoformat(), "forgotten": forgotten, "first": first, "last": last}
        record(Happening(Act.AGED, actor=by, purpose=f"older than {days} days", told=told))
    return forgotten
