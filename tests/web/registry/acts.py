"""Alice and Bob at work on a clock that a test moves on, and whatever they may do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from ogoh.web.accounts.models import User
from ogoh.web.registry import deciding, ruling
from ogoh.web.registry.deciding import Why
from ogoh.web.registry.models import Act, Decision
from tests.web.registry.agencies import BECAUSE

BEGUN = datetime(2026, 3, 1, 9, tzinfo=UTC)
ANYWAY = Why("Because", despite="All the same")


@dataclass
class Clock:
    """What the time is; moved on by the test."""

    now: datetime = BEGUN


Doing = Callable[["Registry", Decision], object]


@dataclass
class Registry:
    """Alice and Bob at work, and what should be said of every moment."""

    alice: User
    bob: User
    clock: Clock
    until: date | None = date(2029, 1, 31)
    expected: list[tuple[datetime, Act | None, date | None]] = field(default_factory=list)

    def confirm(self, decision: Decision) -> None:
        waits = decision.versions.filter(ruling=None).first()
        ruling.confirm(self.bob, decision.reference)
        assert waits is not None
        self.expected.append((self.clock.now, Act(waits.act), waits.until))


def extend(days: int) -> Doing:
    def doing(one: Registry, decision: Decision) -> None:
        until = date(2029, 1, 31) + timedelta(days=days)
        deciding.extend(one.alice, decision.reference, until.isoformat(), ANYWAY)

    return doing


def correct(days: int) -> Doing:
    def doing(one: Registry, decision: Decision) -> None:
        until = date(2026, 2, 1) + timedelta(days=days)
        deciding.correct(one.alice, decision.reference, {"until": until.isoformat()}, ANYWAY)

    return doing


doings: st.SearchStrategy[Doing] = st.one_of(
    st.integers(1, 900).map(extend),
    st.integers(0, 900).map(correct),
    st.just(lambda one, decision: deciding.lift(one.alice, decision.reference, BECAUSE)),
    st.just(lambda one, decision: deciding.annul(one.alice, decision.reference, BECAUSE)),
    st.just(lambda one, decision: deciding.name(one.alice, decision.reference, {"document_number": "4020"}, BECAUSE)),
    st.just(Registry.confirm),
    st.just(Registry.confirm),
    st.just(lambda one, decision: ruling.decline(one.bob, decision.reference, "No")),
)
