"""An asker learns who of its travellers is on the list; the owner learns how many questions came."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import orjson
import pytest

from ogoh.blind import BlindRefused, KeyedList, ProofRefusedError, answer
from ogoh.blind.messages import Answers, Questions
from ogoh.identity import subject_as_typed
from ogoh.matching import Verdict
from ogoh.names import WrittenName
from ogoh.web.audit.events import Act
from ogoh.web.audit.looks import looks_at
from ogoh.web.audit.models import Event, Mention
from ogoh.web.blind.asking import ask_owner, questions_for, refuse_unusable
from ogoh.web.blind.models import BlindKey, Day
from tests.blind.asked import OTHER_KEY
from tests.web.blind.people import (
    BY,
    NOT_LISTED,
    RENEWED,
    SAME,
    WITHOUT_KEY,
    Endpoint,
    built,
    key_of_newest,
    travellers,
)
from tests.web.lists.conftest import Deliver
from tests.web.lists.people import DALER, FARRUKH, FEBRUARY

pytestmark = pytest.mark.django_db

EVERYBODY = (SAME, RENEWED, NOT_LISTED, WITHOUT_KEY)


def test_what_meets_is_possible_and_never_more(khujand: Endpoint, keyed: KeyedList) -> None:
    answers = ask_owner(khujand, keyed, travellers(*EVERYBODY), 1000, BY)
    assert [one.verdict for one in answers] == [Verdict.POSSIBLE, Verdict.POSSIBLE, Verdict.NO_RECORD, None]
    assert [one.met for one in answers] == [("document", "names_and_birth"), ("names_and_birth",), (), ()]


@pytest.mark.parametrize("in_a_request", [1, 2, 3, 1000])
def test_the_answers_do_not_depend_on_how_questions_are_divided(
    khujand: Endpoint, keyed: KeyedList, in_a_request: int
) -> None:
    answers = ask_owner(khujand, keyed, travellers(*EVERYBODY), in_a_request, BY)
    assert [bool(one.met) for one in answers] == [True, True, False, False]


def test_the_owner_keeps_nothing_of_whom_was_asked_about(khujand: Endpoint, keyed: KeyedList) -> None:
    before = Mention.objects.count()
    told = khujand.called("questions", questions_for(keyed, travellers(*EVERYBODY), b"s" * 32).to_bytes())
    assert told.status == 200
    assert Mention.objects.count() == before
    event = orjson.loads(Event.objects.order_by("number").last().details)  # type: ignore[union-attr]
    assert event["subjects"] == []
    number = len(questions_for(keyed, travellers(*EVERYBODY), b"s" * 32).points)
    asked = {"asker": "khujand", "key": keyed.about.key, "list": "bans", "delivery": 1, "questions": number}
    assert event["told"] == asked
    assert Day.objects.get().questions == number


def test_the_asker_s_log_knows_whom_so_that_they_can_be_told(khujand: Endpoint, keyed: KeyedList) -> None:
    people = travellers(SAME, NOT_LISTED)
    ask_owner(khujand, keyed, people, 1000, BY)
    event = Event.objects.filter(act=Act.LOOK).get()
    told = orjson.loads(event.details)["told"]
    assert (told["people"], told["possible"], told["list"]) == (2, 1, "bans")
    for name, born, document in (SAME, NOT_LISTED):
        subject = subject_as_typed(WrittenName(name), born=born, document=document)
        assert [one.act for one in looks_at(subject)] == [Act.LOOK]
        assert name not in event.details
        assert document.replace(" ", "") not in event.details


def test_answers_of_a_wrong_key_are_refused_and_nothing_is_told(keyed: KeyedList) -> None:
    class Liar:
        def answers(self, questions: Questions) -> Answers:
            return answer(OTHER_KEY, questions)

    with pytest.raises(ProofRefusedError):
        ask_owner(Liar(), keyed, travellers(SAME), 1000, BY)
    assert not Event.objects.filter(act=Act.LOOK).exists()


def test_a_newer_delivery_has_a_key_of_its_own_under_which_the_older_answers_say_nothing(
    khujand: Endpoint, key: BlindKey, keyed: KeyedList, deliver: Deliver
) -> None:
    deliver([FARRUKH, DALER], FEBRUARY)
    newer = key_of_newest()
    newest = built(newer)
    assert newer.name != key.name
    assert [one.met for one in ask_owner(khujand, newest, travellers(SAME, RENEWED), 1000, BY)] == [
        ("document", "names_and_birth"),
        (),
    ]
    with pytest.raises(ProofRefusedError):
        ask_owner(_OfKey(khujand, newer.name), keyed, travellers(SAME), 1000, BY)


class _OfKey:
    """Asks under another key than the file's, and says of the answers that they were the file's."""

    def __init__(self, owner: Endpoint, key: str) -> None:
        self._owner, self._key = owner, key

    def answers(self, questions: Questions) -> Answers:
        given = self._owner.answers(replace(questions, key=self._key))
        return replace(given, key=questions.key, of=questions.digest)


def test_nobody_to_ask_about_is_said(keyed: KeyedList) -> None:
    with pytest.raises(BlindRefused, match="nobody with a document number"):
        questions_for(keyed, travellers(WITHOUT_KEY), b"s" * 32)


def test_an_expired_list_one_of_a_day_to_come_and_one_of_other_tables_are_refused(keyed: KeyedList) -> None:
    refuse_unusable(keyed)
    for about, match in (
        (replace(keyed.about, expires=datetime.now(UTC) - timedelta(seconds=1)), "expired on"),
        (replace(keyed.about, made=datetime.now(UTC) + timedelta(hours=2)), "yet to come"),
        (replace(keyed.about, recipe="0-other"), "one version"),
    ):
        with pytest.raises(BlindRefused, match=match):
            refuse_unusable(replace(keyed, about=about))
