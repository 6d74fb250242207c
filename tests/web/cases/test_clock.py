"""Days are counted whole, on the calendar of the office, and what is urgent only becomes more so."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.delivery.correspondence import Terms, usual_terms
from ogoh.web.cases.clock import Urgency, Waiting, days_left, due_after, reminders_due, urgency
from ogoh.web.queue.models import today

days = st.dates(date(2020, 1, 1), date(2090, 1, 1))
terms = st.builds(
    Terms,
    answer_days=st.integers(1, 365),
    extension_days=st.integers(0, 90),
    remind_after=st.lists(st.integers(1, 400), max_size=5, unique=True).map(sorted).map(tuple),
    escalate_after=st.integers(1, 60),
)


def test_the_usual_terms_are_those_of_the_law() -> None:
    assert usual_terms() == Terms(30, 30, (20, 30), 5)


@pytest.mark.parametrize(
    ("sent_on", "due_on"),
    [
        (date(2026, 11, 28), date(2026, 12, 28)),
        (date(2027, 1, 31), date(2027, 3, 2)),
        (date(2028, 1, 31), date(2028, 3, 1)),
        (date(2026, 12, 15), date(2027, 1, 14)),
    ],
)
def test_thirty_days_over_months_leap_years_and_the_new_year(sent_on: date, due_on: date) -> None:
    assert due_after(sent_on, 30) == due_on


@given(days, st.integers(1, 400), st.integers(0, 800))
def test_days_gone_and_days_left_make_the_term(sent_on: date, term: int, gone: int) -> None:
    assert days_left(due_after(sent_on, term), sent_on + timedelta(days=gone)) + gone == term


@given(days, terms, st.integers(0, 800), st.integers(0, 3), st.booleans())
def test_waiting_longer_is_never_less_urgent(
    sent_on: date, agreed: Terms, gone: int, reminders: int, escalated: bool
) -> None:
    waiting = Waiting(sent_on, due_after(sent_on, agreed.answer_days), reminders, escalated)
    day = sent_on + timedelta(days=gone)
    now, later = (urgency(waiting, agreed, one) for one in (day, day + timedelta(days=1)))
    assert later <= now
    assert reminders_due(waiting, agreed, day) <= reminders_due(waiting, agreed, day + timedelta(days=1))


@given(days, terms, st.integers(0, 800))
def test_after_all_reminders_were_sent_none_is_due(sent_on: date, agreed: Terms, gone: int) -> None:
    waiting = Waiting(sent_on, due_after(sent_on, agreed.answer_days), len(agreed.remind_after))
    assert reminders_due(waiting, agreed, sent_on + timedelta(days=gone)) == 0


@pytest.mark.parametrize(
    ("gone", "expected"),
    [
        (0, Urgency.WAITS),
        (19, Urgency.WAITS),
        (20, Urgency.REMIND),
        (30, Urgency.REMIND),
        (31, Urgency.OVERDUE),
        (34, Urgency.OVERDUE),
        (35, Urgency.STEP_UP),
        (400, Urgency.STEP_UP),
    ],
)
def test_the_last_day_is_still_in_time(gone: int, expected: Urgency) -> None:
    sent_on = date(2026, 11, 28)
    waiting = Waiting(sent_on, due_after(sent_on, 30))
    assert urgency(waiting, usual_terms(), sent_on + timedelta(days=gone)) is expected


@pytest.mark.parametrize(("hour", "day"), [(18, date(2026, 11, 28)), (19, date(2026, 11, 29))])
def test_the_day_is_that_of_the_office(monkeypatch: pytest.MonkeyPatch, hour: int, day: date) -> None:
    now = datetime(2026, 11, 28, hour, 30, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    assert today() == day
