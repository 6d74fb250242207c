"""Seats: one person at one counter, free when the person has gone, however they went."""

from __future__ import annotations

import json
import time

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from ogoh.web.accounts import services as accounts
from ogoh.web.accounts.models import Role, User
from ogoh.web.accounts.shift import SEEN, STARTED
from ogoh.web.audit.models import Event
from ogoh.web.queue.models import Counter
from ogoh.web.queue.refusal import QueueRefused
from ogoh.web.queue.seats import leave, seat_of, sit_at
from ogoh.web.queue.services import call_next, ticket_at
from tests.web.accounts.people import alice, bob, charlie, office, person, signed_in
from tests.web.queue.line import alice_at, bob_at, numbers_in_line, take

pytestmark = pytest.mark.django_db


def sit_in_a_session(one: User, number: int = 1) -> Client:
    """Somebody who sits down in a browser."""
    browser = signed_in(one)
    session = browser.session
    session[STARTED] = session[SEEN] = time.time()
    session.save()
    assert browser.post("/queue/counter/", {"do": "sit", "counter": number}).status_code == 302
    return browser


def test_a_counter_that_somebody_sits_at_is_taken() -> None:
    alice_at(1)
    other = bob()
    with pytest.raises(QueueRefused, match="Somebody else"):
        sit_at(other, 1)
    assert seat_of(other) is None


def test_whoever_finds_a_counter_taken_keeps_their_own() -> None:
    alice_at(1)
    other = bob_at(2)
    with pytest.raises(QueueRefused):
        sit_at(other, 1)
    assert seat_of(other) == Counter.objects.get(number=2)


def test_whoever_sits_down_elsewhere_leaves_their_counter_and_its_number() -> None:
    officer = alice_at(1)
    take(2)
    call_next(officer)
    sit_at(officer, 5)
    assert Counter.objects.get(sat_by=officer).number == 5
    assert (ticket_at(officer), numbers_in_line()) == (None, [1, 2])


def test_sitting_down_again_changes_nothing() -> None:
    officer = alice_at(1)
    take(1)
    call_next(officer)
    sit_at(officer, 1)
    assert ticket_at(officer) is not None


def test_the_same_number_in_another_office_is_another_counter() -> None:
    alice_at(1)
    assert sit_at(charlie(), 1).office == office("khujand")


def test_leaving_puts_the_number_back_to_its_place() -> None:
    officer = alice_at(1)
    take(3)
    call_next(officer)
    leave(officer)
    assert (seat_of(officer), numbers_in_line()) == (None, [1, 2, 3])
    with pytest.raises(QueueRefused, match="at no counter"):
        leave(officer)


@pytest.mark.parametrize("number", [-1, 0, 100, 10**20])
def test_a_counter_has_a_number_from_1_to_99(number: int) -> None:
    with pytest.raises(QueueRefused, match="from 1 to 99"):
        sit_at(alice(), number)


def test_only_an_officer_sits_down() -> None:
    with pytest.raises(QueueRefused, match="Your roles"):
        sit_at(alice(Role.AUDITOR), 1)


def test_the_database_itself_seats_nobody_twice() -> None:
    officer = alice_at(1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Counter.objects.create(office=office("dushanbe"), number=2, sat_by=officer, sat_since=timezone.now())


@pytest.mark.parametrize(("key", "hours"), [(STARTED, 11), (SEEN, 1)])
def test_a_session_that_is_over_frees_the_counter(key: str, hours: float) -> None:
    browser = sit_in_a_session(alice())
    sit_at(other := bob(), 2)
    take(1)
    browser.post("/queue/counter/", {"do": "next"})
    session = browser.session
    session[key] = time.time() - hours * 3600
    session.save()
    sit_at(other, 1)
    assert (seat_of(other), numbers_in_line()) == (Counter.objects.get(number=1), [1])


def test_whoever_frees_the_counter_of_one_who_had_gone_is_named_and_beside_them_who_had_gone() -> None:
    browser = sit_in_a_session(officer := alice())
    take(1)
    browser.post("/queue/counter/", {"do": "next"})
    accounts.set_active(person("dilorom", [Role.ADMINISTRATOR]), officer.pk, False)
    sit_at(bob(), 1)
    events = [json.loads(one.details) for one in Event.objects.filter(act="queue").order_by("-number")[1:3]]
    assert [(one["actor"], one["purpose"], one["told"]["person"]) for one in events] == [
        ("bob", "a counter freed, for the session or the role had ended", "alice"),
        ("bob", "put back, for the counter was left", "alice"),
    ]


def test_whoever_leaves_their_own_counter_is_named_once() -> None:
    leave(alice_at(1))
    details = json.loads(Event.objects.latest("number").details)
    assert (details["actor"], details["told"]) == ("alice", {"counter": 1})


def test_signing_out_frees_the_counter() -> None:
    browser = sit_in_a_session(alice())
    browser.post("/staff/sign-out/")
    assert sit_at(bob(), 1).number == 1


def test_shutting_somebody_out_frees_the_counter_and_puts_the_number_back() -> None:
    browser = sit_in_a_session(officer := alice())
    take(1)
    browser.post("/queue/counter/", {"do": "next"})
    accounts.set_active(person("dilorom", [Role.ADMINISTRATOR]), officer.pk, False)
    called = call_next(bob_at(2))
    assert called is not None
    assert called.number == 1


def test_a_session_that_lives_keeps_the_counter() -> None:
    sit_in_a_session(alice())
    with pytest.raises(QueueRefused):
        sit_at(bob(), 1)


def test_going_on_in_another_browser_keeps_the_counter_when_the_first_signs_out() -> None:
    first = sit_in_a_session(officer := alice())
    second = signed_in(officer)
    second.get("/queue/counter/")
    first.post("/staff/sign-out/")
    with pytest.raises(QueueRefused):
        sit_at(bob(), 1)


def test_whoever_moved_to_another_office_sits_there_no_more() -> None:
    officer = alice_at(1)
    User.objects.filter(pk=officer.pk).update(office=office("khujand"))
    assert seat_of(User.objects.get(pk=officer.pk)) is None
    assert sit_at(bob(), 1).number == 1
