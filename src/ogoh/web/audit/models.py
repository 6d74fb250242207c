"""Rows of the log: they are added and never changed, but that old details are taken away."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ogoh.web.audit.events import Header


class Event(models.Model):
    """One event; see `ogoh.web.audit.events`. ``number`` is its place in the tree, from 0 without a gap.

    ``details`` is empty once they were taken away; ``digest`` is their hash, ``leaf`` that of the header, and ``seal``
    what only this installation can put beside it.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    act = models.CharField(max_length=20)
    office = models.CharField(max_length=50, blank=True)
    details = models.TextField(blank=True)
    digest = models.BinaryField(max_length=32)
    leaf = models.BinaryField(max_length=32)
    seal = models.BinaryField(max_length=32)

    class Meta:
        ordering: ClassVar = ["number"]
        indexes: ClassVar = [models.Index(name="event_by_act", fields=["act", "at"])]

    def __str__(self) -> str:
        return f"event {self.number}"

    @property
    def header(self) -> Header:
        """The part that stays, as the tree hashes it."""
        return Header(self.number, self.at, self.act, self.office, bytes(self.digest))


class Mention(models.Model):
    """Whom an event is about, so that a person can be told who looked them up; goes with the details."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="mentions")
    digest = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="mention_once", fields=["digest", "event"])]

    def __str__(self) -> str:
        return f"mention in {self.event_id}"


class Head(models.Model):
    """The end of the log, one row: how many events there are, and the hashes that the tree grows from.

    It is there from the first migration on. ``seal`` is what only this installation can put beside it: whoever cuts
    the log off, or empties it, cannot make this row anew.
    """

    size = models.BigIntegerField(default=0)
    peaks = models.BinaryField(default=b"")
    seal = models.BinaryField(max_length=32, default=b"")

    def __str__(self) -> str:
        return f"{self.size} events"


class SignedCheckpoint(models.Model):
    """The log as it was signed when it had ``size`` events; ``note`` is the text that a witness keeps."""

    size = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    note = models.TextField()

    class Meta:
        ordering: ClassVar = ["size"]

    def __str__(self) -> str:
        return f"checkpoint of {self.size} events"
