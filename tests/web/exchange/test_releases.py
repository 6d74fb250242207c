"""A list goes from one state to the other, in full and as what changed, and is equal on both sides afterwards."""

from __future__ import annotations

import json
import os

import pytest

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.parcel import refusal
from ogoh.web.audit.models import Event
from ogoh.web.exchange.models import Feed, Refusal, Release, Sent, Subscription, Taken
from ogoh.web.exchange.outbox import path_of
from ogoh.web.exchange.peers import take_from, take_no_more
from ogoh.web.lists.models import Delivery, MatchKey
from tests.web.exchange.states import FARRUKH, MALIKA, ZAFAR, States, at, dushanbe, equal, on_the_list

pytestmark = pytest.mark.django_db(transaction=True)


def keys_of(source: str) -> set[int]:
    from ogoh.web.lists.models import Listing

    alive = Listing.objects.filter(source__code=source, closed_by=None).values("pk")
    return set(MatchKey.objects.filter(listing_id__in=alive).values_list("key", flat=True))


def test_the_first_release_is_the_whole_list(states: States) -> None:
    states.keeps(dict([FARRUKH, MALIKA]))
    came = states.takes(states.release_file())
    assert (came.header.label.number, came.header.label.builds_on, came.accepted) == (1, None, 2)
    assert equal()
    assert keys_of("bans") == keys_of("barred") != set()


def test_the_next_is_what_changed(states: States) -> None:
    states.keeps(dict([FARRUKH, MALIKA]))
    states.takes(states.release_file())
    states.keeps({"1": "Раҳимов Фаррухҷон", **dict([ZAFAR])})
    came = states.takes(states.release_file())
    assert (came.header.label.number, came.header.content.rows) == (2, 3)
    assert equal()
    assert keys_of("bans") == keys_of("barred")
    assert set(on_the_list("barred")) == {"1", "3"}


def test_a_release_without_changes_says_that_the_list_is_as_it_was(states: States) -> None:
    states.keeps(dict([FARRUKH]))
    states.takes(states.release_file())
    came = states.takes(states.release_file())
    assert came.header.content.rows == 0
    assert Feed.objects.get().number == 2
    assert equal()


def test_everybody_may_leave_the_list(states: States) -> None:
    states.keeps(dict([FARRUKH]))
    states.takes(states.release_file())
    states.keeps({"1": "Раҳимов Фаррух"}, source="bans")
    path = states.folder / "gone.csv"
    path.write_text("id,name,removed\n1,Раҳимов Фаррух,yes\n", encoding="utf-8")
    from ogoh.web.lists.services import import_delivery
    from tests.web.exchange.states import JANUARY

    import_delivery(path, "bans", JANUARY, delta=True)
    states.takes(states.release_file())
    assert on_the_list("barred") == {}
    states.takes(states.release_file(full=True))
    assert on_the_list("barred") == {}


def test_several_deliveries_between_two_releases_travel_as_one(states: States) -> None:
    states.keeps(dict([FARRUKH]))
    states.takes(states.release_file())
    states.keeps(dict([MALIKA]))
    states.keeps(dict([MALIKA, ZAFAR]))
    states.keeps(dict([FARRUKH, ZAFAR]))
    came = states.takes(states.release_file())
    assert came.header.content.rows == 1, "Farrukh left and came back as he was; Malika came and went"
    assert equal()


def test_the_sender_learns_what_became_of_it(states: States) -> None:
    states.keeps(dict([FARRUKH, MALIKA]))
    states.takes(states.release_file())
    states.hears(states.answers())
    sent = Sent.objects.get(kind="release")
    assert (sent.outcome, sent.accepted, sent.rejected) == ("taken", 2, 0)
    assert sent.digest_there == Release.objects.get().digest


def test_a_replay_changes_nothing_and_is_answered_as_it_was(states: States) -> None:
    states.keeps(dict([FARRUKH]))
    parcel = states.release_file()
    states.takes(parcel)
    deliveries = Delivery.objects.count()
    with pytest.raises(refusal.Replayed):
        states.takes(parcel)
    assert Delivery.objects.count() == deliveries
    states.hears(states.answers())
    assert Sent.objects.get(kind="release").outcome == "taken"


def test_a_gap_is_named_at_both_ends_and_closed_in_order(states: States) -> None:
    states.keeps(dict([FARRUKH]))
    states.takes(states.release_file())
    states.keeps(dict([FARRUKH, MALIKA]))
    second = states.release_file()
    states.keeps(dict([FARRUKH, MALIKA, ZAFAR]))
    third = states.release_file()
    with pytest.raises(refusal.Gap, match="release 2 first"):
        states.takes(third)
    assert Refusal.objects.get().missing == [2]
    states.hears(states.answers())
    assert Sent.objects.get(kind="release", number=3).missing == [2]
    assert Sent.objects.get(kind="release", number=2).asked_again
    states.takes(second)
    states.takes(third)
    assert equal()
    assert not Refusal.objects.filter(settled=False).exists()


def test_where_the_missing_parcel_is_gone_the_whole_list_is_sent(states: States) -> None:
    states.keeps(dict([FARRUKH]))
    states.takes(states.release_file())
    states.keeps(dict([FARRUKH, MALIKA]))
    states.release_file().unlink()
    with pytest.raises(refusal.Gap):
        states.takes(states.release_file())
    states.hears(states.answers())
    came = states.takes(states.release_file())
    assert came.header.label.builds_on is None
    assert equal()


def test_older_releases_are_refused_after_newer_ones(states: States) -> None:
    states.keeps(dict([FARRUKH]))
    first = states.release_file()
    states.keeps(dict([MALIKA]))
    states.takes(states.release_file(full=True))
    with pytest.raises(refusal.OutOfOrder):
        states.takes(first)
    assert equal()


def test_a_list_that_was_changed_here_takes_no_delta_but_the_whole_list(states: States) -> None:
    states.keeps(dict([FARRUKH]))
    states.takes(states.release_file())
    states.keeps(dict([ZAFAR]), source="barred")
    states.keeps(dict([FARRUKH, MALIKA]))
    with pytest.raises(refusal.WrongBase, match="came in another way"):
        states.takes(states.release_file())
    states.hears(states.answers())
    assert Subscription.objects.get().wants_full
    states.takes(states.release_file())
    assert equal()


def test_lists_that_would_not_be_equal_are_not_taken(states: States) -> None:
    states.keeps(dict([FARRUKH]))
    states.takes(states.release_file())
    feed = Feed.objects.get()
    feed.state = bytes(2048)
    feed.save()
    states.keeps(dict([FARRUKH, MALIKA]))
    before = on_the_list("barred"), Delivery.objects.filter(source__code="barred").count()
    with pytest.raises(refusal.AnotherList):
        states.takes(states.release_file())
    assert (on_the_list("barred"), Delivery.objects.filter(source__code="barred").count()) == before
    assert not Taken.objects.filter(number=2).exists()


def test_a_list_that_nobody_asked_for_is_not_taken(states: States) -> None:
    Feed.objects.all().delete()
    states.keeps(dict([FARRUKH]))
    with pytest.raises(refusal.UnknownList, match="ogoh peer take moscow bans"):
        states.takes(states.release_file())


def test_a_peer_that_joins_later_gets_the_whole_list_under_the_same_number(states: States) -> None:
    from django.utils import timezone

    from ogoh.web.exchange.peers import add_peer, own_keys, subscribe

    states.keeps(dict([FARRUKH]))
    states.releases()
    with at("bishkek"):
        card = own_keys().make("bishkek", "Bishkek", timezone.now())
    with at("moscow"):
        add_peer(card, card.fingerprint)
    subscribe("bishkek", "bans")
    made = states.releases()
    assert {sent.peer.code: sent.builds_on for sent in made.sent} == {"dushanbe": 1, "bishkek": 0}
    assert {sent.number for sent in made.sent} == {2}


def test_a_release_of_a_tenth_wants_to_be_meant(states: States) -> None:
    states.keeps({str(number): f"Раҳимов Фаррух{letter}" for number, letter in enumerate("абвгдеёжзиклм")})
    states.releases()
    states.keeps(dict([FARRUKH]))
    with pytest.raises(DeliveryRefused, match="more than a tenth"):
        states.releases(allow_smaller=False)
    assert states.releases().release.number == 2


def test_there_is_nothing_to_release_without_list_or_peer(states: States) -> None:
    with pytest.raises(DeliveryRefused, match="Import the list first"):
        states.releases()
    states.keeps(dict([FARRUKH]))
    Subscription.objects.all().delete()
    with pytest.raises(DeliveryRefused, match="ogoh peer send"):
        states.releases()


def test_rows_that_cannot_be_used_refuse_the_whole_and_are_counted(states: States) -> None:
    from ogoh.delivery.parcel import RELEASE, Label, ListDigest, row_of_listing, seal
    from ogoh.web.exchange.outbox import outbox, signing_key
    from ogoh.web.exchange.peers import peer_of

    states.keeps(dict([FARRUKH]))
    states.takes(states.release_file())
    good, bad = (
        row_of_listing(reference, '{"names":[{"whole":"Малика"}]}', grounds, "", "", "")
        for reference, grounds in (("2", ""), ("3", "ВИЧ"))
    )
    digest = ListDigest()
    digest.add([good, bad])
    made = Release.objects.get().made_at
    with at("moscow"):
        label = Label(RELEASE, "moscow", ("dushanbe",), 2, made, "bans", digest=digest.hex)
        parcel = outbox() / "bad.parcel"
        seal(parcel, label, [good, bad], signing_key(), [peer_of("dushanbe").recipient])
    with pytest.raises(refusal.UnusableRow, match=r"Row 2 of the parcel, grounds.*1 of 2 rows"):
        states.takes(parcel)
    assert set(on_the_list("barred")) == {"1"}


def test_what_is_exchanged_stands_in_the_log_without_names(states: States) -> None:
    states.keeps(dict([FARRUKH]))
    parcel = states.release_file()
    states.takes(parcel)
    with pytest.raises(refusal.Replayed):
        states.takes(parcel)
    told = [json.loads(one.details) for one in Event.objects.filter(act="parcel").order_by("number")]
    assert [one["purpose"] for one in told] == ["sealed", "opened", "sealed", "refused"]
    assert "Раҳимов" not in json.dumps(told, ensure_ascii=False)
    assert told[3]["told"]["reason"] == "replayed"


def test_old_parcels_that_were_answered_are_deleted_and_others_kept(states: States) -> None:
    states.keeps(dict([FARRUKH]))
    answered, waiting = states.release_file(), states.release_file()
    states.takes(answered)
    states.hears(states.answers())
    for path in (answered, waiting):
        os.utime(path, (0, 0))
    states.releases()
    assert (answered.exists(), waiting.exists()) == (False, True)


def test_a_peer_that_was_ended_is_heard_no_more(states: States) -> None:
    from ogoh.web.exchange.peers import end_peer

    states.keeps(dict([FARRUKH]))
    parcel = states.release_file()
    end_peer("moscow")
    with pytest.raises(refusal.UnknownKey):
        states.takes(parcel)
    assert not path_of(Sent.objects.filter(peer=dushanbe())[0]).name.startswith("receipt")


def test_a_list_that_is_taken_anew_begins_with_any_full_release(states: States) -> None:
    states.keeps(dict([FARRUKH]))
    release = states.release_file()
    states.takes(release)
    with at("dushanbe"):
        take_no_more("moscow", "bans")
        take_from("moscow", "bans", "barred")
    states.takes(release)
    assert Feed.objects.get().number == 1
    states.keeps(dict([FARRUKH, MALIKA]))
    states.takes(states.release_file())
    assert equal()


def test_a_receipt_of_another_list_is_no_receipt_of_this_one(states: States) -> None:
    states.keeps(dict([FARRUKH]))
    states.takes(states.release_file())
    Release.objects.update(digest="0" * 64)
    states.hears(states.answers())
    sent = Sent.objects.get(kind="release")
    assert (sent.outcome, Subscription.objects.get().wants_full) == ("another_list", True)
