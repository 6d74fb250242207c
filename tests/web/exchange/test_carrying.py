"""What one peer has for the other arrives once and is not lost, whatever breaks on the way."""

from __future__ import annotations

import os
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest
from django.test import Client

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.parcel import refusal
from ogoh.web.exchange import days, fetching
from ogoh.web.exchange.fetching import PeerNotReached, Synced
from ogoh.web.exchange.models import HandedOver, Refusal, Sent, Subscription, Taken
from ogoh.web.exchange.outbox import path_of, send, unanswered
from ogoh.web.exchange.peers import add_peer, give_token, own_keys, peer_of
from ogoh.web.exchange.receipts import note_fetched, take_receipt
from tests.web.exchange.states import FARRUKH, MALIKA, ZAFAR, States, at, dushanbe, equal
from tests.web.exchange.test_https import asked, body, called, handed_in, sent, server, settled, token

__all__ = ["sent", "server", "token"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits between two tries."""
    monkeypatch.setattr(fetching, "sleep", lambda seconds: None)


@pytest.fixture
def fetching_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is handed over: both sides are one process here, and Moscow would open it with Dushanbe's keys."""
    monkeypatch.setattr(fetching, "_hand_over", lambda peer: (0, []))


def offered(token: str) -> list[tuple[str, int]]:
    return [(one["kind"], one["number"]) for one in asked(token).json()["parcels"]]


def back(states: States, token: str) -> None:
    """Moscow hears every receipt of Dushanbe's that it has not heard."""
    for receipt in unanswered(peer_of("moscow")):
        assert handed_in(path_of(receipt).read_bytes(), token).status_code == 201
        note_fetched(receipt, "taken")


def test_a_parcel_counts_as_fetched_when_the_peer_says_so_and_not_before(sent: Sent, token: str) -> None:
    body(asked(token, sent))
    Client().head(f"/exchange/v1/parcels/{sent.pk}/", headers={"Authorization": f"Bearer {token}"})
    assert offered(token) == [("requests", 1)], "the line may have broken"
    assert settled(token, sent).status_code == 204
    assert offered(token) == []
    sent.refresh_from_db()
    assert sent.outcome == "taken"


@pytest.mark.parametrize("outcome", ["", "Taken", "x" * 41, 5, None, ["taken"]])
def test_what_became_of_a_parcel_is_told_in_a_word(sent: Sent, token: str, outcome: object) -> None:
    assert settled(token, sent, outcome).status_code == 400
    assert offered(token) == [("requests", 1)]


def test_nobody_says_what_became_of_a_parcel_for_another(states: States, sent: Sent, token: str) -> None:
    assert settled(give_token("moscow"), sent).status_code == 404
    assert settled("", sent).status_code == 401
    assert offered(token) == [("requests", 1)]


def test_a_gap_closes_by_https(states: States, server: str, token: str, fetching_alone: None) -> None:
    states.keeps(dict([FARRUKH]))
    states.takes(states.release_file())
    back(states, token)
    states.keeps(dict([FARRUKH, MALIKA]))
    states.releases()
    states.keeps(dict([FARRUKH, MALIKA, ZAFAR]))
    third = states.release_file()
    with pytest.raises(refusal.Gap):
        states.takes(third)
    back(states, token)
    assert offered(token) == [("release", 2), ("release", 3)]
    done = called(server, token)
    assert ([came.header.label.number for came in done.came], done.refused) == ([2, 3], ())
    assert equal()
    back(states, token)
    assert offered(token) == []
    assert [one.outcome for one in Sent.objects.filter(kind="release")] == ["taken"] * 3


def test_what_was_asked_for_and_taken_meanwhile_is_not_offered_again(states: States, token: str) -> None:
    states.keeps(dict([FARRUKH]))
    states.takes(states.release_file())
    back(states, token)
    second, third = states.release_file(), states.release_file()
    with pytest.raises(refusal.Gap):
        states.takes(third)
    for parcel in (second, third):
        states.takes(parcel)
    back(states, token)
    assert offered(token) == []


def test_a_gap_too_wide_to_be_named_is_closed_by_the_whole_list(states: States) -> None:
    states.keeps(dict([FARRUKH]))
    states.releases()
    Subscription.objects.update(wants_full=False)
    told = {"accepted": 0, "digest": "", "missing": [], "number": 1, "outcome": "gap", "rejected": 0, "source": "bans"}
    _hears(told)
    assert Subscription.objects.get().wants_full


@pytest.mark.parametrize(
    "change",
    [
        {"outcome": "Taken"},
        {"outcome": ""},
        {"outcome": "x" * 41},
        {"digest": "x"},
        {"digest": "\0"},
        {"source": "\0"},
        {"source": ""},
        {"number": 1 << 31},
        {"missing": [0]},
        {"missing": list(range(1, 1002))},
        {"more": 1},
    ],
)
def test_what_is_no_receipt_is_refused(states: States, change: dict[str, object]) -> None:
    told = {"accepted": 0, "digest": "", "missing": [], "number": 1, "outcome": "gap", "rejected": 0, "source": "bans"}
    with pytest.raises(refusal.UnusableRow):
        _hears(told | change)
    with pytest.raises(refusal.UnusableRow):
        _hears_row(b"no JSON")


def _hears(told: dict[str, object]) -> None:
    import orjson

    _hears_row(orjson.dumps(told, option=orjson.OPT_SORT_KEYS))


def _hears_row(row: bytes) -> None:
    from ogoh.delivery.parcel import opened
    from ogoh.web.exchange.receiving import reading

    with at("dushanbe"):
        parcel = send("receipt", peer_of("moscow"), [row], "bans")
    with at("moscow"), opened(path_of(parcel), reading()) as found:
        take_receipt(found, dushanbe())


def test_a_file_that_is_gone_holds_up_nothing_and_the_whole_list_follows(
    states: States, server: str, token: str, fetching_alone: None
) -> None:
    states.keeps(dict([FARRUKH]))
    states.release_file().unlink()
    with at("moscow"):
        lost = send("requests", dushanbe(), [b"{}"])
        send("requests", dushanbe(), [b"{}"])
    path_of(lost).unlink()
    assert offered(token) == [("requests", 2)]
    assert offered(token) == [("requests", 2)]
    assert {one.outcome for one in Sent.objects.exclude(number=2)} == {"lost"}
    (made,) = states.releases().sent
    assert made.builds_on == 0
    assert [came.header.label.kind for came in called(server, token).came] == ["release"]
    assert equal()


def test_a_file_that_goes_while_it_is_fetched_holds_up_no_other(
    states: States, server: str, token: str, fetching_alone: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    states.keeps(dict([FARRUKH]))
    with at("moscow"):
        gone = send("requests", dushanbe(), [b"{}"])
    states.releases()
    offers = fetching._offers

    def then_it_goes(peer: object) -> list[fetching.Offered]:
        told = offers(peer_of("moscow"))
        path_of(gone).unlink()
        return told

    monkeypatch.setattr(fetching, "_offers", then_it_goes)
    done = called(server, token)
    assert len(done.came) == 1
    assert "status 404" in done.refused[0]
    assert equal()


def test_a_fault_of_the_server_at_one_parcel_does_not_hold_up_what_is_handed_over(
    states: States, server: str, token: str, no_waiting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ogoh.web.exchange import views

    with at("dushanbe"):
        first, second = (send("requests", peer_of("moscow"), [b"{}"]) for _ in range(2))
    faults = [RuntimeError("a fault"), None]

    def received(*_: object) -> object:
        fault = faults.pop(0)
        if fault is not None:
            raise fault
        raise refusal.TamperedParcel("The parcel", "this", "that", "Nothing.")

    monkeypatch.setattr(views, "receive", received)
    done = called(server, token)
    assert (done.handed_over, len(done.refused)) == (1, 1)
    assert "status 500" in done.refused[0]
    for one in (first, second):
        one.refresh_from_db()
    assert (first.fetched_at, second.outcome) == (None, "tampered")


def test_what_may_be_taken_later_is_kept_offered_and_not_fetched_again(
    states: States, server: str, token: str, own_home: Path, fetching_alone: None
) -> None:
    with at("moscow"):
        parcel = send("weather", dushanbe(), [b"{}"])
    for _ in range(2):
        assert "Bring one of the two up to date" in called(server, token).refused[0]
    assert offered(token) == [("weather", 1)], "a newer version may know the kind"
    assert [one.name for one in (own_home / "home/parcels/in/moscow").glob("*.part")] == [f"{parcel.sha256}.part"]
    assert Refusal.objects.filter(settled=False).count() == 1


def test_parts_of_what_is_no_longer_offered_are_deleted(
    states: States, server: str, token: str, own_home: Path
) -> None:
    folder = own_home / "home/parcels/in/moscow"
    folder.mkdir(parents=True)
    (folder / f"{'0' * 64}.part").write_bytes(b"x")
    called(server, token)
    assert [one.name for one in folder.iterdir()] == ["lock"]


def test_two_do_not_call_one_peer_at_once(states: States, server: str, token: str, own_home: Path) -> None:
    called(server, token)
    with (own_home / "home/parcels/in/moscow/lock").open("a") as file:
        flock(file, LOCK_EX)
        with pytest.raises(DeliveryRefused, match="one at a time") as refused:
            called(server, token)
    assert not isinstance(refused.value, PeerNotReached)


def _broken(states: States) -> Sent:
    """A release whose file was spoiled on Moscow's disk, as it says of itself."""
    from hashlib import sha256

    (release,) = states.releases().sent
    content = path_of(release).read_bytes()
    path_of(release).write_bytes(content[:-5] + b"spoil")
    release.sha256 = sha256(path_of(release).read_bytes()).hexdigest()
    release.save()
    return release


def test_what_cannot_be_opened_is_told_to_the_sender_who_sends_the_whole_list(
    states: States, server: str, token: str, fetching_alone: None
) -> None:
    states.keeps(dict([FARRUKH]))
    states.takes(states.release_file())
    back(states, token)
    broken = _broken(states)
    assert "changed after it was sealed" in called(server, token).refused[0]
    (standing,) = Refusal.objects.filter(settled=False)
    assert (standing.peer, standing.kind, standing.number) == (peer_of("moscow"), "release", 2)
    broken.refresh_from_db()
    assert broken.outcome == "tampered"
    (whole,) = states.releases().sent
    assert whole.builds_on == 0
    assert isinstance(called(server, token), Synced)
    assert equal()
    assert not Refusal.objects.filter(settled=False).exists()


def test_of_one_parcel_one_refusal_stands_open(states: States, token: str) -> None:
    for _ in range(3):
        assert handed_in(b"no parcel", token).status_code == 422
    assert Refusal.objects.count() == 3
    assert Refusal.objects.get(settled=False).peer == dushanbe()
    states.keeps(dict([FARRUKH]))
    states.takes(states.release_file())
    assert handed_in(states.answers().read_bytes(), token).status_code == 201
    assert not Refusal.objects.filter(settled=False).exists()


def test_a_file_of_nobody_that_came_by_hand_does_not_stand_open(states: States, own_home: Path) -> None:
    path = own_home / "x.parcel"
    path.write_bytes(b"something")
    with pytest.raises(refusal.NotAParcel):
        states.takes(path)
    assert Refusal.objects.get().settled


def test_a_peer_hands_over_no_lists(states: States, token: str) -> None:
    with at("dushanbe"):
        card = own_keys().card
    with at("moscow"):
        add_peer(card, card.fingerprint)
    states.keeps(dict([FARRUKH]))
    release = states.release_file()
    with at("dushanbe"):
        posted = Client().post(
            "/exchange/v1/parcels/",
            release.read_bytes(),
            content_type="application/octet-stream",
            headers={"Authorization": f"Bearer {give_token('moscow')}"},
        )
    assert (posted.status_code, posted.json()["reason"]) == (409, "refused")
    assert not Taken.objects.exists()
    assert not Sent.objects.filter(kind="receipt").exists(), "the sender goes on offering it"


def test_what_a_peer_hands_over_in_a_day_is_counted(
    states: States, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(days, "A_DAY", 2)
    assert [handed_in(b"x", token).status_code for _ in range(3)] == [422, 422, 429]
    posted = handed_in(b"x", token)
    assert 0 < int(posted["Retry-After"]) <= 86_401
    assert HandedOver.objects.get().parcels == 2


def test_what_was_taken_and_comes_again_is_answered_by_the_first_receipt(states: States) -> None:
    states.keeps(dict([FARRUKH]))
    parcel = states.release_file()
    states.takes(parcel)
    receipt = Sent.objects.get(kind="receipt")
    Sent.objects.filter(pk=receipt.pk).update(fetched_at=receipt.made_at)
    assert unanswered(peer_of("moscow")) == []
    with pytest.raises(refusal.Replayed):
        states.takes(parcel)
    assert unanswered(peer_of("moscow")) == [receipt]


def test_where_the_first_receipt_is_gone_another_is_made(states: States) -> None:
    states.keeps(dict([FARRUKH]))
    parcel = states.release_file()
    states.takes(parcel)
    states.answers().unlink()
    with pytest.raises(refusal.Replayed):
        states.takes(parcel)
    assert [one.number for one in unanswered(peer_of("moscow"))] == [2]


def test_another_parcel_under_a_number_that_was_taken_is_no_replay(states: States) -> None:
    states.keeps(dict([FARRUKH]))
    states.takes(states.release_file())
    states.hears(states.answers())
    with pytest.raises(refusal.Replayed):
        states.hears(states.answers())
    # Dushanbe goes on from an older copy of its database and counts from 1 again.
    Taken.objects.update(receipt=None)
    Sent.objects.filter(kind="receipt").delete()
    with at("dushanbe"):
        send("receipt", peer_of("moscow"), [], "bans")
    with pytest.raises(refusal.Contradiction, match="another parcel"):
        states.hears(states.answers())


def test_an_import_that_goes_on_is_not_answered_as_a_refusal(states: States, monkeypatch: pytest.MonkeyPatch) -> None:
    from ogoh.web.exchange import receiving

    def busy(order: object) -> None:
        raise DeliveryRefused("The database", "another import going on", "to be the only one", "Repeat it.")

    states.keeps(dict([FARRUKH]))
    parcel = states.release_file()
    monkeypatch.setattr(receiving, "take", busy)
    with pytest.raises(DeliveryRefused, match="another import"):
        states.takes(parcel)
    assert not Sent.objects.filter(kind="receipt").exists()
    assert unanswered(dushanbe()) == list(Sent.objects.filter(kind="release"))


def test_what_was_fetched_and_never_answered_is_kept(states: States, token: str) -> None:
    states.keeps(dict([FARRUKH]))
    path = states.release_file()
    assert settled(token, Sent.objects.get()).status_code == 204
    os.utime(path, (0, 0))
    states.releases()
    assert path.exists()
