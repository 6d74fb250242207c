"""Tickets: numbers without a gap, called once, put back, ended."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from ogoh.web.accounts.models import HeldRole, Office, Role
from ogoh.web.audit.services import NotInATransaction
from ogoh.web.queue import recording
from ogoh.web.queue.forgetting import KEPT_DAYS, forget_tickets
from ogoh.web.queue.models import State, Ticket
from ogoh.web.queue.refusal import QueueRefused
from ogoh.web.queue.services import (
    call_again,
    call_next,
    came_back,
    end_ticket,
    find_ticket,
    not_there,
    take_ticket,
    ticket_at,
)
from tests.web.accounts.people import alice, office
from tests.web.queue.line import alice_at, bob_at, numbers_in_line, take, told

pytestmark = pytest.mark.django_db


def clock(monkeypatch: pytest.MonkeyPatch, *at: int) -> None:
    """It is this moment (UTC), and each look at the clock is a second later."""
    ticks = iter(range(100_000))
    begun = datetime(*at, tzinfo=UTC)  # type: ignore[arg-type,misc]
    monkeypatch.setattr(timezone, "now", lambda: begun + timedelta(seconds=next(ticks)))


def test_numbers_begin_at_one_and_have_no_gap() -> None:
    assert [one.number for one in take(4)] == [1, 2, 3, 4]


def test_each_office_has_its_own_numbers() -> None:
    take(3)
    assert take(1, "khujand")[0].label == "1"


def test_a_ticket_that_could_not_be_recorded_leaves_no_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    take(1)
    with monkeypatch.context() as broken:
        broken.setattr(recording, "record", _raise)
        with pytest.raises(NotInATransaction):
            take(1)
    assert take(1)[0].number == 2


def _raise(*_: object) -> None:
    raise NotInATransaction


def test_a_new_day_begins_at_one_by_the_clocks_of_the_office(monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, 2026, 11, 26, 18, 59, 30)  # half a minute before midnight in Dushanbe
    late = take(2)
    clock(monkeypatch, 2026, 11, 26, 19, 0, 0)
    early = take(1)
    assert [(one.day.day, one.number) for one in (*late, *early)] == [(26, 1), (26, 2), (27, 1)]


def test_over_midnight_those_who_came_before_are_called_first(monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, 2026, 11, 26, 18, 59, 0)
    take(3)
    officer = alice_at()
    served = call_next(officer)
    clock(monkeypatch, 2026, 11, 26, 19, 1, 0)
    take(1)
    assert ticket_at(officer) == served
    end_ticket(officer)
    assert numbers_in_line() == [2, 3, 1]
    call_next(officer)
    not_there(officer)
    assert numbers_in_line() == [3, 1, 2]


def test_in_the_next_morning_nobody_of_yesterday_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, 2026, 11, 26, 12, 0, 0)
    take(3)
    clock(monkeypatch, 2026, 11, 27, 3, 0, 0)
    assert numbers_in_line() == []
    assert find_ticket(office("dushanbe"), 2) is None


def test_whoever_has_waited_longest_is_called() -> None:
    officer = alice_at(3)
    take(2)
    called = call_next(officer)
    assert called is not None
    assert (called.label, called.state, called.called_by) == ("1", State.CALLED, officer)
    assert called.counter is not None
    assert called.counter.number == 3
    assert ticket_at(officer) == called


def test_where_nobody_waits_nobody_is_called() -> None:
    officer = alice_at()
    take(1, "khujand")
    assert call_next(officer) is None
    assert ticket_at(officer) is None


def test_two_officers_call_two_people() -> None:
    take(2)
    assert [call_next(one).number for one in (alice_at(), bob_at())] == [1, 2]  # type: ignore[union-attr]


def test_whoever_has_somebody_at_the_counter_calls_nobody_else() -> None:
    officer = alice_at()
    take(2)
    call_next(officer)
    with pytest.raises(QueueRefused, match="End it first"):
        call_next(officer)
    assert numbers_in_line() == [2]


def test_a_ticket_is_ended_once() -> None:
    officer = alice_at()
    take(1)
    call_next(officer)
    ended = end_ticket(officer)
    assert (ended.state, ended.ended_at is not None, ticket_at(officer)) == (State.SERVED, True, None)
    with pytest.raises(QueueRefused, match="called nobody"):
        end_ticket(officer)


@pytest.mark.parametrize("deed", [call_again, not_there, end_ticket])
def test_a_page_that_is_old_changes_nothing(deed: object) -> None:
    officer = alice_at()
    take(2)
    call_next(officer)
    with pytest.raises(QueueRefused, match="Another number"):
        deed(officer, 2)  # type: ignore[operator]
    assert ticket_at(officer) == Ticket.objects.get(number=1)


def test_a_call_is_repeated_without_counting_as_waiting() -> None:
    officer = alice_at()
    take(1)
    first = call_next(officer)
    again = call_again(officer)
    again.refresh_from_db()
    assert first is not None
    assert again.called_at == first.called_at
    assert again.announced_at is not None
    assert again.announced_at > first.announced_at  # type: ignore[operator]


def test_whoever_does_not_come_stands_behind_the_next_three() -> None:
    officer = alice_at()
    take(6)
    call_next(officer)
    assert not_there(officer).state == State.WAITING
    assert numbers_in_line() == [2, 3, 4, 1, 5, 6]


def test_two_who_do_not_come_keep_their_order() -> None:
    officer = alice_at()
    take(6)
    for _ in range(2):
        call_next(officer)
        not_there(officer)
    assert numbers_in_line() == [3, 4, 1, 2, 5, 6]


def test_where_few_wait_whoever_does_not_come_is_the_last() -> None:
    officer = alice_at()
    take(2)
    call_next(officer)
    not_there(officer)
    assert numbers_in_line() == [2, 1]


def test_whoever_does_not_come_twice_has_ended() -> None:
    officer = alice_at()
    take(1)
    call_next(officer)
    not_there(officer)
    call_next(officer)
    gone = not_there(officer)
    assert (gone.state, gone.missed, numbers_in_line()) == (State.NOT_THERE, 2, [])


def test_whoever_comes_after_all_stands_behind_the_next_three_and_has_two_calls_again() -> None:
    officer = alice_at()
    take(1)
    for _ in range(2):
        call_next(officer)
        not_there(officer)
    take(4)
    back = came_back(officer, 1)
    assert (back.missed, numbers_in_line()) == (0, [2, 3, 4, 1, 5])


@pytest.mark.parametrize("number", [0, 99, 10**30])
def test_a_number_that_does_not_exist_does_not_come_back(number: int) -> None:
    officer = alice_at()
    take(1)
    with pytest.raises(QueueRefused, match="no such number"):
        came_back(officer, number)


def test_a_number_of_another_office_does_not_come_back() -> None:
    officer = alice_at()
    take(1, "khujand")
    with pytest.raises(QueueRefused, match="no such number"):
        came_back(officer, 1)


def test_whoever_waits_cannot_be_put_back() -> None:
    officer = alice_at()
    take(1)
    with pytest.raises(QueueRefused, match="not marked"):
        came_back(officer, 1)


def test_without_a_counter_nobody_is_called() -> None:
    officer = alice()
    take(1)
    with pytest.raises(QueueRefused, match="at no counter"):
        call_next(officer)


def test_a_role_that_was_taken_away_serves_no_more_and_the_number_is_called_elsewhere() -> None:
    officer, other = alice_at(), bob_at()
    take(2)
    call_next(officer)
    HeldRole.objects.filter(user=officer).update(role=Role.AUDITOR)
    for deed in (call_next, call_again, not_there, end_ticket):
        with pytest.raises(QueueRefused):
            deed(officer)
    called = call_next(other)
    assert called is not None
    assert called.number == 1


def test_everything_is_in_the_log() -> None:
    officer = alice_at(7)
    take(1)
    call_next(officer)
    call_again(officer)
    not_there(officer)
    call_next(officer)
    not_there(officer)
    came_back(officer, 1)
    call_next(officer)
    end_ticket(officer)
    take_ticket(Office.objects.get(), officer)
    assert told() == [
        ("alice", "sat down at a counter", 7),
        ("public", "a ticket taken", 1),
        ("alice", "called", 1),
        ("alice", "called again", 1),
        ("alice", "not there, put back", 1),
        ("alice", "called", 1),
        ("alice", "not there", 1),
        ("alice", "came back", 1),
        ("alice", "called", 1),
        ("alice", "served", 1),
        ("alice", "a ticket taken", 2),
    ]


def test_tickets_of_days_long_over_are_deleted_and_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, 2026, 11, 1, 6)
    take(2)
    clock(monkeypatch, 2026, 12, 1, 6)
    take(1)
    assert forget_tickets() == 0, f"{KEPT_DAYS} days are not over"
    clock(monkeypatch, 2026, 12, 2, 6)
    assert forget_tickets() == 2
    assert Ticket.objects.count() == 1
