"""The pages: the ticket machine, the counter, the wall, the day; and what each refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import cast

import pytest
from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from django.utils.translation import gettext_lazy as _

from ogoh.web.accounts.models import HeldRole, Role, User
from ogoh.web.audit.models import Event
from ogoh.web.queue import services
from ogoh.web.queue.links import QUEUE_LINKS, QueueLink
from ogoh.web.queue.models import Counter, Ticket
from ogoh.web.queue.services import call_next, in_line, ticket_at
from tests.web.accounts.people import alice, bob, charlie, office, person, signed_in
from tests.web.queue.line import alice_at, bob_at, numbers_in_line, take

pytestmark = pytest.mark.django_db
MACHINE, COUNTER, WALL, TODAY = "/queue/dushanbe/ticket/", "/queue/counter/", "/queue/dushanbe/wall/", "/queue/today/"


def text(answer: HttpResponseBase) -> str:
    """What stands on a page, without marks."""
    without_marks = re.sub(r"<[^>]+>", " ", answer.content.decode())  # type: ignore[attr-defined]
    return " ".join(without_marks.split())


def in_english(one: User) -> Client:
    browser = signed_in(one)
    browser.cookies["ogoh_language"] = "en"
    return browser


def do(browser: Client, deed: str, **more: object) -> HttpResponse:
    return cast("HttpResponse", browser.post(COUNTER, {"do": deed, **more}, follow=True))


# The ticket machine


def test_the_machine_gives_a_ticket_that_a_reload_does_not_give_again() -> None:
    browser = in_english(alice())
    answer = browser.post(MACHINE)
    assert answer.headers["Location"] == "/queue/dushanbe/ticket/1/"
    for _again in range(2):
        assert "Ваш номер — 1." in text(browser.get(answer.headers["Location"]))
    assert Ticket.objects.count() == 1


def test_the_ticket_speaks_tajik_first_then_russian_whoever_gives_it() -> None:
    take(1)
    page = in_english(alice()).get("/queue/dushanbe/ticket/1/").content.decode()
    tajik, russian = page.index('<section lang="tg">'), page.index('<section lang="ru">')
    assert tajik < page.index("Рақами шумо 1 аст.") < russian < page.index("Ваш номер — 1.")
    for words in ("Ройгон", "Бесплатно", "Пеш аз шумо: 0 нафар", "Перед вами, человек: 0"):
        assert words in page


def test_the_machine_tells_how_many_wait_before_a_number_is_taken() -> None:
    take(3)
    alice_at()
    shown = text(in_english(bob()).get(MACHINE))
    assert "People waiting: 3" in shown
    assert "The wait is about 10 minutes." in shown
    assert "Free of charge." in shown


def test_the_machine_is_reached_without_knowing_the_code_of_the_office() -> None:
    assert signed_in(alice(Role.SUPERVISOR)).get("/queue/ticket/").headers["Location"] == MACHINE


@pytest.mark.parametrize("number", [2, 10**18])
def test_a_ticket_that_does_not_exist_is_not_there(number: int) -> None:
    take(1)
    assert signed_in(alice()).get(f"{MACHINE}{number}/").status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_stranger_takes_no_ticket_and_the_log_knows_who_tried(method: str) -> None:
    take(1)
    stranger = signed_in(charlie())
    assert getattr(stranger, method)(MACHINE).status_code == 404
    assert stranger.get(f"{MACHINE}1/").status_code == 404
    assert Ticket.objects.count() == 1
    refused = [json.loads(one.details) for one in Event.objects.filter(act="refused")]
    assert [(one["actor"], one["purpose"]) for one in refused] == [("charlie", "queue of another office")] * 2
    assert [one["told"] for one in refused] == [{"page": "queue:machine"}, {"page": "queue:ticket"}]


def test_a_fault_inside_a_deed_is_not_told_as_a_page_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("a bug")

    monkeypatch.setattr(services, "call_next", broken)
    with pytest.raises(KeyError, match="a bug"):
        in_english(alice_at(1)).post(COUNTER, {"do": "next"})


def test_a_forged_form_takes_no_ticket() -> None:
    browser = signed_in(alice(), client=Client(enforce_csrf_checks=True))
    assert browser.post(MACHINE).status_code == 403
    assert browser.post(COUNTER, {"do": "sit", "counter": 1}).status_code == 403
    assert not Ticket.objects.exists()
    assert not Counter.objects.exists()


# The counter


def test_an_officer_sits_down_calls_and_ends() -> None:
    browser = in_english(alice())
    take(2)
    assert "At which counter do you sit?" in text(browser.get(COUNTER))
    assert "People waiting 2" in text(do(browser, "sit", counter="3"))
    assert "At your counter 1" in text(do(browser, "next"))
    assert "At your counter 2" in text(do(browser, "served-next", number="1"))
    assert "The number has ended." in text(do(browser, "served", number="2"))
    assert "Nobody waits." in text(do(browser, "next"))
    assert "You have left the counter." in text(do(browser, "leave"))


def test_one_place_has_the_focus_and_each_button_a_key() -> None:
    browser = signed_in(alice())
    take(1)
    for page in (browser.get(COUNTER), do(browser, "sit", counter="3"), do(browser, "next")):
        assert page.content.decode().count("autofocus") == 1
    keys = re.findall(r'value="([a-z-]+)" accesskey="(\d)"', page.content.decode())
    assert keys == [("served-next", "1"), ("again", "2"), ("not-there", "3"), ("served", "4")]


def test_whoever_is_not_there_is_called_once_more_and_comes_back_by_number() -> None:
    browser = in_english(alice_at())
    take(1)
    do(browser, "next")
    assert "The number is called once more." in text(do(browser, "again", number="1"))
    assert "Nobody came. The number stands behind" in text(do(browser, "not-there", number="1"))
    do(browser, "next")
    assert "for the second time" in text(do(browser, "not-there", number="1"))
    assert "behind the next three" in text(do(browser, "back", back="1"))
    assert numbers_in_line() == [1]


@pytest.mark.parametrize("typed", ["", "0", "100", "three", "٣٣٣٣", "9" * 50])
def test_a_counter_that_does_not_exist_is_refused_in_words(typed: str) -> None:
    answer = do(in_english(alice()), "sit", counter=typed)
    assert answer.status_code == 422
    assert "Write the number of the counter, from 1 to 99." in text(answer)


@pytest.mark.parametrize("typed", ["", "77", "-1", "one", "9" * 50])
def test_a_number_that_does_not_exist_is_refused_in_words(typed: str) -> None:
    answer = do(in_english(alice_at()), "back", back=typed)
    assert answer.status_code == 422
    assert "There is no such number in the queue of today." in text(answer)


def test_a_counter_that_is_taken_is_refused_and_shown() -> None:
    alice_at(3)
    answer = do(in_english(bob()), "sit", counter="3")
    assert answer.status_code == 422
    assert "Somebody else sits at this counter." in text(answer)
    assert "3: Alice" in text(answer)


@pytest.mark.parametrize("typed", ["2", "", "x", "9" * 30])
def test_an_old_page_ends_nothing(typed: str) -> None:
    browser = in_english(alice_at())
    take(2)
    do(browser, "next")
    answer = do(browser, "served", number=typed)
    assert answer.status_code == 422
    assert "Another number is at your counter by now." in text(answer)
    assert "At your counter 1" in text(answer)


@pytest.mark.parametrize("deed", ["next", "leave", "served"])
def test_without_a_counter_nothing_is_done(deed: str) -> None:
    answer = do(in_english(alice()), deed, number="1")
    assert answer.status_code == 422
    assert "You sit at no counter." in text(answer)


def test_a_deed_that_does_not_exist_is_not_there() -> None:
    assert do(signed_in(alice()), "sell").status_code == 404


def test_a_role_taken_away_at_the_counter_shuts_the_page_and_frees_the_number() -> None:
    officer = alice_at()
    browser = signed_in(officer)
    take(1)
    do(browser, "next")
    HeldRole.objects.filter(user=officer).update(role=Role.AUDITOR)
    assert do(browser, "served", number="1").status_code == 403
    called = call_next(bob_at())
    assert called is not None
    assert called.number == 1


@pytest.fixture
def check_link() -> Iterator[None]:
    QUEUE_LINKS.insert(0, QueueLink("staff:start", _("Check this person"), "5"))
    yield
    QUEUE_LINKS.pop(0)


@pytest.mark.usefixtures("check_link")
def test_what_other_apps_put_beside_a_number_has_the_focus() -> None:
    browser = signed_in(alice_at())
    take(1)
    page = do(browser, "next").content.decode()
    link = '<a class="button" href="/staff/" accesskey="5" autofocus>Check this person&nbsp;<kbd>5</kbd></a>'
    assert link in page
    assert page.count("autofocus") == 1


def test_the_start_page_leads_to_what_the_role_opens() -> None:
    officers = signed_in(alice()).get("/staff/").content.decode()
    supervisors = signed_in(bob(Role.SUPERVISOR)).get("/staff/").content.decode()
    assert [one in officers for one in (COUNTER, "/queue/ticket/", TODAY)] == [True, True, False]
    assert [one in supervisors for one in (COUNTER, "/queue/ticket/", TODAY)] == [False, True, True]


# The wall


def test_the_wall_shows_called_numbers_with_their_counters_the_newest_first(client: Client) -> None:
    officers = [person(f"officer{number}", [Role.OFFICER]) for number in range(9)]
    take(12)
    for number, one in enumerate(officers, 11):
        do(signed_in(one), "sit", counter=number)
        do(signed_in(one), "next")
    answer = client.get(f"{WALL}?language=en")
    rows = re.findall(r'<th scope="row">(\d+)</th><td>(\d+)</td>', answer.content.decode())
    assert rows == [(str(9 - n), str(19 - n)) for n in range(7)]
    assert "People waiting: 3" in text(answer)
    assert '<meta http-equiv="refresh" content="5">' in answer.content.decode()


def test_a_number_that_is_called_again_is_at_the_top_again(client: Client) -> None:
    first, second = signed_in(alice_at(1)), signed_in(bob_at(2))
    take(2)
    do(first, "next")
    do(second, "next")
    do(first, "again", number="1")
    assert re.findall(r'<th scope="row">(\d+)</th>', client.get(WALL).content.decode()) == ["1", "2"]


def test_the_wall_holds_nothing_personal_and_no_cookie(client: Client) -> None:
    officer = alice_at()
    take(1)
    call_next(officer)
    answer = client.get(WALL)
    assert "Alice" not in text(answer)
    assert "alice" not in text(answer)
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("language", "words"), [("tg", "Интизоранд: 0 нафар"), ("ru", "Ждут"), ("en", "No number is called now.")]
)
def test_the_wall_speaks_the_language_that_is_asked(client: Client, language: str, words: str) -> None:
    office("dushanbe")
    answer = client.get(f"{WALL}?language={language}")
    assert words in text(answer)
    assert answer.headers["Content-Language"] == language


@pytest.mark.parametrize("code", ["nowhere", "%00", "x" * 300])
def test_an_office_that_does_not_exist_has_no_wall(client: Client, code: str) -> None:
    assert client.get(f"/queue/{code}/wall/").status_code == 404


# The day


def test_the_supervisor_sees_waits_by_hour_and_by_counter_of_the_own_office_alone() -> None:
    browser = signed_in(alice_at(4))
    take(2)
    take(5, "khujand")
    do(browser, "next")
    do(browser, "served-next", number="1")
    shown = text(in_english(bob(Role.SUPERVISOR)).get(TODAY))
    assert "Numbers taken 2 Served 1" in shown
    assert "4 Alice 1 0 0" in shown
    assert "Nobody has taken a number today." not in shown


def test_a_day_without_anybody_is_a_page_too() -> None:
    shown = text(in_english(bob(Role.SUPERVISOR)).get(TODAY))
    assert "Nobody has taken a number today." in shown
    assert "No counter is open." in shown


@pytest.mark.parametrize("language", ["tg", "ru", "uz", "uz-cyrl", "ky", "en"])
def test_every_page_speaks_every_language(client: Client, language: str) -> None:
    both = alice_at(1, Role.OFFICER, Role.SUPERVISOR)
    browser = signed_in(both)
    take(2)
    do(browser, "next")
    assert ticket_at(both)
    assert in_line(both.office).count() == 1
    for address in (MACHINE, f"{MACHINE}2/", COUNTER, TODAY, WALL):
        answer = browser.get(f"{address}?language={language}")
        assert answer.status_code == 200
        assert f'<html lang="{answer.headers["Content-Language"]}"' in answer.content.decode()
