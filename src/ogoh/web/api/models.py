"""Who may call: tokens, of which only a digest is kept, and how much each has left."""

from __future__ import annotations

from django.db import models

from ogoh.web.buckets import Bucket as AbstractBucket


class ApiToken(models.Model):
    """A caller's key. ``digest`` is SHA-256 of 256 random bits, so that it needs no salt and no stretching."""

    name = models.CharField(max_length=100, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    per_minute = models.PositiveIntegerField(default=60)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Bucket(AbstractBucket):
    """A bucket for each token."""
