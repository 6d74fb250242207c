"""Whatever is done in whatever order: on any day a decision stands as its newest confirmed version says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from ogoh.web.accounts.models import User
from ogoh.web.days import end_of
from ogoh.web.registry import deciding, ruling
from ogoh.web.registry.history import history
from ogoh.web.registry.models import Act, Decision
from ogoh.web.registry.refusal import RegistryRefused
from ogoh.web.registry.rows import rows_in_force
from ogoh.web.registry.standing import Status, state_at, state_on
from tests.web.registry.acts import ANYWAY, BEGUN, Clock, Doing, Registry, doings
from tests.web.registry.agencies import BANS, BECAUSE, in_force, typed


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    one = Clock()
    monkeypatch.setattr(timezone, "now", lambda: one.now)
    return one


def test_the_state_on_a_past_day_is_what_was_confirmed_by_its_end(author: User, second: User, clock: Clock) -> None:
    decision = in_force(author, second)
    clock.now += timedelta(days=10)
    deciding.extend(author, decision.reference, "2030-01-31", ANYWAY)
    clock.now += timedelta(days=10)
    ruling.confirm(second, decision.reference)
    clock.now += timedelta(days=10)
    deciding.lift(author, decision.reference, BECAUSE)
    ruling.confirm(second, decision.reference)
    stood = {day: state_on(decision, day) for day in (date(2026, 2, 28), date(2026, 3, 12), date(2026, 3, 21))}
    assert stood[date(2026, 2, 28)].status is Status.NOT_YET
    assert [one.version.until for one in stood.values() if one.version] == [date(2029, 1, 31), date(2030, 1, 31)]
    assert state_on(decision, date(2026, 3, 30)).status is Status.IN_FORCE
    assert state_on(decision, date(2026, 3, 31)).status is Status.LIFTED


def test_a_decision_expires_by_itself_after_its_last_day_by_the_clocks_of_the_staff(
    author: User, second: User, clock: Clock
) -> None:
    decision = in_force(author, second)
    last = datetime(2029, 1, 31, 18, 59, tzinfo=UTC)  # a minute before midnight in Dushanbe
    assert state_at(decision, last).status is Status.IN_FORCE
    clock.now = last + timedelta(minutes=1)
    assert state_at(decision, clock.now).status is Status.EXPIRED
    assert [(one.version.act if one.version else "", one.day) for one in history(decision)][-1] == (
        "",
        date(2029, 2, 1),
    )
    with pytest.raises(RegistryRefused):
        deciding.extend(author, decision.reference, "2031-01-31", ANYWAY)


def test_an_end_that_the_law_would_give_ends_nothing(author: User, second: User, clock: Clock) -> None:
    decision = in_force(author, second, typed(until="", starts_on="2026-01-01"), why=ANYWAY)
    assert state_on(decision, date(2040, 1, 1)).status is Status.IN_FORCE


@settings(max_examples=40)
@given(st.lists(st.tuples(doings, st.integers(0, 400)), max_size=12))
def _walk(undone: Callable[[], Iterator[None]], alice: User, bob: User, acts: list[tuple[Doing, int]]) -> None:
    for _ in undone():
        one = Registry(alice, bob, Clock())
        with patch.object(timezone, "now", lambda one=one: one.clock.now):
            look_back(one, _done(one, acts))


def _done(one: Registry, acts: list[tuple[Doing, int]]) -> Decision:
    """A decision to which all of it was done that is not refused."""
    decision = deciding.record(one.alice, BANS, typed(), BECAUSE).decision
    for doing, days in [(Registry.confirm, 1), *acts]:
        one.clock.now += timedelta(days=days, minutes=1)
        with suppress(RegistryRefused):
            doing(one, decision)
    return decision


def look_back(one: Registry, decision: Decision) -> None:
    """Every moment at which something was confirmed, the days between, and far on."""
    moments = [BEGUN, *(at for at, _, _ in one.expected), one.clock.now + timedelta(days=2000)]
    for at in [*moments, *(at + timedelta(days=3) for at in moments), *(at - timedelta(seconds=1) for at in moments)]:
        said = [(act, until) for when, act, until in one.expected if when <= at]
        state = state_at(decision, at)
        rows = list(rows_in_force(BANS, at))
        if not said:
            assert (state.version, rows) == (None, [])
            continue
        act, until = said[-1]
        assert state.version is not None
        assert (state.version.act, state.version.until) == (act, until)
        stands = act not in (Act.LIFT, Act.ANNUL) and (until is None or at <= end_of(until))
        assert (state.status is Status.IN_FORCE) == stands
        assert [row.id for row in rows] == ([decision.reference] if stands else [])


def test_any_order_of_acts(undone: Callable[[], Iterator[None]], author: User, second: User) -> None:
    _walk(undone, author, second)
