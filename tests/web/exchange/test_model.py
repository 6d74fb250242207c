"""Whatever order lists change, are released, lost, repeated and opened in: the receiver holds what some release said,
never anything else; what it lacks is named; and once parcels get through again, both lists are equal.
"""

from __future__ import annotations

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from ogoh.delivery.parcel import refusal
from ogoh.web.exchange.models import Feed, Refusal, Release
from tests.web.exchange.any_order import AnyOrder, run
from tests.web.exchange.states import equal, on_the_list

NAMES = ("Раҳимов Фаррух", "Раҳимзода Фаррух", "Каримова Малика")
people = st.dictionaries(st.sampled_from("1234"), st.sampled_from(NAMES), min_size=1)


class Exchange(AnyOrder):
    """Moscow's list, its releases on their way, and what Dushanbe holds."""

    @initialize(first=people)
    def begins(self, first: dict[str, str]) -> None:
        self.states.keeps(first)

    @rule(now=people)
    def the_list_changes(self, now: dict[str, str]) -> None:
        self.states.keeps(now)

    @rule(full=st.booleans())
    def a_release_is_made(self, full: bool) -> None:
        self.release(full=full)

    @precondition(lambda self: self.made)
    @rule(data=st.data())
    def a_parcel_arrives_perhaps_once_more(self, data: st.DataObject) -> None:
        self.arrives(data.draw(st.sampled_from(self.made)))

    @precondition(lambda self: self.made)
    @rule(data=st.data())
    def the_answer_arrives(self, data: st.DataObject) -> None:
        if Feed.objects.get().number or Refusal.objects.exists():
            try:
                self.states.hears(self.states.answers())
            except refusal.Replayed:
                return

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
                    self.arrives(parcel)
                self.release()
                assert self.arrives(self.made[-1])
                assert equal()
        finally:
            self.end()


@pytest.mark.django_db
def test_sender_and_receiver_end_equal_in_a_few_orders() -> None:
    run(Exchange, 4, 12)


@pytest.mark.slow
@pytest.mark.django_db
def test_sender_and_receiver_end_equal_in_any_order() -> None:
    run(Exchange, 60, 12)
