"""The clock of a request, in whole days of the office: when the answer is due, what is to be done meanwhile. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from ogoh.delivery.correspondence import Terms


class Urgency(IntEnum):
    """How urgent it is; the smaller, the sooner."""

    STEP_UP = 0
    OVERDUE = 1
    REMIND = 2
    WAITS = 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request on its way: sent on one day, due on another, so many reminders sent; gone a step up or not."""

    sent_on: date
    due_on: date
    reminders: int = 0
    escalated: bool = False


def due_after(sent_on: date, days: int) -> date:
    """The last day for the answer: the day of sending is not counted (59-FZ, article 12 counts days, not hours)."""
    return sent_on + timedelta(days=days)


def days_left(due_on: date, today: date) -> int:
    """Days until the last one; 0 on it, less after it."""
    return (due_on - today).days


def reminders_due(waiting: Waiting, terms: Terms, today: date) -> int:
    """How many reminders should have been sent by now and were not."""
    passed = sum(waiting.sent_on + timedelta(days=after) <= today for after in terms.remind_after)
    return max(0, passed - waiting.reminders)


def urgency(waiting: Waiting, terms: Terms, today: date) -> Urgency:
    """What is to be done with a request that waits for its answer."""
    left = days_left(waiting.due_on, today)
    if left <= -terms.escalate_after and not waiting.escalated:
        return Urgency.STEP_UP
    if left < 0:
        return Urgency.OVERDUE
    return Urgency.REMIND if reminders_due(waiting, terms, today) else Urgency.WAITS
