"""Many at once: no number twice, none left out, nobody called by two."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connections

from ogoh.web.accounts.models import Role
from ogoh.web.queue.models import Counter, Day, Ticket
from ogoh.web.queue.refusal import QueueRefused
from ogoh.web.queue.seats import sit_at
from ogoh.web.queue.services import call_next, end_ticket, take_ticket, ticket_at
from tests.web.accounts.people import office, person
from tests.web.queue.line import take

pytestmark = pytest.mark.django_db(transaction=True)
T = TypeVar("T")


def at_once(*works: Callable[[], T]) -> list[T | QueueRefused]:
    """Do it all in as many threads, begun at one moment; what each gave, or how it was refused."""
    together = Barrier(len(works))

    def done(work: Callable[[], T]) -> T | QueueRefused:
        try:
            together.wait(30)
            return work()
        except QueueRefused as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(done, works))


def refused(results: list[T | QueueRefused]) -> int:
    return sum(isinstance(one, QueueRefused) for one in results)


def test_the_first_tickets_of_a_day_taken_at_once_are_numbered_without_a_gap() -> None:
    here = office("dushanbe")
    taken = at_once(*[lambda: take_ticket(here)] * 8)
    assert sorted(one.number for one in taken if isinstance(one, Ticket)) == list(range(1, 9))
    assert Day.objects.get().taken == 8


def test_officers_who_call_at_one_moment_call_different_people() -> None:
    officers = [person(f"officer{number}", [Role.OFFICER]) for number in range(1, 7)]
    for number, one in enumerate(officers, 1):
        sit_at(one, number)
    take(5)
    called = at_once(*[lambda one=one: call_next(one) for one in officers])
    numbers = sorted(one.number for one in called if isinstance(one, Ticket))
    assert numbers == [1, 2, 3, 4, 5]
    assert called.count(None) == 1


def test_an_officer_who_calls_twice_at_one_moment_gets_one() -> None:
    officer = person("alice", [Role.OFFICER])
    sit_at(officer, 1)
    take(3)
    assert refused(at_once(*[lambda: call_next(officer)] * 3)) == 2
    assert Ticket.objects.filter(state="called").get() == ticket_at(officer)


def test_a_number_that_is_ended_twice_at_one_moment_ends_once() -> None:
    officer = person("alice", [Role.OFFICER])
    sit_at(officer, 1)
    take(1)
    call_next(officer)
    assert refused(at_once(*[lambda: end_ticket(officer)] * 3)) == 2


def test_two_who_sit_down_at_one_counter_at_one_moment() -> None:
    officers = [person(name, [Role.OFFICER]) for name in ("alice", "bob")]
    assert refused(at_once(*[lambda one=one: sit_at(one, 1) for one in officers])) == 1
    assert Counter.objects.get().sat_by in officers


def test_one_who_sits_down_at_two_counters_at_one_moment_sits_at_one() -> None:
    officer = person("alice", [Role.OFFICER])
    at_once(*[lambda number=number: sit_at(officer, number) for number in (1, 2)])
    assert Counter.objects.filter(sat_by=officer).count() == 1
