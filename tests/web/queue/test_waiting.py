"""Waiting: counts, middles, and how long in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from ogoh.web.accounts.models import User
from ogoh.web.queue.models import Ticket
from ogoh.web.queue.services import call_next, end_ticket, in_line, not_there
from ogoh.web.queue.waiting import DayTold, Told, day_of, in_words, waiting_before, waiting_in
from tests.web.accounts.people import office
from tests.web.queue.line import alice_at, take

MORNING = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)  # nine o'clock in Dushanbe


class Clock:
    """Stands still until it is moved."""

    now = MORNING

    def wait(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    one = Clock()
    monkeypatch.setattr(timezone, "now", lambda: one.now)
    return one


def serve(officer: User, clock: Clock, minutes: float) -> None:
    call_next(officer)
    clock.wait(minutes)
    end_ticket(officer)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (None, "How long it takes cannot be told yet."),
        (0, "It is your turn in a few minutes."),
        (5, "The wait is about 5 minutes."),
        (60, "The wait is about an hour."),
        (119, "The wait is about two hours."),
        (10_000, "The wait is more than three hours."),
    ],
)
def test_a_stretch_of_time_in_words(minutes: float | None, words: str) -> None:
    assert str(in_words(minutes)) == words


@pytest.mark.django_db
def test_where_no_counter_is_open_nothing_is_promised() -> None:
    take(2)
    told = waiting_in(office("dushanbe"))
    assert (told.people, told.minutes, str(told.estimate)) == (2, None, "How long it takes cannot be told yet.")


@pytest.mark.django_db
def test_before_anybody_was_called_the_counters_are_counted() -> None:
    alice_at(1)
    take(15)
    assert str(waiting_in(office("dushanbe")).estimate) == "The wait is about an hour."


@pytest.mark.django_db
def test_the_pace_of_the_last_calls_says_how_long_it_takes(clock: Clock) -> None:
    officer = alice_at(1)
    take(14)
    for _ in range(4):
        serve(officer, clock, 3)
    told = waiting_in(office("dushanbe"))
    assert (told.people, str(told.estimate)) == (10, "The wait is about half an hour.")
    assert told.minutes == 4  # the median of 0, 3, 6, 9 is 4.5, rounded to the even


@pytest.mark.django_db
def test_only_the_last_ten_count_for_the_usual_wait(clock: Clock) -> None:
    officer = alice_at(1)
    take(2)
    clock.wait(90)
    serve(officer, clock, 0)
    serve(officer, clock, 0)
    for _ in range(10):
        take(1)
        clock.wait(2)
        serve(officer, clock, 1)
    assert waiting_in(office("dushanbe")).minutes == 2


@pytest.mark.django_db
def test_a_ticket_knows_how_many_are_before_it(clock: Clock) -> None:
    officer = alice_at(1)
    first, _, third = take(3)
    assert waiting_before(third).people == 2
    called = call_next(officer)
    assert called == first
    assert waiting_before(called).people == 0


@pytest.mark.django_db
def test_a_day_is_told_by_hour_and_by_counter(clock: Clock) -> None:
    officer = alice_at(4)
    take(2)
    clock.wait(10)
    serve(officer, clock, 6)
    clock.wait(50)
    take(1)
    serve(officer, clock, 2)
    for _ in range(2):
        call_next(officer)
        not_there(officer)
    assert day_of(office("dushanbe"), MORNING.date()) == DayTold(
        whole=Told(None, 3, 2, 1, 10, 66, 4),
        by_hour=[Told(9, 2, 2, 0, 38, 66, 4), Told(10, 1, 0, 1, 2, 2, None)],
        by_counter=[Told(4, 3, 2, 1, 10, 66, 4)],
    )


@pytest.mark.django_db
def test_a_day_without_anybody_is_told_too() -> None:
    here = office("dushanbe")
    assert day_of(here, MORNING.date()) == DayTold(Told(None, 0, 0, 0, None, None, None), [], [])
    assert not in_line(here)
    assert not Ticket.objects.exists()
