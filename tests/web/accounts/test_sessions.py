"""How long a session lasts, what ends it, and what a stolen one is worth."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django import Settings

from ogoh.web.accounts import services, shift
from ogoh.web.accounts.models import Role, User
from tests.web.accounts.people import PASSWORD, alice, bob, code, signed_in

pytestmark = pytest.mark.django_db


def stolen(browser: Client) -> Client:
    """Another browser with the same cookie."""
    thief = Client()
    thief.cookies["ogoh_session"] = browser.cookies["ogoh_session"].value
    return thief


def is_in(browser: Client) -> bool:
    return browser.get("/staff/").status_code == 200


def aged(browser: Client, **seconds: float) -> Client:
    """A session whose marks lie so far back."""
    session = browser.session
    for mark, back in seconds.items():
        session[mark] -= back
    session.save()
    return browser


def test_a_session_stolen_before_sign_out_is_worth_nothing_after_it() -> None:
    browser = signed_in(alice())
    thief = stolen(browser)
    assert is_in(thief)
    browser.post("/staff/sign-out/")
    assert not is_in(thief)
    assert not Session.objects.exists()


def test_a_session_ends_with_the_shift_whatever_is_done(settings: Settings) -> None:
    settings.SHIFT_HOURS = 10
    browser = signed_in(alice())
    assert is_in(aged(browser, **{shift.STARTED: 10 * 3600 - 60}))
    thief = stolen(aged(browser, **{shift.STARTED: 60}))
    answer = browser.get("/staff/people/")
    assert answer.headers["Location"] == "/staff/sign-in/?next=%2Fstaff%2Fpeople%2F&ended=shift"
    page = browser.get(answer.headers["Location"] + "&language=en").content.decode()
    assert "Your shift is over" in page
    assert not is_in(browser)
    assert not is_in(thief)


def test_a_session_ends_when_nothing_is_done(settings: Settings) -> None:
    settings.IDLE_MINUTES = 30
    browser = signed_in(alice())
    assert is_in(aged(browser, **{shift.SEEN: 29 * 60}))
    assert is_in(aged(browser, **{shift.SEEN: 29 * 60})), "whoever works is seen"
    assert not is_in(aged(browser, **{shift.SEEN: 30 * 60 + 1}))


def test_the_start_page_says_until_when_in_the_office_s_time(settings: Settings) -> None:
    settings.SHIFT_HOURS, settings.TIME_OF_STAFF = 10, "Asia/Dushanbe"
    browser = signed_in(alice())
    session = browser.session
    begun = session[shift.STARTED]
    ends = datetime.fromtimestamp(begun + 10 * 3600, tz=ZoneInfo("Asia/Dushanbe"))
    assert f"{ends:%H:%M}</time>" in browser.get("/staff/").content.decode()


def test_a_role_taken_away_holds_from_the_next_request_on() -> None:
    one, other = alice(Role.ADMINISTRATOR, Role.OFFICER), bob(Role.ADMINISTRATOR)
    browser = signed_in(one)
    assert browser.get("/staff/people/").status_code == 200
    services.set_roles(other, one.pk, [Role.OFFICER])
    assert browser.get("/staff/people/").status_code == 403
    assert is_in(browser)


def test_whoever_is_shut_out_is_out_at_once_and_old_sessions_stay_dead() -> None:
    one, other = alice(), bob(Role.ADMINISTRATOR)
    browser = signed_in(one)
    services.set_active(other, one.pk, False)
    assert not is_in(browser)
    browser = stolen(browser)
    services.set_active(other, one.pk, True)
    assert not is_in(browser)


def test_a_reset_of_password_or_second_factor_ends_every_session() -> None:
    one, other = alice(), bob(Role.ADMINISTRATOR)
    for change in (services.reset_password, services.reset_second_factor):
        browser = signed_in(one)
        change(other, one.pk)
        assert not is_in(browser)


def test_a_new_password_ends_the_other_sessions_and_not_this_one() -> None:
    one = alice()
    one.set_password(PASSWORD)
    one.save()
    here, there = signed_in(one), signed_in(one)
    typed = {
        "oldpassword": PASSWORD,
        "password1": "lamp river stone 4",
        "password2": "lamp river stone 4",
    }
    assert here.post("/staff/password/", typed).status_code == 302
    assert is_in(here)
    assert not is_in(there)


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(settings: Settings) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    one = alice()
    one.set_password(PASSWORD)
    one.save()
    answer = Client().post("/staff/sign-in/", {"login": "alice", "password": PASSWORD})
    shown = Client().get("/staff/sign-in/")
    for name, same_site in (("ogoh_session", "Lax"), ("ogoh_form", "Strict")):
        cookie = {**answer.cookies, **shown.cookies}[name]
        assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, same_site), name


def test_a_session_from_before_the_sign_in_is_another_one() -> None:
    one = alice()
    one.set_password(PASSWORD)
    one.save()
    browser = Client()
    browser.post("/staff/sign-in/", {"login": "alice", "password": PASSWORD})
    planted = stolen(browser)
    browser.post("/staff/code/", {"code": code()})
    assert is_in(browser)
    assert not is_in(planted)


def test_sessions_that_are_long_over_leave_the_table() -> None:
    from datetime import timedelta

    from django.utils import timezone

    signed_in(alice())
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    signed_in(User.objects.get())
    assert Session.objects.count() == 1


@pytest.mark.parametrize("address", ["/tg/", "/ru/check/", "/", "/api/v1/docs", "/nothing/"])
def test_the_public_pages_know_no_cookie(address: str) -> None:
    browser = signed_in(alice())
    answer = browser.get(address)
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert not hasattr(answer.wsgi_request, "session")


@pytest.mark.parametrize("address", ["/tg/", "/ru/check/", "/"])
def test_the_public_pages_ask_the_database_for_nothing_more(
    address: str, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        Client().get(address)
