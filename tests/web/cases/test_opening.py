"""A person asks at the desk, with consent; the request has a number, and one question is asked once."""

from __future__ import annotations

import hashlib

import pytest
from django.test import Client

from ogoh.delivery.correspondence import in_print, read_number
from ogoh.web.accounts.models import User
from ogoh.web.audit.models import Event
from ogoh.web.audit.verifying import verified
from ogoh.web.cases import consent, opening
from ogoh.web.cases.models import Case, State
from ogoh.web.cases.refusal import CaseRefused
from ogoh.web.queue.models import today
from tests.web.accounts.people import signed_in
from tests.web.cases.conftest import ZEBO, Open

FORM = {
    "source": "bans",
    "question": "mistaken",
    "family_name": "Раҳимов",
    "given_name": "Фаррух",
    "birth": "12.05.1990",
    "document": "400123451",
    "citizenship": "TJ",
    "statement": "Гуфтанд, ки дар рӯйхат ҳастам",
    "language": "tg",
    "consent": "on",
}


def newest_event(act: str = "case") -> str:
    return Event.objects.filter(act=act).latest("number").details


def test_a_request_is_opened_with_number_day_and_consent(at_desk: Client, alice: User) -> None:
    answer = at_desk.post("/cases/open/", FORM)
    case = Case.objects.get()
    assert answer["Location"] == f"/cases/{case.number}/?done=opened"
    assert read_number(case.printed) == case.number
    assert (case.opened_by, case.opened_on, case.state) == (alice, today(), State.OPEN)
    assert (case.consent_on, case.consent_wording) == (today(), consent.CURRENT)
    assert [one.act for one in case.steps.all()] == ["opened"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"consent": ""}, "Without the person&#x27;s consent nothing is sent."),
        ({"question": ""}, "Choose a question."),
        ({"question": "everything"}, "Choose a question."),
        ({"source": "nobody"}, "Choose a list."),
        ({"source": ""}, "Choose a list."),
        ({"document": ""}, "Write the number of your passport."),
        ({"birth": "1990"}, "We cannot read this birth date."),
        ({"citizenship": "Atlantis"}, "We do not know this country."),
        ({"statement": "У меня туберкулёз"}, "Nothing of health, origin, religion or politics"),
        ({"statement": "x" * 2001}, "This is too long."),
        ({"language": "de"}, ""),
    ],
)
def test_nothing_is_opened_by_halves(at_desk: Client, change: dict[str, str], said: str) -> None:
    answer = at_desk.post("/cases/open/?language=en", {**FORM, **change})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Case.objects.exists()


def test_the_answer_card_fills_the_form_and_asks_for_consent_anew(at_desk: Client) -> None:
    taken = {**FORM, "from_card": "1", "listing": "77"}
    page = at_desk.post("/cases/open/?language=en", {k: v for k, v in taken.items() if k != "consent"}).content.decode()
    assert 'value="Раҳимов"' in page
    assert 'value="77"' in page
    assert not Case.objects.exists()


def test_the_desk_leads_from_its_card_to_a_request_whatever_the_list_said(at_desk: Client) -> None:
    for person in ({}, {"family_name": "Неизвестный", "given_name": "Никто", "document": "777777777"}):
        typed = {name: FORM[name] for name in ("family_name", "given_name", "birth", "document")}
        card = at_desk.post("/desk/?language=en", {**typed, "presence": "present", **person}, follow=True)
        page = card.content.decode()
        assert "Ask the owner of this list" in page
        assert 'name="from_card"' in page
        assert f'name="document" value="{person.get("document", "400123451")}"' in page


def test_the_same_question_is_not_asked_twice_at_once(open_one: Open) -> None:
    earlier = open_one()
    with pytest.raises(CaseRefused, match=in_print(earlier.number)):
        open_one()
    assert open_one(question="mistaken").number != earlier.number
    assert open_one(ZEBO).number != earlier.number


def test_after_it_is_closed_it_may_be_asked_again(open_one: Open, alice: User) -> None:
    opening.withdraw(alice, open_one())
    assert open_one().state == State.OPEN


def test_no_name_and_no_document_number_is_in_the_log(open_one: Open) -> None:
    case = open_one(statement="Маро бо дигаре омехтаанд")
    said = newest_event()
    assert case.number in said
    assert not any(word in said for word in ("Раҳимов", "Фаррух", "400123451", "1990", "омехта"))
    assert verified().faults == ()


def test_a_request_is_found_by_its_number_and_by_the_passport_in_hand(at_desk: Client, open_one: Open) -> None:
    case = open_one()
    for wanted in (case.printed, case.number, "400 123 451"):
        assert at_desk.post("/cases/find/", {"find": wanted})["Location"] == f"/cases/{case.number}/"
    assert "no such request" in at_desk.post("/cases/find/?language=en", {"find": "400999777"}).content.decode()
    assert at_desk.get("/cases/find/")["Location"] == "/cases/"


@pytest.mark.parametrize("wanted", ["", "ч", "\0", "x" * 100_000, "2612-3456-7867", "'; drop"])
def test_finding_nothing_is_no_fault(at_desk: Client, wanted: str) -> None:
    assert at_desk.post("/cases/find/", {"find": wanted[:90_000]}).status_code == 200


def test_a_colleagues_look_is_recorded_and_ones_own_is_not(at_desk: Client, open_one: Open, bob: User) -> None:
    case = open_one()
    at_desk.get(f"/cases/{case.number}/")
    assert not Event.objects.filter(act="look").exists()
    signed_in(bob).get(f"/cases/{case.number}/")
    assert '"actor":"bob"' in newest_event("look")


def test_a_stranger_sees_nothing_and_does_nothing_and_it_is_recorded(open_one: Open, charlie: User) -> None:
    case, browser = open_one(), signed_in(charlie)
    for page in ("", "note/"):
        assert browser.get(f"/cases/{case.number}/{page}").status_code == 404
    for page in ("told/", "withdraw/", "brought/", "taken-up/", "settle/"):
        assert browser.post(f"/cases/{case.number}/{page}", {"note": "x"}).status_code == 404
    case.refresh_from_db()
    assert case.state == State.OPEN
    assert Event.objects.filter(act="refused", office="khujand").count() == 7
    assert case.printed not in browser.get("/cases/").content.decode()
    assert browser.post("/cases/find/", {"find": case.number}).status_code == 200


def test_the_note_speaks_the_persons_language_and_bears_the_number(at_desk: Client, open_one: Open) -> None:
    case = open_one()
    page = at_desk.get(f"/cases/{case.number}/note/").content.decode()
    assert '<html lang="tg"' in page
    assert case.printed in page
    assert "400123451" not in page
    assert '<html lang="ky"' in at_desk.get(f"/cases/{case.number}/note/?in=ky").content.decode()


def test_the_consent_can_be_read_in_every_language(at_desk: Client) -> None:
    for code in ("tg", "ru", "uz", "uz-cyrl", "ky", "en"):
        assert consent.CURRENT in at_desk.get(f"/cases/consent/?in={code}").content.decode()


def test_other_words_of_the_consent_need_another_version() -> None:
    said = "\n".join(str(one._args[0]) for one in consent.WORDINGS["2026-11"])  # type: ignore[attr-defined]
    assert hashlib.sha256(said.encode()).hexdigest()[:16] == "36e9285b7b30cdde"


def test_whoever_was_quicker_counts(open_one: Open, alice: User) -> None:
    case = open_one()
    again = Case.objects.get(pk=case.pk)
    opening.withdraw(alice, case)
    with pytest.raises(CaseRefused, match="ҳамкор"):
        opening.withdraw(alice, again)
