"""Who may ask, how much a day, and what of it is left.

Whoever holds a file and may ask without limit can try every document number: the limit belongs to the protocol.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ogoh.blind import BlindRefused
from ogoh.web.api.models import ApiToken
from ogoh.web.api.services import UnknownTokenError, token_in_force
from ogoh.web.audit.events import Act, Happening, Json
from ogoh.web.audit.services import record
from ogoh.web.blind.models import Asker, Day

PER_DAY = 20_000
"""Questions of an asker in a day where nothing else is said: some 5,000 people. At that rate the nine-digit numbers
last for 130 years, and a key for 30 days."""


class QuotaSpent(BlindRefused):
    """An asker has no such number of questions left today."""

    def __init__(self, asker: Asker, wanted: int) -> None:
        super().__init__(
            "The questions of today",
            f"{wanted:,} more",
            f"at most {left_today(asker):,} more of {asker.per_day:,} a day",
            "Ask the rest after midnight UTC, or agree on more with the owner of the list.",
        )


def allow(name: str, per_day: int = PER_DAY, by: str = "") -> Asker:
    """Let the holder of a token ask blind questions, so many a day; said again, it changes how many.

    Raises `ogoh.web.api.services.UnknownTokenError`.
    """
    with transaction.atomic():
        token = ApiToken.objects.filter(name=name, revoked_at=None).first()
        if token is None:
            raise UnknownTokenError(name)
        asker, _ = Asker.objects.update_or_create(token=token, defaults={"per_day": per_day})
        told: dict[str, Json] = {"token": name, "per_day": per_day}
        record(Happening(Act.GRANT, actor=by, purpose="may ask blind questions", told=told))
    return asker


def asker_of(secret: str) -> Asker | None:
    """Who shows a token, if it may ask blind questions."""
    token = token_in_force(secret)
    return None if token is None else Asker.objects.select_related("token").filter(token=token, per_day__gt=0).first()


def left_today(asker: Asker) -> int:
    """How many questions an asker has left."""
    spent = Day.objects.filter(asker=asker, day=today()).values_list("questions", flat=True).first()
    return max(0, asker.per_day - (spent or 0))


def refuse_more_than_left(asker: Asker, questions: int) -> None:
    """Raises `QuotaSpent` where so many are not left; nothing is spent."""
    if questions > left_today(asker):
        raise QuotaSpent(asker, questions)


def spend(asker: Asker, questions: int) -> None:
    """Take questions from today's; of two that take the last at once, one gets them. Raises `QuotaSpent`."""
    Day.objects.bulk_create([Day(asker=asker, day=today())], ignore_conflicts=True)
    left = Day.objects.filter(asker=asker, day=today(), questions__lte=asker.per_day - questions)
    if questions > asker.per_day or not left.update(questions=F("questions") + questions, batches=F("batches") + 1):
        raise QuotaSpent(asker, questions)


def today() -> date:
    """The day in UTC, by which questions are counted."""
    return timezone.now().astimezone(UTC).date()


def seconds_until_tomorrow() -> int:
    """When an asker has all its questions again."""
    midnight = datetime.combine(today() + timedelta(days=1), time(), UTC)
    return int((midnight - timezone.now()).total_seconds()) + 1
