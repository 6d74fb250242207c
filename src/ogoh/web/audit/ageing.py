"""Old looks, and what was told or certified, forget whom they were about; what stays proves that nothing else went."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from ogoh.web.audit.events import AGES, Act, Happening, Json
from ogoh.web.audit.models import Event, Mention
from ogoh.web.audit.services import record


def forget_old(days: int | None = None, by: str = "") -> int:
    """Take the details of what ages away where it is older than ``days`` (by default `settings.AUDIT_DAYS`).

    That is an event itself. How many they were.
    """
    days = settings.AUDIT_DAYS if days is None else days
    before = timezone.now() - timedelta(days=days)
    about_somebody = Q(act=Act.LOOK) | Exists(Mention.objects.filter(event=OuterRef("pk")))
    with transaction.atomic():
        old = Event.objects.filter(about_somebody, act__in=AGES, at__lt=before).exclude(details="")
        numbers = list(old.values_list("number", flat=True))
        if not numbers:
            return 0
        first, last = numbers[0], numbers[-1]
        forgotten = old.filter(number__range=(first, last)).update(details="")
        # After the details: by whom it is about, an export that is about somebody is told from one that is not.
        Mention.objects.filter(event__act__in=AGES, event__at__lt=before, event__number__range=(first, last)).delete()
        told: dict[str, Json] = {"before": before.isoformat(), "forgotten": forgotten, "first": first, "last": last}
        record(Happening(Act.AGED, actor=by, purpose=f"older than {days} days", told=told))
    return forgotten
