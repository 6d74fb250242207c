"""Who asked how much, for whoever watches: somebody who tries numbers uses up every day, and is refused besides."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

import orjson
from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from ogoh.web.audit.events import Act
from ogoh.web.audit.models import Event
from ogoh.web.blind.askers import REFUSED
from ogoh.web.blind.models import Asker
from ogoh.web.exchange.days import today

DAYS = 30
FULL_DAYS = 3
"""On so many days nearly all questions were used: it wants an explanation."""

_NEARLY = 0.9


@dataclass(frozen=True, slots=True)
class Asked:
    """One asker: how much it may ask a day, what it asked today and in the last `DAYS`, refusals and full days then.

    A day is full by what might be asked on it, whatever was agreed on since.
    """

    code: str
    name: str
    per_day: int
    today: int
    lately: int
    full_days: int
    refused: int
    is_in_force: bool

    @property
    def stands_out(self) -> bool:
        """Whether it wants an explanation."""
        return self.full_days >= FULL_DAYS


def asked_lately() -> list[Asked]:
    """Every asker, by name."""
    day, refused = today(), _refused()
    lately = Q(days__day__gt=day - timedelta(days=DAYS))
    every = Asker.objects.select_related("peer").annotate(
        today=Coalesce(Sum("days__questions", filter=Q(days__day=day)), 0),
        lately=Coalesce(Sum("days__questions", filter=lately), 0),
        full=Count("days", filter=lately & Q(days__questions__gte=F("days__per_day") * _NEARLY, days__per_day__gt=0)),
    )
    return [
        Asked(
            one.peer.code,
            one.peer.name,
            one.per_day,
            one.today,
            one.lately,
            one.full,
            refused[one.peer.code],
            one.peer.ended_at is None and one.per_day > 0,
        )
        for one in every
    ]


def _refused() -> Counter[str]:
    since = timezone.now() - timedelta(days=DAYS)
    events = Event.objects.filter(act=Act.REFUSED, at__gte=since, details__contains=REFUSED)
    return Counter(orjson.loads(one)["told"].get("asker", "") for one in events.values_list("details", flat=True))
