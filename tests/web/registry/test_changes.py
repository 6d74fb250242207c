"""What changed between two moments is what makes the rows of the one into those of the other, whatever was done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from ogoh.web.accounts.models import User
from ogoh.web.lists.models import SourceKind
from ogoh.web.registry import deciding, ruling
from ogoh.web.registry.changes import Change, changed_between
from ogoh.web.registry.deciding import Why
from ogoh.web.registry.models import Decision
from ogoh.web.registry.refusal import RegistryRefused
from ogoh.web.registry.rows import ListRow, rows_in_force
from tests.web.registry.acts import ANYWAY, BEGUN, Clock, Doing, Registry, doings
from tests.web.registry.agencies import BANS, BECAUSE, CONTROLLED, CONTROLLED_STAY, FARRUKH, ZEBO, in_force, typed


def rows(at: datetime, kind: SourceKind = BANS) -> dict[str, ListRow]:
    return {row.id: row for row in rows_in_force(kind, at)}


def difference(earlier: datetime, later: datetime) -> list[Change]:
    """The difference of two whole lists."""
    before, now = rows(earlier), rows(later)
    return [Change(one, now.get(one)) for one in sorted({*before, *now}) if before.get(one) != now.get(one)]


def test_what_came_what_changed_and_what_went(author: User, second: User) -> None:
    lifted = in_force(author, second)
    renamed = in_force(author, second, typed(ZEBO, number="18"))
    before = timezone.now()
    deciding.lift(author, lifted.reference, BECAUSE)
    ruling.confirm(second, lifted.reference)
    deciding.name(author, renamed.reference, {"family_name": "Назарзода"}, BECAUSE)
    ruling.confirm(second, renamed.reference)
    third = in_force(author, second, typed({**ZEBO, "document_number": "400888888"}, number="19"), why=ANYWAY)
    changes = list(changed_between(BANS, before, timezone.now()))
    assert [(one.reference, one.row is None) for one in changes] == [
        (lifted.reference, True),
        (renamed.reference, False),
        (third.reference, False),
    ]
    assert changes[1].row is not None
    assert changes[1].row.family_name == "Назарзода"


def test_another_name_changes_every_decision_about_the_person(author: User, second: User) -> None:
    first = in_force(author, second)
    again = in_force(author, second, typed(number="9"), why=Why("From paper", same_as=first.reference))
    before = timezone.now()
    deciding.name(author, first.reference, {"document_number": "402000001"}, BECAUSE)
    ruling.confirm(second, first.reference)
    assert [one.reference for one in changed_between(BANS, before, timezone.now())] == [
        first.reference,
        again.reference,
    ]


def test_what_waits_or_was_declined_changes_nothing_nor_does_the_other_register(author: User, second: User) -> None:
    decision = in_force(author, second)
    before = timezone.now()
    deciding.lift(author, decision.reference, BECAUSE)
    in_force(author, second, CONTROLLED_STAY, CONTROLLED)
    assert list(changed_between(BANS, before, timezone.now())) == []
    ruling.decline(second, decision.reference, "No")
    assert list(changed_between(BANS, before, timezone.now())) == []


def test_a_last_day_that_is_over_takes_a_decision_off(author: User, second: User) -> None:
    decision = in_force(author, second)
    noon = timezone.now().replace(year=2029, month=1, day=31, hour=7)
    assert list(changed_between(BANS, noon - timedelta(days=400), noon)) == []
    assert list(changed_between(BANS, noon, noon + timedelta(days=1))) == [Change(decision.reference, None)]
    assert list(changed_between(BANS, noon + timedelta(days=1), noon + timedelta(days=30))) == []


def test_moments_that_run_backwards_are_refused(db: None) -> None:
    with pytest.raises(ValueError, match="no moment before"):
        list(changed_between(BANS, BEGUN, BEGUN - timedelta(seconds=1)))


def test_as_many_questions_are_asked_however_many_decisions_there_are(author: User, second: User) -> None:
    decision = in_force(author, second)

    def asked() -> int:
        before = timezone.now()
        deciding.name(author, decision.reference, {"document_number": f"4020{before:%f}"}, BECAUSE)
        ruling.confirm(second, decision.reference)
        with CaptureQueriesContext(connection) as queries:
            assert len(list(changed_between(BANS, before, timezone.now()))) == 1
        return len(queries)

    few = asked()
    for number in range(8):
        in_force(author, second, typed({**ZEBO, "document_number": f"40099900{number}"}, number="1"), why=ANYWAY)
    assert asked() == few


PEOPLE = (FARRUKH, ZEBO)
works: st.SearchStrategy[list[tuple[Doing, int, int]]] = st.lists(
    st.tuples(doings, st.integers(0, 2), st.integers(0, 400)), max_size=12
)


@settings(max_examples=40)
@given(works, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=6))
def _compared(
    undone: Callable[[], Iterator[None]],
    alice: User,
    bob: User,
    acts: list[tuple[Doing, int, int]],
    pairs: list[tuple[int, int]],
) -> None:
    for _ in undone():
        one = Registry(alice, bob, Clock())
        with patch.object(timezone, "now", lambda one=one: one.clock.now):
            moments = _done(one, acts)
            for first, last in [*pairs, (0, -1)]:
                earlier, later = sorted((moments[first % len(moments)], moments[last % len(moments)]))
                assert list(changed_between(BANS, earlier, later)) == difference(earlier, later)


def _done(one: Registry, acts: list[tuple[Doing, int, int]]) -> list[datetime]:
    """Two people, of whom one has two decisions; all that is not refused is done to the three. Moments to look from."""
    decisions: list[Decision] = []
    for number, whom in enumerate((*PEOPLE, FARRUKH)):
        same = decisions[0].reference if number == 2 else ""
        said = typed(whom, number=str(number))
        decisions.append(deciding.record(one.alice, BANS, said, Why("x", despite="y", same_as=same)).decision)
        one.clock.now += timedelta(minutes=1)
        ruling.confirm(one.bob, decisions[-1].reference)
    moments = [BEGUN, one.clock.now]
    for doing, which, days in acts:
        one.clock.now += timedelta(days=days, minutes=1)
        with suppress(RegistryRefused):
            doing(one, decisions[which])
        moments += [one.clock.now, one.clock.now + timedelta(days=days / 3)]
    return [*moments, one.clock.now + timedelta(days=2000)]


def test_any_order_of_acts(undone: Callable[[], Iterator[None]], author: User, second: User) -> None:
    _compared(undone, author, second)
