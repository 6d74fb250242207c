"""What happens is told to the log, once, inside the transaction of the thing itself."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import orjson
import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import IntegrityError, connection
from django.test import Client
from pytest_django import Settings

from ogoh.web.accounts import recording, second_factor, services
from ogoh.web.accounts.models import Office, Role, User
from ogoh.web.audit.models import Event
from tests.web.accounts.people import PASSWORD, alice, bob, code, person, signed_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the events, as they come; each has to come inside a transaction."""
    events: list[str] = []

    def telling(name: str) -> Callable[..., None]:
        def tell(*_: object) -> None:
            assert connection.in_atomic_block, f"{name} was told outside a transaction"
            events.append(name)

        return tell

    for name, function in inspect.getmembers(recording, inspect.isfunction):
        if function.__module__ == recording.__name__:
            monkeypatch.setattr(recording, name, telling(name))
    return events


def typed(client: Client, password: str = PASSWORD) -> None:
    client.post("/staff/sign-in/", {"login": "alice", "password": password})


def test_signing_in_and_out(client: Client, told: list[str]) -> None:
    one = alice()
    one.set_password(PASSWORD)
    one.save()
    typed(client, "wrong")
    typed(client)
    assert told == ["sign_in_failed"], "the password alone is no signing in"
    client.post("/staff/code/", {"code": "000000"})
    client.post("/staff/code/", {"code": code()})
    client.get("/staff/people/")
    client.post("/staff/sign-out/")
    assert told == ["sign_in_failed", "code_failed", "signed_in", "refused", "signed_out"]


def test_being_locked_out(client: Client, told: list[str]) -> None:
    for _ in range(5):
        typed(client, "wrong")
    assert (told.count("sign_in_failed"), told.count("locked_out")) == (5, 1)


def test_a_session_that_ends_by_itself(told: list[str], settings: Settings) -> None:
    browser = signed_in(alice())
    settings.SHIFT_HOURS = 0
    browser.get("/staff/")
    assert told == ["signed_in", "session_ended"]


def test_setting_up(client: Client, told: list[str]) -> None:
    one = person("alice", protected=False)
    one.set_password(PASSWORD)
    one.save()
    typed(client)
    client.post(
        "/staff/password/", {"oldpassword": PASSWORD, "password1": "lamp river 444", "password2": "lamp river 444"}
    )
    client.get("/staff/second-factor/")
    secret = client.session["mfa.totp.secret"]
    client.post("/staff/second-factor/", {"code": second_factor.code_now(secret)})
    client.post("/staff/recovery-codes/new/")
    assert told == ["signed_in", "password_changed", "second_factor_set_up", "recovery_codes_made"]


def test_a_fresh_code(told: list[str]) -> None:
    browser = signed_in(alice(), code_given=301)
    browser.post("/staff/code/again/", {"code": code()})
    assert told == ["signed_in", "fresh_code_given"]


def test_what_an_administrator_does(told: list[str]) -> None:
    one, other = alice(Role.ADMINISTRATOR), bob()
    services.add_office(one, "khujand", "Desk of Khujand")
    services.add_person(one, "charlie", "Charlie", other.office, [Role.OFFICER])
    services.set_roles(one, other.pk, [Role.AUDITOR])
    services.set_active(one, other.pk, False)
    services.reset_password(one, other.pk)
    services.reset_second_factor(one, other.pk)
    assert told == [
        "office_added",
        "person_added",
        "role_changed",
        "role_changed",
        "activity_changed",
        "password_reset",
        "second_factor_reset",
    ]


def test_what_is_refused_is_not_told_as_done(told: list[str]) -> None:
    one = alice(Role.ADMINISTRATOR)
    with pytest.raises(services.PersonRefused):
        services.set_active(one, one.pk, False)
    with pytest.raises(services.PersonRefused):
        services.add_person(one, "alice", "Alice", one.office, [Role.OFFICER])
    with pytest.raises(services.OfficeRefused):
        services.add_office(one, one.office.code, "Another")
    assert told == []


def test_what_changes_nothing_is_not_told_and_ends_no_session(told: list[str]) -> None:
    one, other = alice(Role.ADMINISTRATOR), bob(Role.OFFICER)
    services.set_roles(one, other.pk, [Role.OFFICER])
    services.set_active(one, other.pk, True)
    assert told == []
    assert User.objects.get(pk=other.pk).sessions_ended == 0


def out_of_order(*_: object) -> None:
    raise IntegrityError


def test_a_fault_of_the_log_is_not_taken_for_a_name_that_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    one = alice(Role.ADMINISTRATOR)
    monkeypatch.setattr(recording, "person_added", out_of_order)
    monkeypatch.setattr(recording, "office_added", out_of_order)
    with pytest.raises(IntegrityError):
        services.add_person(one, "bob", "Bob", one.office, [Role.OFFICER])
    with pytest.raises(IntegrityError):
        services.add_office(one, "khujand", "Desk of Khujand")
    assert (User.objects.count(), Office.objects.count()) == (1, 1)


def test_a_reset_that_stops_midway_has_changed_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    one = bob()
    one.set_password(PASSWORD)
    one.save()
    monkeypatch.setattr(recording, "second_factor_reset", out_of_order)
    with pytest.raises(IntegrityError):
        services.reset_access("command", one.pk)
    kept = User.objects.get(pk=one.pk)
    assert (kept.check_password(PASSWORD), kept.must_change_password, kept.sessions_ended) == (True, False, 0)
    assert not Event.objects.exists()


def test_an_office_that_is_added_says_by_whom() -> None:
    services.add_office(alice(Role.ADMINISTRATOR), "khujand", "Desk of Khujand")
    details = orjson.loads(Event.objects.get().details)
    assert (details["actor"], details["purpose"], details["told"]) == (
        "alice",
        "an office added",
        {"office": "khujand"},
    )


def test_a_page_that_roles_do_not_open_is_told_as_a_refused_form_is() -> None:
    signed_in(alice(Role.OFFICER)).get("/staff/people/")
    details = orjson.loads(Event.objects.get(act="refused").details)
    assert (details["purpose"], details["told"]) == ("a page of other roles", {"page": "staff:people"})


def test_a_recovery_code_is_told_as_one(client: Client) -> None:
    one = alice()
    one.set_password(PASSWORD)
    one.save()
    first, second = RecoveryCodes.activate(one).generate_codes()[:2]
    typed(client)
    client.post("/staff/code/", {"code": first})
    client.post("/staff/code/again/", {"code": second})
    client.post("/staff/code/again/", {"code": code()})
    events = Event.objects.filter(act="sign_in").order_by("number")
    assert [orjson.loads(event.details)["purpose"] for event in events] == [
        "signed in by a recovery code",
        "a recovery code as a fresh one",
        "a fresh code",
    ]
