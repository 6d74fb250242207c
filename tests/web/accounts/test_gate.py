"""The gate: refused unless granted, a fresh code where one is wanted, forged forms, plain words."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import orjson
import pytest
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from ogoh.web import urls
from ogoh.web.accounts.access import fresh_code, granted, open_to_everybody
from ogoh.web.accounts.models import Role
from ogoh.web.audit.models import Event
from ogoh.web.languages import LANGUAGES, Language
from ogoh.web.silence import WithoutTraceback
from tests.web.accounts.people import alice, code, signed_in

pytestmark = pytest.mark.django_db


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


@granted(Role.OFFICER)
@fresh_code
def export(request: HttpRequest) -> HttpResponse:
    return HttpResponse("exported")


@open_to_everybody
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError(request.POST.get("family_name", ""))


urlpatterns = [
    path("ky/broken/", broken),
    path("staff/undeclared/", undeclared),
    path("staff/export/", export, name="export"),
    *urls.urlpatterns,
]
handler404 = urls.handler404
handler500 = urls.handler500


@pytest.fixture
def more_views(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__


def test_a_view_that_says_nothing_is_refused_to_everybody(client: Client, more_views: None) -> None:
    for browser in (client, signed_in(alice(*Role))):
        assert browser.get("/staff/undeclared/").status_code == 403
        assert browser.post("/staff/undeclared/").status_code == 403


def test_an_old_code_is_asked_anew_and_leads_back_to_what_was_asked(more_views: None) -> None:
    browser = signed_in(alice(), code_given=5 * 60 + 1)
    answer = browser.get("/staff/export/?day=1")
    assert answer.headers["Location"] == "/staff/code/again/?next=%2Fstaff%2Fexport%2F%3Fday%3D1"
    assert "A new code, please" in browser.get(answer.headers["Location"] + "&language=en").content.decode()
    given = browser.post("/staff/code/again/", {"code": code(), "next": "/staff/export/?day=1"})
    assert given.headers["Location"] == "/staff/export/?day=1"
    assert browser.get("/staff/export/?day=1").content == b"exported"


def test_a_form_sent_with_an_old_code_is_not_done_and_leads_back_by_get(more_views: None) -> None:
    browser = signed_in(alice(), code_given=5 * 60 + 1)
    answer = browser.post("/staff/export/", {"all": "1"})
    assert answer.headers["Location"] == "/staff/code/again/?next=%2Fstaff%2Fexport%2F"
    given = browser.post("/staff/code/again/", {"code": code(), "next": "/staff/export/"})
    assert given.status_code == 302


def test_a_code_from_the_future_is_not_fresh(more_views: None) -> None:
    assert signed_in(alice(), code_given=-3600).get("/staff/export/").status_code == 302


def test_a_fresh_code_leads_to_no_other_site() -> None:
    browser = signed_in(alice())
    given = browser.post("/staff/code/again/?next=//evil.example", {"code": code(), "next": "//evil.example"})
    assert given.headers["Location"] == "/staff/"


def test_without_the_right_role_a_page_is_refused_in_a_sentence() -> None:
    answer = signed_in(alice(Role.OFFICER)).get("/staff/people/?language=en")
    assert answer.status_code == 403
    assert "Your roles do not open it." in answer.content.decode()


def test_a_session_without_a_code_is_asked_for_one() -> None:
    answer = signed_in(alice(), code_given=None).get("/staff/")
    assert answer.headers["Location"] == "/staff/code/again/?next=%2Fstaff%2F"


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
def test_a_forged_form_is_refused_in_a_sentence_of_every_language(language: Language) -> None:
    browser = signed_in(alice(), client=Client(enforce_csrf_checks=True))
    answer = browser.post(f"/staff/sign-out/?language={language.code}")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert f'<html lang="{language.tag}"' in page
    assert ("This form was not accepted" in page) == (language.code == "en")
    assert browser.get("/staff/").status_code == 200, "nothing was done"


@pytest.mark.parametrize("address", ["/staff/password/", "/staff/second-factor/", "/staff/people/add/", "/staff/code/"])
def test_no_form_is_taken_from_another_site(address: str) -> None:
    browser = signed_in(alice(*Role), client=Client(enforce_csrf_checks=True))
    assert browser.post(address, HTTP_ORIGIN="https://evil.example").status_code == 403


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
def test_a_page_that_is_not_there_is_told_in_the_language_of_its_address(client: Client, language: Language) -> None:
    answer = client.get(f"/{language.code}/nothing/")
    assert answer.status_code == 404
    assert answer.headers["Content-Language"] == language.tag
    heading = re.search("<h1>(.+)</h1>", answer.content.decode())
    assert heading
    assert ("There is no such page" in heading[1]) == (language.code == "en")


@pytest.mark.parametrize(
    "address",
    ["/admin/", "/staff/sign-up/", "/staff/email/", "/staff/password/reset/", "/accounts/login/", "/staff/webauthn/"],
)
def test_what_nobody_needs_is_not_there(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_pages_of_the_staff_are_kept_by_nobody_on_the_way() -> None:
    answer = signed_in(alice()).get("/staff/")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "Cookie" in answer.headers["Vary"]


def test_the_language_is_chosen_by_a_link_and_stays() -> None:
    browser = signed_in(alice())
    assert '<html lang="uz-Cyrl"' in browser.get("/staff/?language=uz-cyrl").content.decode()
    assert '<html lang="uz-Cyrl"' in browser.get("/staff/").content.decode()
    assert '<html lang="uz-Cyrl"' in browser.get("/staff/?language=%00").content.decode()


def refused_forms() -> list[tuple[str, str, str]]:
    """Who sent them, from which office, for which page."""
    events = [orjson.loads(one.details) | {"office": one.office} for one in Event.objects.filter(act="refused")]
    assert {one["purpose"] for one in events} == {"a forged or old form"}
    return [(one["actor"], one["office"], one["told"]["page"]) for one in events]


@pytest.fixture
def nobody_refused() -> Iterator[None]:
    """Nobody was refused a form in the last minute."""
    cache.clear()
    yield
    cache.clear()


def test_a_forged_form_of_somebody_signed_in_is_an_event_each_time() -> None:
    browser = signed_in(alice(Role.ADMINISTRATOR), client=Client(enforce_csrf_checks=True))
    for _ in range(2):
        answer = browser.post("/staff/people/add/?language=en", {"username": "eve"})
        assert (answer.status_code, "This form was not accepted" in answer.content.decode()) == (403, True)
    assert refused_forms() == [("alice", "dushanbe", "staff:add_person")] * 2


def test_forged_forms_of_nobody_are_one_event_a_minute_for_each_address(nobody_refused: None) -> None:
    browser = Client(enforce_csrf_checks=True)
    for number in range(6):
        address = f"10.1.1.{number % 2}"
        assert browser.post("/staff/sign-in/", {"login": "eve"}, REMOTE_ADDR=address).status_code == 403
    assert refused_forms() == [("", "", "account_login")] * 2


def test_a_fault_of_ours_is_told_in_plain_words_and_names_nobody(more_views: None) -> None:
    browser = Client(raise_request_exception=False)
    answer = browser.post("/ky/broken/", {"family_name": "Rahimov"})
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Content-Language"]) == (500, "ky")
    assert "Бул жерде бир нерсе туура эмес болду" in page
    assert "Rahimov" not in page


@pytest.mark.parametrize("said", [{"HTTP_HOST": "elsewhere.example"}, {"content_type": "multipart/form-data"}])
def test_what_no_browser_sends_is_refused_in_plain_words(said: dict[str, str]) -> None:
    answer = Client().post("/ky/check/", "x", **{"content_type": "text/plain", **said})  # type: ignore[arg-type]
    assert (answer.status_code, "Муну окуу мүмкүн болгон жок" in answer.content.decode()) == (400, True)


def test_such_a_request_is_one_line_on_standard_error() -> None:
    name, fault = "django.security.DisallowedHost", ValueError("elsewhere")
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, "refused", (), (ValueError, fault, None))
    assert WithoutTraceback().filter(record)
    assert record.exc_info is None
