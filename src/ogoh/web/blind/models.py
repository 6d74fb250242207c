"""Keys, askers, and what each asked in a day. No question is kept: they could not be read anyway."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ogoh.web.exchange.models import Peer
from ogoh.web.lists.models import SourceKind


class BlindKey(models.Model):
    """The key of one delivery of one list; its secret half lies beside the database (`ogoh.web.blind.keys`).

    The file of keyed outputs is good until ``expires_at``; questions are answered until ``ends_at``, which a newer key
    of the same list, or whoever ends this one, brings forward.
    """

    name = models.CharField(max_length=16, unique=True)
    public = models.CharField(max_length=64)
    code = models.CharField(max_length=40)
    list_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=SourceKind.choices)
    delivery = models.PositiveIntegerField()
    dated = models.DateField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["code", "made_at"]
        constraints: ClassVar = [
            models.CheckConstraint(name="blind_key_kind_known", condition=Q(kind__in=SourceKind.values)),
            models.CheckConstraint(name="blind_key_ends_in_time", condition=Q(ends_at__lte=F("expires_at"))),
        ]

    def __str__(self) -> str:
        return self.name


class Asker(models.Model):
    """A peer that may ask blind questions, so many a day; to be a peer is not enough."""

    peer = models.OneToOneField(Peer, models.PROTECT, related_name="blind_asker")
    per_day = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["peer__code"]

    def __str__(self) -> str:
        return self.peer.code


class Day(models.Model):
    """How much one asker asked on one day (UTC), in how many batches, and how much it might ask that day."""

    asker = models.ForeignKey(Asker, models.CASCADE, related_name="days")
    day = models.DateField()
    questions = models.PositiveIntegerField(default=0)
    batches = models.PositiveIntegerField(default=0)
    per_day = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-day", "asker"]
        constraints: ClassVar = [models.UniqueConstraint(name="blind_day_once", fields=["asker", "day"])]

    def __str__(self) -> str:
        return f"{self.asker_id} on {self.day}"
