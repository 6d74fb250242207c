"""Requests and answers between two states: the same parcels that carry lists, and nothing is asked or told twice."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import orjson
import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.correspondence import Outcome, Reply, Why
from ogoh.delivery.correspondence.carried import Rejection, rejection_as_row
from ogoh.delivery.parcel import ParcelRefused, opened
from ogoh.delivery.tables import write_table
from ogoh.web.accounts.models import Role, User
from ogoh.web.cases import inbox, opening, parcels, sending
from ogoh.web.cases.actor import Actor
from ogoh.web.cases.answering import reply_of
from ogoh.web.cases.days import addressee_of
from ogoh.web.cases.models import Asked, AskedState, Batch, Case, CaseAnswer, State
from ogoh.web.cases.opening import Wish, open_case
from ogoh.web.cases.refusal import CaseRefused
from ogoh.web.exchange.models import Sent
from ogoh.web.exchange.outbox import path_of, send
from ogoh.web.exchange.peers import peer_of
from ogoh.web.exchange.receiving import reading
from ogoh.web.lists.models import Source
from ogoh.web.queue.models import today
from tests.web.accounts.people import person, signed_in
from tests.web.cases.conftest import FARRUKH as THE_PERSON
from tests.web.exchange.conftest import own_home, states
from tests.web.exchange.states import FARRUKH, MALIKA, States, at, on_the_list

__all__ = ["own_home", "states"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dora(states: States) -> User:
    """Who asks and sends, in Dushanbe."""
    return person("dora", [Role.OFFICER, Role.SUPERVISOR], where="dushanbe")


@pytest.fixture
def mila(states: States) -> User:
    """Who answers, in Moscow, about the list that is kept there."""
    mila = person("mila", [Role.REVIEWER, Role.SUPERVISOR], where="moscow")
    addressee = addressee_of(Source.objects.get(code="bans"))
    addressee.answers_here = mila.office
    addressee.save()
    return mila


@pytest.fixture
def case(states: States, dora: User) -> Case:
    """A request about a record that came in a parcel."""
    states.keeps(dict([FARRUKH, MALIKA]))
    states.takes(states.release_file())
    return open_case(dora, Wish(Source.objects.get(code="barred"), "court", THE_PERSON, "tg", "1"))


def asked(case: Case, dora: User) -> Path:
    """The parcel in which a request goes."""
    with at("dushanbe"):
        batch = sending.send(Actor.of(dora), case.office, case.source)
        return path_of(parcels.send_batch(batch, Actor.of(dora)))


def answered(mila: User, outcome: Outcome = Outcome.REMOVED) -> Path:
    """The parcel in which the answer comes back."""
    one = Asked.objects.get()
    inbox.answer(mila, one, Reply(one.number, outcome, today(), explanation="отменено судом"))
    with at("moscow"):
        back = inbox.send_back(mila.office, one.sender, one.source, Actor.of(mila))
        sent = parcels.send_answers(back, Actor.of(mila))
    assert sent is not None
    return path_of(sent)


def test_a_request_goes_there_and_its_answer_comes_back(states: States, case: Case, dora: User, mila: User) -> None:
    assert states.hears(asked(case, dora)).accepted == 1
    one = Asked.objects.get()
    assert (one.number, one.sender, one.office, one.state) == (case.number, "dushanbe", mila.office, AskedState.WAITING)
    assert states.takes(answered(mila)).accepted == 1
    case.refresh_from_db()
    assert case.state == State.ANSWERED
    assert reply_of(CaseAnswer.objects.get()).explanation == "отменено судом"


def test_the_list_changes_with_the_next_release_and_not_by_the_answer(
    states: States, case: Case, dora: User, mila: User
) -> None:
    states.hears(asked(case, dora))
    states.takes(answered(mila))
    assert CaseAnswer.objects.get().unapplied == "comes_by_parcel"
    assert "1" in on_the_list("barred")
    states.keeps(dict([MALIKA]))
    states.takes(states.release_file())
    assert "1" not in on_the_list("barred")


def test_a_parcel_that_comes_twice_asks_nothing_twice(states: States, case: Case, dora: User, mila: User) -> None:
    parcel = asked(case, dora)
    states.hears(parcel)
    with pytest.raises(ParcelRefused, match="taken already"):
        states.hears(parcel)
    with at("dushanbe"):
        again = path_of(parcels.send_batch(Batch.objects.get(), Actor.of(dora)))
    assert states.hears(again).accepted == 1
    assert Asked.objects.count() == 1


def test_requests_about_a_list_that_no_office_answers_for_are_refused_with_what_to_do(
    states: States, case: Case, dora: User
) -> None:
    with pytest.raises(DeliveryRefused, match="--answers-here"):
        states.hears(asked(case, dora))
    assert not Asked.objects.exists()


def test_answers_about_a_list_that_the_peer_does_not_send_are_refused(states: States, case: Case, mila: User) -> None:
    with at("moscow"):
        stray = send(parcels.ANSWERS, peer_of("dushanbe"), [b"{}"], "other", "mila")
    with pytest.raises(DeliveryRefused, match="a list that this peer sends us"):
        states.takes(path_of(stray))


def test_a_peer_cannot_answer_for_another_owner(states: States, case: Case, dora: User, mila: User) -> None:
    states.hears(asked(case, dora))
    Case.objects.filter(pk=case.pk).update(source=Source.objects.get(code="bans"))
    assert states.takes(answered(mila)).accepted == 0
    case.refresh_from_db()
    assert case.state == State.SENT


def test_a_list_that_comes_in_no_parcel_is_asked_by_letter(states: States, dora: User) -> None:
    case = open_case(dora, Wish(Source.objects.get(code="bans"), "listed", THE_PERSON, "tg"))
    batch = sending.send(Actor.of(dora), case.office, case.source)
    with pytest.raises(CaseRefused):
        parcels.send_batch(batch, Actor.of(dora))
    assert not Sent.objects.exists()


def test_the_pages_put_both_into_parcels(states: States, case: Case, dora: User, mila: User) -> None:
    browser: Client = signed_in(dora)
    with at("dushanbe"):
        page = browser.post("/cases/batches/?language=en", {"source": "barred", "do": "send"}, follow=True)
        assert "Put them into a parcel for Moscow" in page.content.decode()
        batch = Batch.objects.get()
        shown = browser.post(f"/cases/batches/{batch.pk}/parcel/", follow=True).content.decode()
    batch.refresh_from_db()
    assert batch.parcel in shown
    states.hears(path_of(Sent.objects.get(kind="requests")))
    inbox.answer(mila, Asked.objects.get(), Reply(case.number, Outcome.NOT_LISTED, today()))
    with at("moscow"):
        told = {"source": "bans", "sender": "dushanbe"}
        back = signed_in(mila).post("/cases/asked/back/?language=en", told, follow=True).content.decode()
    assert "They are also in a parcel for Dushanbe" in back
    states.takes(path_of(Sent.objects.get(kind="answers")))
    case.refresh_from_db()
    assert case.state == State.ANSWERED


def test_a_typed_sender_gets_no_parcel_whatever_it_is_called(
    states: States, dora: User, mila: User, tmp_path: Path
) -> None:
    bans = Source.objects.get(code="bans")
    write_table(tmp_path / "r.csv", ("Номер", "ФИО", "Паспорт"), [("7", "Раҳимов Фаррух", "400123451")])
    for typed in ("dushanbe", " Dushanbe "):
        with pytest.raises(CaseRefused):
            inbox.receive(tmp_path / "r.csv", bans, typed, mila.office, Actor.of(mila))
    assert not Asked.objects.exists()
    inbox.receive(tmp_path / "r.csv", bans, "Душанбе", mila.office, Actor.of(mila))
    # As one that was typed before this office became a peer.
    Asked.objects.update(sender="dushanbe")
    inbox.answer(mila, Asked.objects.get(), Reply("7", Outcome.LISTED, today()))
    with at("moscow"):
        page = signed_in(mila).post(
            "/cases/asked/back/?language=en", {"source": "bans", "sender": "dushanbe"}, follow=True
        )
    assert "They are also in a parcel" not in page.content.decode()
    assert not Sent.objects.filter(kind="answers").exists()


def test_a_peer_with_whom_we_no_longer_exchange_gets_no_parcel(
    states: States, case: Case, dora: User, mila: User
) -> None:
    states.hears(asked(case, dora))
    one = Asked.objects.get()
    assert one.peer == peer_of("dushanbe")
    inbox.answer(mila, one, Reply(one.number, Outcome.LISTED, today()))
    peer_of("dushanbe").__class__.objects.update(ended_at=timezone.now())
    back = inbox.send_back(mila.office, "dushanbe", one.source, Actor.of(mila))
    assert parcels.send_answers(back, Actor.of(mila)) is None


def newest(kind: str) -> Path:
    """The last parcel of a kind."""
    return path_of(Sent.objects.filter(kind=kind).latest("pk"))


def test_what_the_owner_cannot_take_comes_back_with_its_number_and_why(
    states: States, case: Case, dora: User, mila: User
) -> None:
    states.hears(asked(case, dora))
    Asked.objects.update(digest="of another request")
    with at("dushanbe"):
        again = path_of(parcels.send_batch(Batch.objects.get(), Actor.of(dora)))
    assert states.hears(again).accepted == 0
    assert states.takes(newest("rejections")).accepted == 1
    assert case.steps.get(act="not_taken").note == "another_request"
    page = signed_in(dora).get(f"/cases/{case.number}/?language=en").content.decode()
    assert "The owner could not take it" in page
    assert "Another request came there under this number." in page


def test_an_answer_that_cannot_be_taken_comes_back_and_may_be_answered_otherwise(
    states: States, case: Case, dora: User, mila: User
) -> None:
    states.hears(asked(case, dora))
    parcel = answered(mila)
    opening.withdraw(dora, case)
    assert states.takes(parcel).accepted == 0
    assert states.hears(newest("rejections")).accepted == 1
    one = Asked.objects.get()
    assert one.rejected == "closed"
    browser = signed_in(mila)
    assert "The request is closed there." in browser.get("/cases/asked/?language=en").content.decode()
    page = browser.get(f"/cases/asked/{one.pk}/?language=en").content.decode()
    assert "could not be taken there" in page
    inbox.answer(mila, one, Reply(one.number, Outcome.LISTED, today()))
    one.refresh_from_db()
    assert (one.state, one.rejected) == (AskedState.ANSWERED, "")


def test_a_rejection_of_what_was_never_sent_changes_nothing(states: States, case: Case, dora: User, mila: User) -> None:
    rows = [rejection_as_row(Rejection(case.number, of, Why.CLOSED)) for of in ("requests", "answers", "something")]
    with at("moscow"):
        stray = send(parcels.REJECTIONS, peer_of("dushanbe"), [*rows, b"{}"], "another", "mila")
    assert states.takes(path_of(stray)).accepted == 0
    assert not case.steps.filter(act="not_taken").exists()


def test_no_name_is_in_what_comes_back(states: States, case: Case, dora: User, mila: User) -> None:
    row = orjson.dumps({"number": case.number, "question": "Раҳимов", "subject": {"names": [{"whole": "Раҳимов"}]}})
    with at("dushanbe"):
        path = path_of(send(parcels.REQUESTS, peer_of("moscow"), [row], "bans", "dora"))
    assert states.hears(path).accepted == 0
    with at("dushanbe"), opened(newest("rejections"), reading()) as parcel:
        (told,) = parcel.rows()
    assert orjson.loads(told) == {"number": case.number, "of": "requests", "why": "unusable"}


def test_the_page_of_the_exchange_calls_our_parcels_by_words(
    states: States, case: Case, dora: User, mila: User
) -> None:
    states.hears(asked(case, dora))
    lena = person("lena", [Role.LIST_MANAGER], where="moscow")
    assert "запросы bans 1" in signed_in(lena).get("/exchange/?language=ru").content.decode()


@pytest.mark.parametrize("room", ["exchange.receiving", "cases.inbox"])
def test_a_parcel_that_comes_while_somebody_writes_is_taken_the_next_time(
    case: Case, dora: User, mila: User, states: States, monkeypatch: pytest.MonkeyPatch, room: str
) -> None:
    def wait_in_vain() -> None:
        locked = sqlite3.OperationalError("database is locked")
        locked.sqlite_errorcode = sqlite3.SQLITE_BUSY
        raise OperationalError from locked

    parcel = asked(case, dora)
    with monkeypatch.context() as busy:
        busy.setattr(f"ogoh.web.{room}.wait_a_while", wait_in_vain)
        with pytest.raises(DeliveryRefused) as refused:
            states.hears(parcel)
    assert not isinstance(refused.value, ParcelRefused), "a parcel that is refused as such would not come again"
    states.hears(parcel)
    assert Asked.objects.get().number == case.number
