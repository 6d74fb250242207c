"""Decisions of an authority's registry reach the other state: recorded and confirmed there, on the list here."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from ogoh.delivery import DeliveryRefused
from ogoh.web.accounts.models import User
from ogoh.web.exchange import own_lists
from ogoh.web.exchange.own_lists import keep_from_registry
from ogoh.web.lists.models import Delivery
from ogoh.web.lists.services import Allowances, import_delivery
from ogoh.web.registry import deciding, ruling
from tests.web.exchange.states import States, equal, on_the_list
from tests.web.registry.agencies import BANS, BECAUSE, ZEBO, alice, bob, in_force, typed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def author(states: States, monkeypatch: pytest.MonkeyPatch) -> User:
    # What was confirmed this second counts: nobody else writes here.
    monkeypatch.setattr(own_lists, "_PAST", timedelta())
    keep_from_registry("bans")
    return alice()


def test_a_decision_travels_when_it_is_confirmed_and_leaves_when_it_is_lifted(states: States, author: User) -> None:
    second: Any = bob()
    first = deciding.record(author, BANS, typed(), BECAUSE).decision
    states.takes(states.release_file())
    assert on_the_list("barred") == {}, "not confirmed yet"
    ruling.confirm(second, first.reference)
    other = in_force(author, second, typed(ZEBO, number="18/2026"))
    states.takes(states.release_file())
    assert set(on_the_list("barred")) == {first.reference, other.reference}
    assert equal()
    deciding.lift(author, first.reference, BECAUSE)
    ruling.confirm(second, first.reference)
    states.takes(states.release_file())
    assert set(on_the_list("barred")) == {other.reference}
    assert equal()


def test_a_list_is_brought_up_to_date_by_what_was_done_since(states: States, author: User) -> None:
    second: Any = bob()
    first = in_force(author, second)
    states.releases()
    other = in_force(author, second, typed(ZEBO, number="18/2026"))
    deciding.lift(author, first.reference, BECAUSE)
    ruling.confirm(second, first.reference)
    states.releases()
    newest = Delivery.objects.filter(source__code="bans").latest("number")
    assert (newest.kind, newest.read, newest.added, newest.removed) == ("delta", 2, 1, 1)
    assert set(on_the_list("bans")) == {other.reference}


def test_a_list_that_somebody_changed_otherwise_is_what_the_registry_says_again(
    states: States, author: User, tmp_path: Path
) -> None:
    decision = in_force(author, bob())
    states.releases()
    other = tmp_path / "other.csv"
    other.write_text("id,name\n1,Каримова Малика\n", encoding="utf-8")
    import_delivery(other, "bans", timezone.now().date() + timedelta(days=1), allow=Allowances(smaller=True))
    assert set(on_the_list("bans")) == {"1"}
    states.releases()
    assert set(on_the_list("bans")) == {decision.reference}


def test_a_list_of_a_peer_is_not_kept_by_the_registry(states: States) -> None:
    with pytest.raises(DeliveryRefused, match="a list of a peer"):
        keep_from_registry("barred")
