"""How many wait and how long: for the ticket, the counter, the wall, and the supervisor."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from statistics import median

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ogoh.web.accounts.models import Office
from ogoh.web.days import local, today
from ogoh.web.queue.models import Counter, State, Ticket
from ogoh.web.queue.services import in_line

LAST = 10
"""What is said of waiting rests on so many people."""

_FEWEST_CALLS = 3
_MINUTES_A_PERSON = 4.0
"""How long one person takes at one counter, as long as nothing was seen."""

_NOT_KNOWN = _("How long it takes cannot be told yet.")
_IN_WORDS: tuple[tuple[float, Promise], ...] = (
    (3, _("It is your turn in a few minutes.")),
    (7.5, _("The wait is about 5 minutes.")),
    (12.5, _("The wait is about 10 minutes.")),
    (22, _("The wait is about a quarter of an hour.")),
    (40, _("The wait is about half an hour.")),
    (52, _("The wait is about three quarters of an hour.")),
    (75, _("The wait is about an hour.")),
    (105, _("The wait is about an hour and a half.")),
    (150, _("The wait is about two hours.")),
    (210, _("The wait is about three hours.")),
    (math.inf, _("The wait is more than three hours.")),
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many stand before somebody, how long the last ten waited (median, whole minutes), and what to expect."""

    people: int
    minutes: int | None
    estimate: Promise


def waiting_in(office: Office) -> Waiting:
    """For whoever would take a ticket now."""
    return _waiting(office, in_line(office).count())


def waiting_before(ticket: Ticket) -> Waiting:
    """For the holder of a ticket; nobody is before whoever no longer waits."""
    numbers = list(in_line(ticket.office).values_list("pk", flat=True))
    return _waiting(ticket.office, numbers.index(ticket.pk) if ticket.pk in numbers else 0)


def _waiting(office: Office, people: int) -> Waiting:
    last = _last_called(office)
    minutes = round(median(_waited(one) for one in last)) if last else None
    return Waiting(people, minutes, in_words(_minutes_for(office, people, last)))


def in_words(minutes: float | None) -> Promise:
    """A stretch of time as people say it."""
    if minutes is None:
        return _NOT_KNOWN
    return next(words for until, words in _IN_WORDS if minutes < until)


def _minutes_for(office: Office, people: int, last: Sequence[Ticket]) -> float | None:
    """So many calls as there are people, at the pace of the last ones; by the counters that are open before that."""
    calls = [one.called_at.timestamp() for one in last if one.called_at]
    if len(calls) >= _FEWEST_CALLS:
        return (people + 1) * (max(calls) - min(calls)) / (len(calls) - 1) / 60
    counters = Counter.objects.filter(office=office, sat_by__isnull=False).count()
    return people * _MINUTES_A_PERSON / counters if counters else None


def _last_called(office: Office) -> list[Ticket]:
    called = office.tickets.filter(day=today(), called_at__isnull=False)
    return list(called.order_by("-called_at")[:LAST])


def _waited(ticket: Ticket) -> float:
    """Minutes until the first call."""
    return (ticket.called_at - ticket.taken_at).total_seconds() / 60 if ticket.called_at else 0.0


def _took(ticket: Ticket) -> float:
    """Minutes at the counter."""
    return (
        (ticket.ended_at - ticket.announced_at).total_seconds() / 60 if ticket.ended_at and ticket.announced_at else 0.0
    )


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of some tickets: counts, and whole minutes, None where there is nothing to count."""

    of: int | None
    """An hour of the day, or the number of a counter; None for all."""
    taken: int
    served: int
    not_there: int
    half_waited: int | None
    nine_in_ten_waited: int | None
    half_took: int | None


@dataclass(frozen=True, slots=True)
class DayTold:
    """A day of an office."""

    whole: Told
    by_hour: list[Told]
    by_counter: list[Told]


def day_of(office: Office, day: date) -> DayTold:
    """The tickets of a day: all of them, by the hour in which they were taken, by the counter that called them last."""
    tickets = list(office.tickets.filter(day=day).select_related("counter"))
    called = [one for one in tickets if one.counter]
    return DayTold(
        _told(None, tickets),
        _grouped(tickets, lambda one: local(one.taken_at).hour),
        _grouped(called, lambda one: one.counter.number if one.counter else 0),
    )


def _grouped(tickets: Iterable[Ticket], key: Callable[[Ticket], int]) -> list[Told]:
    return [_told(of, list(some)) for of, some in groupby(sorted(tickets, key=key), key)]


def _told(of: int | None, tickets: list[Ticket]) -> Told:
    waits = sorted(_waited(one) for one in tickets if one.called_at)
    served = [one for one in tickets if one.state == State.SERVED]
    return Told(
        of,
        len(tickets),
        len(served),
        sum(one.state == State.NOT_THERE for one in tickets),
        _half(waits),
        round(waits[math.ceil(0.9 * len(waits)) - 1]) if waits else None,
        _half([_took(one) for one in served]),
    )


def _half(minutes: Sequence[float]) -> int | None:
    return round(median(minutes)) if minutes else None
