"""Peers: their keys count as long as the strictest of their cards says; each list is let in and out by itself."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.parcel import Card, refusal
from ogoh.web.audit.models import Event
from ogoh.web.exchange.models import Feed, OwnList, Peer, PeerKey, Subscription
from ogoh.web.exchange.own_lists import keep_from_registry
from ogoh.web.exchange.peers import (
    add_peer,
    keys_of,
    own_keys,
    reach,
    subscribe,
    take_from,
    take_no_more,
    unsubscribe,
)
from ogoh.web.lists.services import add_source
from tests.web.exchange.states import FARRUKH, States, at, on_the_list

pytestmark = pytest.mark.django_db(transaction=True)

LATER = timedelta(days=30)


def takes_in(card: Card) -> None:
    with at("dushanbe"):
        add_peer(card, card.fingerprint)


def card_of_moscow() -> Card:
    with at("moscow"):
        return own_keys().card


def withdrawn(card: Card, since: datetime | None) -> Card:
    """The card on which the first key is withdrawn."""
    first, *others = card.keys
    return replace(card, keys=(replace(first, withdrawn_from=since), *others))


def withdrawn_here() -> datetime | None:
    return next(iter(keys_of("moscow"))).withdrawn_from


@pytest.mark.parametrize("shown", [None, LATER])
def test_an_older_card_does_not_bring_a_withdrawn_key_back(states: States, shown: timedelta | None) -> None:
    now = timezone.now().replace(microsecond=0)
    takes_in(withdrawn(card_of_moscow(), now))
    older = replace(withdrawn(card_of_moscow(), now + shown if shown else None), name="Another name")
    with pytest.raises(DeliveryRefused, match="an older card"):
        takes_in(older)
    assert withdrawn_here() == now
    assert Peer.objects.get(code="moscow").name == "Moscow"


def test_an_older_card_does_not_withdraw_the_newer_keys(states: States) -> None:
    older = card_of_moscow()
    now = timezone.now()
    with at("moscow"):
        own_keys().renew(now, now)
        newer = own_keys().withdraw(older.keys[0].key_id, now)
    takes_in(newer)
    with pytest.raises(DeliveryRefused, match="an older card"):
        takes_in(older)
    assert [key.withdrawn_from is None for key in keys_of("moscow")] == [False, True]


def test_a_withdrawal_may_be_brought_forward(states: States) -> None:
    now = timezone.now().replace(microsecond=0)
    takes_in(withdrawn(card_of_moscow(), now + LATER))
    takes_in(withdrawn(card_of_moscow(), now))
    assert withdrawn_here() == now


def test_a_key_that_a_newer_card_does_not_name_counts_no_more_also_where_it_was_to_be_withdrawn_later(
    states: States,
) -> None:
    now = timezone.now().replace(microsecond=0)
    takes_in(withdrawn(card_of_moscow(), now + LATER))
    with at("moscow"):
        renewed = own_keys().renew(now, now)
    states.keeps(dict([FARRUKH]))
    takes_in(replace(renewed, keys=renewed.keys[1:]))
    assert [key.counts_at(timezone.now()) for key in keys_of("moscow")] == [False, True]
    assert PeerKey.objects.filter(peer__code="moscow").count() == 2


def test_a_token_of_a_peer_is_its_owner_s_alone(states: States, own_home: Path) -> None:
    folder = own_home / "home" / "peer_tokens"
    folder.mkdir(mode=0o755)
    reach("moscow", "https://ogoh.example", "secret")
    assert stat.S_IMODE((folder / "moscow").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_list_that_our_registry_keeps_is_fed_by_nobody(states: States) -> None:
    add_source("ours", "Ours", "entry_ban")
    keep_from_registry("ours")
    with pytest.raises(DeliveryRefused, match="kept by our own registry"):
        take_from("moscow", "other", "ours")
    assert OwnList.objects.count() == 1
    with pytest.raises(DeliveryRefused, match="fed already"):
        take_from("moscow", "other", "barred")


def test_a_list_goes_to_a_peer_no_more(states: States) -> None:
    unsubscribe("dushanbe", "bans", "alice")
    assert not Subscription.objects.exists()
    assert "a list for a peer no more" in Event.objects.order_by("-number")[0].details
    with pytest.raises(DeliveryRefused, match="does not get"):
        unsubscribe("dushanbe", "bans")
    subscribe("dushanbe", "bans")
    assert Subscription.objects.get().wants_full


def test_a_list_of_a_peer_is_taken_no_more_and_stays_as_it_is(states: States) -> None:
    states.keeps(dict([FARRUKH]))
    states.takes(states.release_file())
    take_no_more("moscow", "bans", "bob")
    assert not Feed.objects.exists()
    assert set(on_the_list("barred")) == {"1"}
    with pytest.raises(refusal.UnknownList):
        states.takes(states.release_file())
    with pytest.raises(DeliveryRefused, match="not taken"):
        take_no_more("moscow", "bans")
    take_from("moscow", "bans", "barred")
    states.takes(states.release_file(full=True))
    assert Feed.objects.get().number == 3
