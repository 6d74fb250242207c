"""Signing in as staff do it: name, password, code; and what is refused on the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axes.models import AccessAttempt
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from ogoh.web.accounts import second_factor
from ogoh.web.accounts.models import Role, User
from tests.web.accounts.people import PASSWORD, SECRET, alice, code, person

pytestmark = pytest.mark.django_db

SIGN_IN, CODE = "/staff/sign-in/", "/staff/code/"


@pytest.fixture
def staff(quick_passwords: None) -> User:
    return with_password(alice(Role.OFFICER))


def with_password(one: User) -> User:
    one.set_password(PASSWORD)
    one.save()
    return one


def typed(client: Client, password: str = PASSWORD, name: str = "alice", **more: str) -> HttpResponse:
    return client.post(SIGN_IN + "?language=en", {"login": name, "password": password}, **more)  # type: ignore[arg-type, return-value]


def coded(client: Client, digits: str) -> HttpResponse:
    return client.post(CODE, {"code": digits})  # type: ignore[return-value]


def test_name_password_and_code_lead_to_the_start_page(client: Client, staff: User) -> None:
    assert typed(client, name="Alice ").headers["Location"] == CODE
    assert coded(client, f" {code()[:3]} {code()[3:]}").headers["Location"] == "/staff/"
    page = client.get("/staff/").content.decode()
    assert "Office of dushanbe" in page
    assert "Officer" in page


def test_the_password_alone_opens_nothing(client: Client, staff: User) -> None:
    typed(client)
    assert client.get("/staff/").headers["Location"] == "/staff/sign-in/?next=%2Fstaff%2F"


@pytest.mark.parametrize("name", ["alice", "nobody", "", "a" * 500, "al\0ice"])
def test_a_wrong_password_and_an_unknown_name_are_told_alike(client: Client, staff: User, name: str) -> None:
    page = typed(client, "wrong", name)
    assert page.status_code == 200
    if name in ("alice", "nobody"):
        assert "Name and password do not fit together." in page.content.decode()
    assert "ogoh_session" not in client.cookies


def test_a_code_is_taken_once_also_in_another_browser(client: Client, staff: User) -> None:
    used = code()
    typed(client)
    coded(client, used)
    other = Client()
    typed(other)
    assert "used before" in coded(other, used).content.decode()
    assert other.get("/staff/").status_code == 302


def test_an_older_code_is_not_taken_after_a_newer_one(client: Client, staff: User) -> None:
    assert second_factor.use_code(staff, SECRET, code(1))
    assert not second_factor.use_code(staff, SECRET, code())


def test_after_ten_wrong_codes_the_right_one_is_not_looked_at(client: Client, staff: User) -> None:
    typed(client)
    for _ in range(10):
        coded(client, "000000")
    assert "Too many wrong codes." in coded(client, code()).content.decode()


@pytest.mark.parametrize("digits", ["", "x" * 500, "12345６", "\0", "１２３４５６"])
def test_what_is_no_code_is_refused_in_a_sentence(client: Client, staff: User, digits: str) -> None:
    typed(client)
    assert coded(client, digits).status_code == 200
    assert client.get("/staff/").status_code == 302


@contextmanager
def some_block() -> Iterator[None]:
    yield


def test_too_many_codes_is_told_from_within_any_block() -> None:
    with pytest.raises(second_factor.TooManyCodes, match="30 seconds") as told, some_block():
        raise second_factor.TooManyCodes(30.0)
    assert told.value.seconds == 30.0


def test_a_recovery_code_opens_once(client: Client, staff: User) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    first = RecoveryCodes.activate(staff).generate_codes()[0]
    typed(client)
    assert coded(client, first).headers["Location"] == "/staff/"
    other = Client()
    typed(other)
    assert coded(other, first).status_code == 200


def test_five_failures_shut_the_name_out_from_that_address_for_a_while(client: Client, staff: User) -> None:
    answers = [typed(client, "wrong") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    shut = typed(client)
    assert (shut.status_code, shut.headers["Retry-After"]) == (429, "900")
    assert "Minutes to wait: 15" in shut.content.decode()
    assert typed(Client(REMOTE_ADDR="203.0.113.9")).headers["Location"] == CODE


def test_failures_are_counted_by_the_address_that_our_proxy_saw(staff: User, settings: Settings) -> None:
    from ipaddress import ip_network

    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/8")]
    forged = [f"198.51.100.{last}, 203.0.113.7" for last in range(5)]
    answers = [typed(Client(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=one), "wrong") for one in forged]
    assert answers[-1].status_code == 429
    assert typed(Client(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.8")).headers["Location"] == CODE


def test_one_password_is_not_tried_on_every_name(client: Client, staff: User) -> None:
    for number in range(40):
        assert typed(client, "kettle", f"name{number}").status_code == 200
    shut = typed(client)
    # Forty in half an hour: the next one is looked at after 45 seconds.
    assert (shut.status_code, 0 < int(shut.headers["Retry-After"]) <= 45) == (429, True)
    assert "Minutes to wait: 1<" in shut.content.decode()
    assert typed(Client(REMOTE_ADDR="203.0.113.9")).headers["Location"] == CODE


def test_what_failed_is_kept_without_name_and_password(client: Client, staff: User) -> None:
    typed(client, "my secret", "alice@example")
    (kept,) = AccessAttempt.objects.values()
    assert "my secret" not in str(kept)
    assert "alice" not in str(kept)


def test_whoever_is_shut_out_cannot_sign_in(client: Client, staff: User) -> None:
    User.objects.update(is_active=False)
    assert "do not fit together" in typed(client).content.decode()


def test_people_of_the_demonstration_sign_in_nowhere_else(client: Client, staff: User, settings: Settings) -> None:
    User.objects.update(is_made_up=True)
    assert "do not fit together" in typed(client).content.decode()
    settings.DEMO = True
    assert typed(client).headers["Location"] == CODE


@pytest.mark.parametrize("evil", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(client: Client, staff: User, evil: str) -> None:
    client.post(f"{SIGN_IN}?next={evil}", {"login": "alice", "password": PASSWORD, "next": evil})
    assert coded(client, code()).headers["Location"] == "/staff/"


def test_the_page_that_was_asked_for_is_reached_after_the_code(client: Client, staff: User) -> None:
    assert (
        client.get("/staff/recovery-codes/new/")
        .headers["Location"]
        .endswith("?next=%2Fstaff%2Frecovery-codes%2Fnew%2F")
    )
    client.post(SIGN_IN, {"login": "alice", "password": PASSWORD, "next": "/staff/recovery-codes/new/"})
    assert coded(client, code()).headers["Location"] == "/staff/recovery-codes/new/"


def test_a_first_sign_in_changes_the_password_then_sets_the_second_factor_up(client: Client) -> None:
    one = with_password(person("alice", [Role.OFFICER], protected=False))
    User.objects.update(must_change_password=True)
    assert typed(client).headers["Location"] == "/staff/"
    assert client.get("/staff/").headers["Location"] == "/staff/password/"
    same = {"oldpassword": PASSWORD, "password1": PASSWORD, "password2": PASSWORD}
    assert "Choose a new one." in client.post("/staff/password/", same).content.decode()
    new = {"oldpassword": PASSWORD, "password1": "lamp river stone 4", "password2": "lamp river stone 4"}
    assert client.post("/staff/password/", new).headers["Location"] == "/staff/"
    assert client.get("/staff/").headers["Location"] == "/staff/second-factor/"
    assert client.get("/staff/people/").headers["Location"] == "/staff/second-factor/"
    assert "<svg" in client.get("/staff/second-factor/").content.decode()
    secret = client.session["mfa.totp.secret"]
    assert "wrong" in client.post("/staff/second-factor/", {"code": "000000"}).content.decode()
    shown = client.post("/staff/second-factor/", {"code": second_factor.code_now(secret)}, follow=True)
    assert "Recovery codes" in shown.content.decode()
    assert client.get("/staff/").status_code == 200
    assert second_factor.has_second_factor(one)


def test_the_secret_of_a_device_lies_in_no_table_in_plain(staff: User) -> None:
    from allauth.mfa.models import Authenticator

    assert SECRET not in str(Authenticator.objects.get().data)


@pytest.mark.parametrize("weak", ["short", "x-alice-x-alice", "qwertyuiop123"])
def test_a_weak_password_is_refused(staff: User, weak: str) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        validate_password(weak, staff)
