"""The interface for other programs: the same answers, every error in one shape."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse

from ogoh.identity import subject_as_typed
from ogoh.names import WrittenName
from ogoh.web.api.models import ApiToken
from ogoh.web.checks import asking
from ogoh.web.checks.services import Answer, ListNotReadyError
from ogoh.web.lists.services import add_source
from ogoh.web.reviews.models import ReviewVerdict
from ogoh.web.reviews.services import remember

Ask = Callable[..., HttpResponse]
RECORDED = {"name": "Rahimov Farrukh", "born": "1990-05-12", "document": "400123451"}

pytestmark = pytest.mark.usefixtures("lists")


def said(response: HttpResponse) -> Any:
    return json.loads(response.content)


def faults(response: HttpResponse) -> dict[str, str]:
    """What was found, by field; every error has this shape."""
    problem = said(response)
    assert set(problem) == {"errors"}
    assert all(set(error) == {"field", "found", "expected"} for error in problem["errors"])
    return {error["field"]: error["found"] for error in problem["errors"]}


def test_each_source_answers_with_its_date_and_its_evidence(ask: Ask) -> None:
    bans, registry = said(ask(RECORDED))["answers"]
    assert (bans["verdict"], bans["as_of"], bans["source_kind"]) == ("recorded", "2026-11-02", "entry_ban")
    assert bans["document_agrees"] is True
    assert bans["probability"] > 0.99
    assert {"attribute", "level", "bits"} == set(bans["reasons"][0])
    assert (registry["verdict"], registry["words"]) == ("no_record", [])


def test_an_answer_names_the_listing_and_the_reviews_it_rests_on(ask: Ask) -> None:
    listing = said(ask(RECORDED))["answers"][0]["listing"]
    renewed = {**RECORDED, "document": "401777888"}
    assert [one["listing"] for one in said(ask(renewed))["answers"]] == [listing, ""]
    traveller = subject_as_typed(WrittenName(renewed["name"]), born=renewed["born"], document=renewed["document"])
    for verdict, answered in (("same", "recorded"), ("not_same", "no_record")):
        review = remember(traveller, "bans", listing, ReviewVerdict(verdict), "Desk 4", "Looked").review
        told = said(ask(renewed))["answers"][0]
        (decided,) = told["left_out"] or [told["review"]]
        assert (told["verdict"], decided["number"], decided["verdict"]) == (answered, review.pk, verdict)
        assert (decided["listing"], decided["by"]) == (listing, "Desk 4")


def test_reasons_come_in_words_of_the_language_asked_for(ask: Ask) -> None:
    words = said(ask({**RECORDED, "language": "tg"}))["answers"][0]["words"]
    assert "Рақамҳои ҳуҷҷат якхелаанд." in words


def test_the_same_name_alone_is_at_most_possible(ask: Ask) -> None:
    assert said(ask({"name": "Раҳимов Фаррух Саидович"}))["answers"][0]["verdict"] != "recorded"


def test_a_reply_says_what_was_not_looked_at(ask: Ask) -> None:
    add_source("late", "The late list", "entry_ban")
    reply = said(ask(RECORDED))
    assert [answer["source"] for answer in reply["answers"]] == ["bans", "registry"]
    assert [unseen["code"] for unseen in reply["not_looked_at"]] == ["late", "others", "searches_and_debts"]


@pytest.mark.parametrize("authorization", ["", "Bearer ogoh_guess", "Basic YTpi"])
def test_without_a_token_in_force_nothing_is_answered(ask: Ask, authorization: str) -> None:
    response = ask(RECORDED, authorization)
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Bearer"
    assert list(faults(response)) == ["Authorization"]


def test_a_caller_over_its_limit_is_told_when_to_come_again(ask: Ask) -> None:
    ApiToken.objects.update(per_minute=2)
    answered = [ask(RECORDED) for _ in range(3)]
    assert [response.status_code for response in answered] == [200, 200, 429]
    assert int(answered[2]["Retry-After"]) > 0
    assert list(faults(answered[2])) == ["Authorization"]


def test_every_field_that_cannot_be_read_is_named_with_what_was_found(ask: Ask) -> None:
    question = {
        "born": "31.02.1990",
        "document": "??",
        "sex": "Q",
        "citizenship": "Atlantis",
        "language": "xx",
    }
    response = ask(question)
    assert response.status_code == 422
    assert faults(response) == {**question, "name": "nothing"}


def test_a_wrong_check_digit_in_the_zone_is_a_fault(ask: Ask) -> None:
    zone = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10"
    response = ask({"mrz": zone.replace("L898902C3", "L898902C4")})
    assert response.status_code == 422
    assert set(faults(response)) == {"mrz"}


@pytest.mark.parametrize(("body", "status"), [(b"{", 400), (b"\xff", 400), (b"[]", 422), (b'{"name": 5}', 422)])
def test_what_is_no_question_is_refused_in_the_same_shape(ask: Ask, body: bytes, status: int) -> None:
    response = ask(body)
    assert response.status_code == status
    assert faults(response)


def test_a_list_that_is_being_prepared_gives_no_answer(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def not_ready(subject: object) -> tuple[Answer, ...]:
        raise ListNotReadyError("bans")

    monkeypatch.setattr(asking, "check", not_ready)
    response = ask(RECORDED)
    assert response.status_code == 503
    assert list(faults(response)) == ["source"]


def test_an_answer_is_kept_by_nobody_on_the_way(ask: Ask) -> None:
    for response in (ask(RECORDED), ask({})):
        assert response["Cache-Control"] == "no-store"
        assert not response.cookies
