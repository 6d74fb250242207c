"""The endpoint answers who may ask, as much as agreed, under keys in force; every refusal says what to do."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from ogoh.blind import MOST_IN_A_BATCH, KeyedList, Questions, ask, new_seed, read
from ogoh.web.api.services import add_token
from ogoh.web.audit.models import Event
from ogoh.web.blind.askers import allow
from ogoh.web.blind.keys import end_key, signing_key
from ogoh.web.blind.models import BlindKey, Day
from ogoh.web.exchange.peers import end_peer, give_token
from tests.blind.test_asking import NO_POINTS
from tests.web.blind.people import Endpoint, endpoint, key_of_newest, peer
from tests.web.lists.conftest import Deliver
from tests.web.lists.people import FARRUKH, FEBRUARY

pytestmark = pytest.mark.django_db


def questions(key: BlindKey, number: int = 3) -> Questions:
    """So many questions; one point is as good as another."""
    return Questions(key.name, ask(key.name, [b"somebody"], new_seed()).points * number)


def test_it_names_its_keys_their_files_and_how_much_may_be_asked(khujand: Endpoint, keyed: KeyedList) -> None:
    told = json.loads(khujand.called("keys").body)
    assert told["allowed"] == {"in_a_request": MOST_IN_A_BATCH, "a_day": 1_000, "left_today": 1_000}
    (key,) = told["keys"]
    assert (key["key"], key["list"], key["delivery"], key["dated"]) == (keyed.about.key, "bans", 1, "2026-01-10")
    fetched = khujand.called(key["file"].removeprefix("/blind/v1/"))
    assert read(fetched.body, [signing_key().public]).about == keyed.about
    assert fetched.headers["Cache-Control"] == "no-store"


def test_a_list_that_was_not_built_is_offered_without_a_file(khujand: Endpoint, key: BlindKey) -> None:
    (told,) = json.loads(khujand.called("keys").body)["keys"]
    assert told["file"] is None
    assert khujand.called(f"lists/{key.name}").status == 410


@pytest.mark.parametrize("path", ["keys", "questions", "lists/0123456789abcdef"])
def test_without_a_token_that_may_ask_nothing_is_told(key: BlindKey, khujand: Endpoint, path: str) -> None:
    other, program = give_token(peer("samarkand").code), add_token("a program")
    body = questions(key).to_bytes() if path == "questions" else None
    for shown in (
        "",
        "Bearer ",
        "Bearer ogoh_unknown",
        f"Basic {khujand.secret}",
        f"Bearer {other}",
        f"Bearer {program}",
    ):
        told = khujand.called(path, body, authorization=shown)
        assert (told.status, told.fault["field"]) == (401, "Authorization")
        assert key.name.encode() not in told.body


def test_who_was_let_in_is_shut_out_at_once(key: BlindKey, khujand: Endpoint) -> None:
    allow("khujand", 0)
    assert khujand.called("keys").status == 401
    allow("khujand", 10)
    assert khujand.called("keys").status == 200
    end_peer("khujand")
    assert khujand.called("keys").status == 401


def test_a_question_under_an_ended_key_is_refused_with_what_to_fetch(
    khujand: Endpoint, key: BlindKey, deliver: Deliver
) -> None:
    deliver([FARRUKH], FEBRUARY)
    newer = key_of_newest()
    assert khujand.called("questions", questions(key).to_bytes()).status == 200
    end_key(key.name)
    told = khujand.called("questions", questions(key).to_bytes())
    assert told.status == 410
    assert "ended on" in told.fault["found"]
    assert f"{newer.name} for bans no. 2 of 2026-02-10" in told.fault["expected"]
    assert told.fault["remedy"].startswith("Fetch the newest file")


def test_a_key_that_is_not_ours_is_refused_whatever_it_is_called(khujand: Endpoint, key: BlindKey) -> None:
    for name in ("0123456789abcdef", "", "../../audit_key", "x" * 5_000, "\N{SNOWMAN}", "\0"):
        told = khujand.called("questions", replace(questions(key), key=name).to_bytes())
        assert (told.status, "not ours" in told.fault["found"]) == (410, True)


def test_seventy_thousand_questions_at_once_are_refused_with_what_is_allowed(key: BlindKey) -> None:
    much = endpoint("much", per_day=1_000_000)
    told = much.called("questions", questions(key, 70_000).to_bytes())
    assert (told.status, told.fault["expected"]) == (413, "at most 2,000")
    assert told.fault["found"].startswith("70,00")
    assert not Day.objects.exists()


def test_one_question_more_than_is_allowed_at_once_is_refused(key: BlindKey) -> None:
    much = endpoint("much", per_day=1_000_000)
    told = much.called("questions", questions(key, MOST_IN_A_BATCH + 1).to_bytes())
    assert (told.status, told.fault["found"]) == (413, "2,001")


def test_the_questions_of_a_day_end_and_each_asker_has_its_own(key: BlindKey) -> None:
    few, other = endpoint("few", per_day=7), endpoint("other", per_day=7)
    assert few.called("questions", questions(key, 5).to_bytes()).status == 200
    told = few.called("questions", questions(key, 3).to_bytes())
    assert (told.status, told.fault["expected"]) == (429, "at most 2 more of 7 a day")
    assert 0 < int(told.headers["Retry-After"]) <= 86_401
    assert few.called("questions", questions(key, 2).to_bytes()).status == 200
    assert few.called("questions", questions(key, 1).to_bytes()).status == 429
    assert other.called("questions", questions(key, 7).to_bytes()).status == 200


@pytest.mark.parametrize("wrong", NO_POINTS.values(), ids=NO_POINTS)
def test_a_point_that_is_not_on_the_curve_is_refused_by_its_place_and_costs_nothing(
    khujand: Endpoint, key: BlindKey, wrong: bytes
) -> None:
    asked = questions(key, 3)
    told = khujand.called("questions", replace(asked, points=(*asked.points[:2], wrong)).to_bytes())
    assert (told.status, told.fault["field"]) == (422, "The question no. 3")
    assert json.loads(khujand.called("keys").body)["allowed"]["left_today"] == 1_000


@pytest.mark.parametrize(
    "body", [b"", b"\xff" * 100, b'{"name": "somebody"}', b"ogoh blind questions 1\n{}\n", b"ogoh blind questions 1\n["]
)
def test_what_is_no_message_of_questions_is_refused(khujand: Endpoint, key: BlindKey, body: bytes) -> None:
    assert khujand.called("questions", body).status == 400


def test_a_message_that_promises_more_or_fewer_than_it_holds_is_refused(khujand: Endpoint, key: BlindKey) -> None:
    whole = questions(key).to_bytes()
    for body in (whole[:-1], whole[:-32], whole + b"x", whole.replace(b'"questions":3', b'"questions":-3')):
        assert khujand.called("questions", body).status == 400


@pytest.mark.parametrize("name", ["0123456789abcdef", "%00", "%D0%A0%D0%B0%D2%B3%D0%B8%D0%BC%D0%BE%D0%B2"])
def test_a_file_that_is_not_there_is_refused_and_the_refusal_recorded(
    khujand: Endpoint, key: BlindKey, name: str
) -> None:
    assert khujand.called(f"lists/{name}").status == 410
    told = Event.objects.get(act="refused").details
    assert "KeyNotHeld" in told
    assert "Раҳимов" not in told


def test_a_name_that_was_sent_as_a_key_is_not_in_the_log(khujand: Endpoint, key: BlindKey) -> None:
    told = khujand.called("questions", replace(questions(key), key="Раҳимов Фаррух").to_bytes())
    assert "Раҳимов" in told.fault["found"]
    assert "Раҳимов" not in Event.objects.get(act="refused").details


def test_a_peer_that_may_not_ask_is_recorded_and_nobody_s_token_is_not(khujand: Endpoint, key: BlindKey) -> None:
    khujand.called("keys", authorization="Bearer ogoh_unknown")
    assert not Event.objects.filter(act="refused").exists()
    allow("khujand", 0)
    khujand.called("keys")
    assert '"asker":"khujand"' in Event.objects.get(act="refused").details


def test_every_refusal_is_in_the_log_with_who_and_without_what(khujand: Endpoint, key: BlindKey) -> None:
    khujand.called("questions", "Раҳимов Фаррух, by mistake".encode())
    khujand.called("questions", questions(key, 1_500).to_bytes())
    refused = list(Event.objects.filter(act="refused").order_by("number").values_list("details", flat=True))
    assert ["NotWhatItSays" in refused[0], "QuotaSpent" in refused[1]] == [True, True]
    assert all('"asker":"khujand"' in one for one in refused)
    assert not any("Фаррух" in one for one in refused)
