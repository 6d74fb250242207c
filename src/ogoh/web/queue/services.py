"""What can be done with tickets; each is one transaction with its event.

Two who do it at once never get the same ticket: a state is changed by an UPDATE that names the state before it.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import DateTimeField, F, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from ogoh.web.accounts.models import Office, User
from ogoh.web.days import today
from ogoh.web.queue import recording
from ogoh.web.queue.models import STANDS_FOR, Counter, Day, State, Ticket
from ogoh.web.queue.refusal import (
    ANOTHER_NUMBER,
    NO_SUCH_TICKET,
    NOBODY_CALLED,
    NOT_GONE,
    STILL_SERVING,
    QueueRefused,
)
from ogoh.web.queue.seats import free_abandoned, held_seat, refuse_without_role

BEHIND = 3
"""Whoever did not come is called again after so many others."""

CALLS = 2
"""After so many calls to which nobody came the ticket ends; its holder can still come back."""


def ticket_at(user: User) -> Ticket | None:
    """The ticket that somebody serves now, of today or from before midnight."""
    called = Ticket.objects.filter(called_by=user, state=State.CALLED)
    return called.select_related("office", "counter").first()


def in_line(office: Office) -> QuerySet[Ticket]:
    """Those who wait, in their order."""
    since = timezone.now() - STANDS_FOR
    return office.tickets.filter(state=State.WAITING, taken_at__gt=since).order_by("place", "since", "number")


def find_ticket(office: Office, number: int) -> Ticket | None:
    """The ticket of this number that is worth something now."""
    if number > _HIGHEST:
        return None
    lately = office.tickets.filter(number=number, taken_at__gt=timezone.now() - STANDS_FOR)
    return lately.select_related("office", "counter").order_by("-taken_at").first()


_HIGHEST = 1_000_000


def take_ticket(office: Office, by: User | None = None) -> Ticket:
    """The next number of the day: from 1, without a gap, however many take one at once."""
    with transaction.atomic():
        day = today()
        number = _next_number(office, day)
        # Read when the day is held, so that times go up as numbers do.
        now = timezone.now()
        ticket = Ticket.objects.create(office=office, day=day, number=number, place=now, since=now, taken_at=now)
        recording.of_ticket("a ticket taken", ticket, by)
    return ticket


def _next_number(office: Office, day: date) -> int:
    kept = Day.objects.filter(office=office, day=day)
    if not kept.update(taken=F("taken") + 1):
        Day.objects.bulk_create([Day(office=office, day=day)], ignore_conflicts=True)
        kept.update(taken=F("taken") + 1)
    return kept.values_list("taken", flat=True).get()


def call_next(user: User) -> Ticket | None:
    """Call whoever has waited longest to one's counter; None where nobody waits. Raises QueueRefused."""
    free_abandoned(user)
    with transaction.atomic():
        refuse_without_role(user)
        seat = held_seat(user)
        if ticket_at(user):
            raise QueueRefused(STILL_SERVING)
        ticket = _claimed(user, seat)
        if ticket is not None:
            recording.of_ticket("called", ticket, user, seat)
    return ticket


def _claimed(user: User, seat: Counter) -> Ticket | None:
    while (first := in_line(seat.office).values_list("pk", flat=True).first()) is not None:
        now = timezone.now()
        waiting = Ticket.objects.filter(pk=first, state=State.WAITING)
        first_call = Coalesce("called_at", Value(now), output_field=DateTimeField())
        if waiting.update(state=State.CALLED, counter=seat, called_by=user, called_at=first_call, announced_at=now):
            return Ticket.objects.select_related("office", "counter").get(pk=first)
    return None


def call_again(user: User, number: int | None = None) -> Ticket:
    """Show the number at the top of the wall once more. Raises QueueRefused."""
    with transaction.atomic():
        ticket, seat = _served_by(user, number)
        _change(ticket, announced_at=timezone.now())
        recording.of_ticket("called again", ticket, user, seat)
    return ticket


def not_there(user: User, number: int | None = None) -> Ticket:
    """Nobody came: stand behind the next three, or, after the second call, end. Raises QueueRefused."""
    with transaction.atomic():
        ticket, seat = _served_by(user, number)
        if ticket.missed + 1 < CALLS:
            _put_back(ticket, F("missed") + 1)
            recording.of_ticket("not there, put back", ticket, user, seat)
        else:
            _change(ticket, state=State.NOT_THERE, missed=F("missed") + 1, ended_at=timezone.now())
            recording.of_ticket("not there", ticket, user, seat)
    ticket.refresh_from_db()
    return ticket


def came_back(user: User, number: int) -> Ticket:
    """Whoever was not there has come after all: stand behind the next three. Raises QueueRefused."""
    with transaction.atomic():
        refuse_without_role(user)
        seat = held_seat(user)
        ticket = find_ticket(seat.office, number)
        if ticket is None:
            raise QueueRefused(NO_SUCH_TICKET)
        if ticket.state != State.NOT_THERE:
            raise QueueRefused(NOT_GONE)
        _put_back(ticket, 0)
        recording.of_ticket("came back", ticket, user, seat)
    ticket.refresh_from_db()
    return ticket


def end_ticket(user: User, number: int | None = None) -> Ticket:
    """The person at one's counter has been served. Raises QueueRefused."""
    with transaction.atomic():
        ticket, seat = _served_by(user, number)
        _change(ticket, state=State.SERVED, ended_at=timezone.now())
        recording.of_ticket("served", ticket, user, seat)
    ticket.refresh_from_db()
    return ticket


def _served_by(user: User, number: int | None) -> tuple[Ticket, Counter]:
    """The ticket at somebody's counter; with ``number`` only if it is this one, for a page may be old."""
    refuse_without_role(user)
    seat = held_seat(user)
    ticket = ticket_at(user)
    if ticket is None:
        raise QueueRefused(NOBODY_CALLED)
    if number is not None and number != ticket.number:
        raise QueueRefused(ANOTHER_NUMBER)
    return ticket, seat


def _put_back(ticket: Ticket, missed: object) -> None:
    nearest = list(in_line(ticket.office).values_list("place", flat=True)[:BEHIND])
    now = timezone.now()
    place: datetime = nearest[-1] if nearest else now
    _change(
        ticket,
        state=State.WAITING,
        place=place,
        since=now,
        missed=missed,
        counter=None,
        called_by=None,
        announced_at=None,
        ended_at=None,
    )


def _change(ticket: Ticket, **fields: object) -> None:
    """Change a ticket if it still is as it was read."""
    if not Ticket.objects.filter(pk=ticket.pk, state=ticket.state, called_by=ticket.called_by_id).update(**fields):
        raise QueueRefused(ANOTHER_NUMBER)
