"""Token buckets in the database: how often somebody may ask, whatever process answers.

One row per bucket, one conditional UPDATE per question: two processes that ask for the last token at
the same moment cannot both get it, on SQLite as on PostgreSQL, because the condition is part of the
statement that spends. A row holds a keyed digest, never the address or number it stands for.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.db import models
from django.db.models import F, FloatField, Value
from django.db.models.functions import Greatest, Least
from django.utils.crypto import salted_hmac


@dataclass(frozen=True, slots=True)
class Allowance:
    """At most ``tokens`` at once; an empty bucket is full again after ``seconds``."""

    tokens: int
    seconds: float

    @property
    def per_second(self) -> float:
        """How many tokens come back in one second."""
        return self.tokens / self.seconds


class Bucket(models.Model):
    """What is left for one digest; each face of the service keeps its own table of these."""

    key = models.CharField(max_length=64, primary_key=True)
    tokens = models.FloatField()
    refilled_at = models.FloatField(help_text="seconds since 1970")
    full_at = models.FloatField(db_index=True, help_text="when the bucket says nothing any more and may go")

    class Meta:
        abstract = True


def digest(kind: str, who: str) -> str:
    """The bucket's key: HMAC-SHA-256 under the installation's secret, so that the table names nobody."""
    return salted_hmac(f"ogoh.bucket.{kind}", who, algorithm="sha256").hexdigest()


def spend(buckets: type[Bucket], key: str, allowance: Allowance, now: float | None = None) -> float:
    """Take one token from the bucket ``key``; return 0.0, or the seconds until there is one to take."""
    now = time.time() if now is None else now
    _open(buckets, key, allowance, now)
    refilled = _refilled(allowance, now)
    spent = (
        buckets._default_manager.filter(key=key)
        .annotate(available=refilled)
        .filter(available__gte=1.0)
        .update(tokens=refilled - 1.0, refilled_at=now, full_at=now + allowance.seconds)
    )
    return 0.0 if spent else _seconds_to_wait(buckets, key, allowance, now)


def wait_for(buckets: type[Bucket], key: str, allowance: Allowance, now: float | None = None) -> float:
    """Seconds until there is a token to take; 0.0 where there is one, and none is taken."""
    now = time.time() if now is None else now
    available = buckets._default_manager.filter(key=key).values_list(_refilled(allowance, now), flat=True).first()
    if available is None or available >= 1.0:
        return 0.0
    return _seconds_to_wait(buckets, key, allowance, now)


def prune(buckets: type[Bucket], now: float | None = None) -> int:
    """Forget the buckets that are full again; return how many."""
    return buckets._default_manager.filter(full_at__lt=time.time() if now is None else now).delete()[0]


def _open(buckets: type[Bucket], key: str, allowance: Allowance, now: float) -> None:
    full = buckets(key=key, tokens=allowance.tokens, refilled_at=now, full_at=now + allowance.seconds)
    buckets._default_manager.bulk_create([full], ignore_conflicts=True)


def _refilled(allowance: Allowance, now: float) -> Least:
    # A clock that was set back must not take tokens away.
    elapsed = Greatest(Value(0.0), Value(now) - F("refilled_at"), output_field=FloatField())
    return Least(
        Value(float(allowance.tokens)),
        F("tokens") + elapsed * Value(allowance.per_second),
        output_field=FloatField(),
    )


def _seconds_to_wait(buckets: type[Bucket], key: str, allowance: Allowance, now: float) -> float:
    available = buckets._default_manager.filter(key=key).values_list(_refilled(allowance, now), flat=True).first()
    return max(1.0, (1.0 - (available or 0.0)) / allowance.per_second)
