"""An officer asks about a person who is here, or whose mandate is on file; the answer is a card."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from ogoh.identity import PartialDate, Sex, write_mrz
from ogoh.names import WrittenName
from ogoh.web.accounts.models import HeldRole, User
from ogoh.web.audit.models import Event
from ogoh.web.audit.verifying import verified
from ogoh.web.desk.models import OpenReview, Question
from ogoh.web.queue.seats import sit_at
from ogoh.web.queue.services import call_next, take_ticket
from tests.web.accounts.people import signed_in
from tests.web.desk.conftest import DOUBTFUL, PERSON, STRANGER, Ask


def details() -> str:
    """What the log says of the newest look."""
    return Event.objects.filter(act="look").latest("number").details


def test_the_card_says_what_each_list_holds_and_of_which_day(ask: Ask, at_desk: Client) -> None:
    page = at_desk.get(f"/desk/card/{ask(PERSON).pk}/?language=en").content.decode()
    assert "Recorded" in page
    assert "10 January 2026" in page
    assert "Раҳимов Фаррух Саидович" in page
    assert "<svg" in page


def test_a_look_is_in_the_log_with_who_where_and_what_for(ask: Ask, alice: User) -> None:
    take_ticket(alice.office)
    question = ask(PERSON, ticket="1")
    said = details()
    assert '"actor":"alice"' in said
    assert '"purpose":"desk: present"' in said
    assert '"ticket":"1"' in said
    assert str(question.pk) in said
    assert '"answer":"recorded"' in said
    assert Event.objects.get(act="look").office == "dushanbe"
    assert verified().faults == ()


def test_the_ticket_that_is_served_stands_in_the_form_and_the_counter_leads_to_it(at_desk: Client, alice: User) -> None:
    take_ticket(alice.office)
    sit_at(alice, 4)
    call_next(alice)
    assert 'href="/desk/"' in at_desk.get("/queue/counter/").content.decode()
    assert 'name="ticket" value="1"' in at_desk.get("/desk/").content.decode()


def test_no_name_and_no_number_is_in_the_log(ask: Ask) -> None:
    ask(PERSON, presence="mandate", mandate="M-12/2026")
    assert not any(word in details() for word in ("Раҳимов", "Фаррух", "400123451", "12.05.1990", "1990-05-12"))


def test_looking_at_the_card_again_is_no_new_question(ask: Ask, at_desk: Client) -> None:
    question = ask(PERSON)
    for _ in range(3):
        at_desk.get(f"/desk/card/{question.pk}/")
    assert Event.objects.filter(act="look").count() == 1
    assert Question.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"presence": ""}, "Say why you look"),
        ({"presence": "curious"}, "Say why you look"),
        ({"presence": "mandate"}, "Write the number of the mandate"),
        ({"presence": "mandate", "mandate": "of Rahimov 7"}, "no name, no passport"),
        ({"presence": "mandate", "mandate": "Али"}, "no name, no passport"),
        ({"presence": "mandate", "mandate": "No. 400 123-451"}, "no name, no passport"),
        ({"family_name": "%"}, "Write your name in Cyrillic"),
        ({"given_name": "***"}, "Write your name in Cyrillic"),
        ({"ticket": "17"}, "Your office gave no such number"),
        ({"ticket": "Rahimov"}, "Your office gave no such number"),
        ({"ticket": "99999999999999999999"}, "Your office gave no such number"),
        ({"document": ""}, "Write the number of the passport"),
        ({"family_name": ""}, "Write the family name"),
        ({"birth": "1990"}, "We cannot read this birth date"),
    ],
)
def test_nobody_is_looked_up_without_a_reason_or_by_halves(at_desk: Client, change: dict[str, str], said: str) -> None:
    response = at_desk.post("/desk/?language=en", {**PERSON, **change})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Event.objects.filter(act="look").exists()
    assert not Question.objects.exists()


def test_a_mandate_on_file_is_recorded(ask: Ask) -> None:
    question = ask(PERSON, presence="mandate", mandate="M-12/2026")
    assert (question.presence, question.mandate) == ("mandate", "M-12/2026")
    assert '"mandate":"M-12/2026"' in details()


def test_a_zone_that_a_scanner_types_is_enough(ask: Ask, at_desk: Client) -> None:
    zone = write_mrz(
        WrittenName(family="RAHIMOV", given="FARRUKH"),
        PartialDate(1990, 5, 12),
        Sex.MALE,
        "TJ",
        "400123451",
        date(2030, 1, 1),
    )
    question = ask({"presence": "present", "zone": zone})
    assert question.answers[0]["verdict"] == "recorded"


def test_no_record_is_said_as_such_and_opens_nothing(ask: Ask, at_desk: Client) -> None:
    page = at_desk.get(f"/desk/card/{ask(STRANGER).pk}/?language=en").content.decode()
    assert "No record found" in page
    assert not OpenReview.objects.exists()


def test_what_is_possible_opens_a_review(ask: Ask, at_desk: Client) -> None:
    question = ask(DOUBTFUL)
    (opened,) = question.reviews.all()
    assert opened.decided_by is None
    assert opened.number in at_desk.get(f"/desk/card/{question.pk}/").content.decode()


def test_the_page_to_print_speaks_the_persons_language_and_shows_nothing_of_the_listing(
    ask: Ask, at_desk: Client
) -> None:
    question = ask(PERSON)
    page = at_desk.get(f"/desk/card/{question.pk}/print/?in=ru").content.decode()
    assert '<html lang="ru"' in page
    assert "Бесплатно" in page or "бесплат" in page
    assert "превышение срока" not in page


def test_a_stranger_from_another_office_sees_nothing_and_it_is_recorded(ask: Ask, charlie: User) -> None:
    question = ask(PERSON)
    browser = signed_in(charlie)
    for page in ("", "print/"):
        assert browser.get(f"/desk/card/{question.pk}/{page}").status_code == 404
    assert browser.post(f"/desk/card/{question.pk}/certificate/", {"in": "tg"}).status_code == 404
    assert Event.objects.filter(act="refused", office="khujand").count() == 3


def test_a_role_taken_away_while_signed_in_is_gone_at_once(at_desk: Client, alice: User) -> None:
    assert at_desk.get("/desk/").status_code == 200
    HeldRole.objects.filter(user=alice).delete()
    assert at_desk.get("/desk/").status_code == 403
    assert at_desk.post("/desk/", PERSON).status_code == 403
    assert not Question.objects.exists()


def test_a_session_taken_along_after_sign_out_is_worth_nothing(at_desk: Client, ask: Ask) -> None:
    question = ask(PERSON)
    thief = Client()
    thief.cookies.update(at_desk.cookies)
    assert thief.get(f"/desk/card/{question.pk}/").status_code == 200
    at_desk.post("/staff/sign-out/")
    assert thief.get(f"/desk/card/{question.pk}/").status_code == 302


def test_a_form_from_elsewhere_is_not_accepted(alice: User, held: object) -> None:
    browser = signed_in(alice, client=Client(enforce_csrf_checks=True))
    assert browser.post("/desk/", PERSON).status_code == 403
    assert not Question.objects.exists()


def test_without_keys_a_certificate_is_refused_in_a_sentence(ask: Ask, at_desk: Client, settings: Settings) -> None:
    response = at_desk.post(f"/desk/card/{ask(PERSON).pk}/certificate/?language=en", {"in": "tg"})
    assert response.status_code == 503
    page = response.content.decode()
    assert "There is no key to sign certificates with" in page
    assert str(settings.CERTIFICATE_KEYS) not in page
    assert not Event.objects.filter(act="certificate").exists()


def test_an_officer_looks_up_no_more_people_than_an_officer_may(ask: Ask, at_desk: Client, settings: Settings) -> None:
    settings.LOOKS_AN_HOUR = 2
    questions = [ask(PERSON), ask(STRANGER)]
    refused = at_desk.post("/desk/?language=en", PERSON)
    assert (refused.status_code, "as many people as one officer may" in refused.content.decode()) == (429, True)
    assert at_desk.post(f"/desk/card/{questions[0].pk}/again/").status_code == 429
    assert Question.objects.count() == 2
    assert Event.objects.filter(act="refused", details__contains="more looks than an officer may have").count() == 2


def test_signs_that_cannot_be_seen_are_left_out(ask: Ask) -> None:
    question = ask({**PERSON, "family_name": "\u202eРаҳи\u200bмов", "document": "400\x01123451"})
    assert question.answers[0]["verdict"] == "recorded"
    assert "\u202e" not in question.subject
