"""Who asked how much: for the command and for whoever watches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from ogoh.web.blind.askers import today
from ogoh.web.blind.models import Asker

DAYS = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """One asker: how much it may ask a day, and what it asked today and in the last `DAYS`."""

    name: str
    per_day: int
    today: int
    lately: int
    is_in_force: bool


def asked_lately() -> list[Asked]:
    """Every asker, by name."""
    day = today()
    lately = Q(days__day__gt=day - timedelta(days=DAYS))
    every = Asker.objects.select_related("token").annotate(
        today=Coalesce(Sum("days__questions", filter=Q(days__day=day)), 0),
        lately=Coalesce(Sum("days__questions", filter=lately), 0),
    )
    return [Asked(one.token.name, one.per_day, one.today, one.lately, one.token.revoked_at is None) for one in every]
