"""Rows of the queue: numbers, never names."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q

from ogoh.web.accounts.models import Office, User
from ogoh.web.days import today as today  # also read from here by the rooms above

STANDS_FOR = timedelta(hours=12)
"""How long a ticket is worth something: over midnight where an office works by night, not into the next morning."""

HIGHEST_COUNTER = 99


class State(models.TextChoices):
    """Where a ticket stands."""

    WAITING = "waiting", "waiting"
    CALLED = "called", "called"
    SERVED = "served", "served"
    NOT_THERE = "not_there", "not there"


ENDED = (State.SERVED, State.NOT_THERE)


class Counter(models.Model):
    """A place where one of the staff serves people, and who sits there now.

    ``session`` is the key of the session in which the person sat down: when it has ended, the seat is free. Without
    one, the seat is held until somebody leaves it.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="counters")
    number = models.PositiveSmallIntegerField()
    sat_by = models.OneToOneField(User, models.PROTECT, related_name="counter", null=True)
    sat_since = models.DateTimeField(null=True)
    session = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering: ClassVar = ["office", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="counter_once", fields=["office", "number"]),
            models.CheckConstraint(name="counter_number", condition=Q(number__range=(1, HIGHEST_COUNTER))),
            models.CheckConstraint(
                name="counter_free_or_since",
                condition=Q(sat_by=None, sat_since=None, session="") | Q(sat_by__isnull=False, sat_since__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Day(models.Model):
    """How many tickets an office has given on a day: the last number. Held while a ticket is taken."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    day = models.DateField()
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="day_once", fields=["office", "day"])]

    def __str__(self) -> str:
        return f"{self.office_id} {self.day}: {self.taken}"


_CALLED = Q(called_at__isnull=False, announced_at__isnull=False, counter__isnull=False, called_by__isnull=False)


class Ticket(models.Model):
    """A number in the queue of an office.

    People stand in the order of ``place``, ``since``, ``number``: ``place`` is when the ticket was taken, or, for
    whoever was put back, when the one before them took theirs; ``since`` when they came to stand there. ``called_at``
    is the first call, until which the person waited; ``announced_at`` the last one. ``missed`` counts how often nobody
    came.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="tickets")
    day = models.DateField()
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    place = models.DateTimeField()
    since = models.DateTimeField()
    taken_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True)
    announced_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    missed = models.PositiveSmallIntegerField(default=0)
    counter = models.ForeignKey(Counter, models.PROTECT, related_name="tickets", null=True)
    called_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering: ClassVar = ["place", "since", "number"]
        indexes: ClassVar = [
            models.Index(name="ticket_in_line", fields=["office", "state", "place", "since", "number"])
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(name="ticket_number_once_a_day", fields=["office", "day", "number"]),
            models.UniqueConstraint(name="ticket_one_a_counter", fields=["counter"], condition=Q(state=State.CALLED)),
            models.UniqueConstraint(
                name="ticket_one_an_officer", fields=["called_by"], condition=Q(state=State.CALLED)
            ),
            models.CheckConstraint(name="ticket_number_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="ticket_state_whole",
                condition=Q(state=State.WAITING, counter=None, called_by=None, announced_at=None, ended_at=None)
                | Q(state=State.CALLED, ended_at=None) & _CALLED
                | Q(state__in=ENDED, ended_at__isnull=False) & _CALLED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.number}"

    @property
    def label(self) -> str:
        """The number, as it is printed and called."""
        return str(self.number)
