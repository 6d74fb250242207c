"""Whatever order lists change, are released, lost, repeated and opened in: the receiver holds what some release said,
never anything else; what it lacks is named; and once parcels get through again, both lists are equal.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as how_often
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from ogoh.delivery.parcel import ParcelRefused, refusal
from ogoh.web.audit.keys import make_key
from ogoh.web.exchange.models import Feed, Refusal, Release
from tests.web.exchange.states import States, equal, on_the_list

NAMES = ("Раҳимов Фаррух", "Раҳимзода Фаррух", "Каримова Малика")
people = st.dictionaries(st.sampled_from("1234"), st.sampled_from(NAMES), min_size=1)


class Exchange(RuleBasedStateMachine):
    """Moscow's list, its releases on their way, and what Dushanbe holds."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        home = Path(self.folder.name) / "home"
        home.mkdir()
        self.elsewhere = override_settings(HOME=home)
        self.elsewhere.enable()
        make_key()
        self.example = transaction.atomic()
        self.example.__enter__()
        self.states = States(Path(self.folder.name))
        self.said: dict[int, object] = {0: {}}
        self.made: list[Path] = []

    @initialize(first=people)
    def begins(self, first: dict[str, str]) -> None:
        self.states.keeps(first)

    @rule(now=people)
    def the_list_changes(self, now: dict[str, str]) -> None:
        self.states.keeps(now)

    @rule(full=st.booleans())
    def a_release_is_made(self, full: bool) -> None:
        self.made.append(self.states.release_file(full=full))
        self.said[len(self.made)] = on_the_list("bans")

    @precondition(lambda self: self.made)
    @rule(data=st.data())
    def a_parcel_arrives_perhaps_once_more(self, data: st.DataObject) -> None:
        self._arrives(data.draw(st.sampled_from(self.made)))

    @precondition(lambda self: self.made)
    @rule(data=st.data())
    def the_answer_arrives(self, data: st.DataObject) -> None:
        if Feed.objects.get().number or Refusal.objects.exists():
            try:
                self.states.hears(self.states.answers())
            except refusal.Replayed:
                return

    def _arrives(self, parcel: Path) -> bool:
        before, held = on_the_list("barred"), Feed.objects.get().number
        number = self.made.index(parcel) + 1
        why = self._taken(parcel)
        if why is None:
            assert number > held
            return True
        if isinstance(why, refusal.Gap):
            assert why.missing == tuple(range(held + 1, number)), "every number between is named"
        else:
            assert number <= held
        assert on_the_list("barred") == before, "nothing changes where a parcel is refused"
        return False

    def _taken(self, parcel: Path) -> ParcelRefused | None:
        """Why it was not taken."""
        try:
            self.states.takes(parcel)
        except ParcelRefused as why:
            return why
        return None

    @invariant()
    def the_receiver_holds_what_a_release_said(self) -> None:
        feed = Feed.objects.get()
        assert on_the_list("barred") == self.said[feed.number]
        if feed.number:
            assert feed.digest == Release.objects.get(number=feed.number).digest

    def teardown(self) -> None:
        try:
            if self.made:
                for parcel in self.made:
                    self._arrives(parcel)
                self.made.append(self.states.release_file())
                assert self._arrives(self.made[-1])
                assert equal()
        finally:
            transaction.set_rollback(True)
            self.example.__exit__(None, None, None)
            self.elsewhere.disable()
            self.folder.cleanup()


def run(examples: int) -> None:
    few = how_often(
        max_examples=examples,
        stateful_step_count=12,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Exchange, settings=few)


@pytest.mark.django_db
def test_sender_and_receiver_end_equal_in_a_few_orders() -> None:
    run(4)


@pytest.mark.slow
@pytest.mark.django_db
def test_sender_and_receiver_end_equal_in_any_order() -> None:
    run(60)
