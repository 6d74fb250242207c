"""Whom a request was about is kept as long as the case needs it, and not longer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from ogoh.delivery.correspondence import Outcome, Reply
from ogoh.delivery.tables import write_table
from ogoh.web.accounts.models import User
from ogoh.web.audit.models import Event
from ogoh.web.cases import opening
from ogoh.web.cases.actor import Actor
from ogoh.web.cases.answering import reply_of
from ogoh.web.cases.digests import digest_of_reply
from ogoh.web.cases.forgetting import KEPT_DAYS, UNCLAIMED_DAYS, forget_cases
from ogoh.web.cases.inbox import answer, receive, send_back
from ogoh.web.cases.models import Asked, Case, CaseAnswer, State
from ogoh.web.cases.sending import step_up, take_up
from ogoh.web.cases.settling import settle
from ogoh.web.lists.models import Source
from ogoh.web.queue.models import today
from tests.web.cases.conftest import FARRUKH, ZEBO, Answered, Days, Open

Queries = Callable[[int], AbstractContextManager[object]]


OF_A_PERSON = {
    Case: ("subject", "document", "statement", "listing"),
    CaseAnswer: ("correction", "explanation", "listing", "digest"),
    Asked: ("subject", "statement", "listing", "correction", "explanation", "digest"),
}


def remembered() -> bool:
    return any(
        getattr(one, name)
        for rows, names in OF_A_PERSON.items()
        for one in rows._default_manager.all()
        for name in names
    )


def test_a_closed_case_forgets_its_person_after_ninety_days(open_one: Open, alice: User, after_days: Days) -> None:
    opening.withdraw(alice, open_one(statement="Ман дар Хуҷанд будам"))
    after_days(KEPT_DAYS - 1)
    assert forget_cases(Actor("cron")) == 0
    assert remembered()
    after_days(1)
    assert forget_cases(Actor("cron")) == 1
    assert not remembered()
    assert forget_cases(Actor("cron")) == 0


def test_the_number_and_what_happened_stay(sent: Open, alice: User, after_days: Days) -> None:
    case = sent()
    after_days(35)
    step_up(Actor("cron"))
    take_up(Actor.of(alice), case, "Позвонили Раҳимову")
    opening.withdraw(alice, case)
    after_days(KEPT_DAYS)
    forget_cases(Actor("cron"))
    case.refresh_from_db()
    assert [one.act for one in case.steps.all()] == ["opened", "sent", "escalated", "taken_up", "withdrawn"]
    assert case.steps.get(act="taken_up").note == ""
    assert Event.objects.filter(act="aged").exists()


def test_answers_and_corrections_are_forgotten_with_their_case(
    sent: Open, answered: Answered, alice: User, bob: User, after_days: Days
) -> None:
    case = sent(question="spelling")
    answered(case, "Исправлено", **{"Исправленное имя": "Рахимов Фарух", "Примечание": "по паспорту"})
    answered(case, "Не значится", Примечание="проверено")
    settle(bob, case, case.answers.latest("pk"), "Сличены письма")
    opening.tell(alice, case)
    after_days(KEPT_DAYS)
    assert forget_cases(Actor("cron")) == 1
    assert CaseAnswer.objects.count() == 2
    assert not remembered()


def test_what_another_office_asked_is_forgotten_whole(
    tmp_path: Path, held: Source, bob: User, after_days: Days
) -> None:
    write_table(tmp_path / "r.csv", ("Номер запроса", "ФИО", "Паспорт"), [("12/345", "Раҳимов Фаррух", "400123451")])
    receive(tmp_path / "r.csv", held, "Ташкент", bob.office, Actor.of(bob))
    asked = Asked.objects.get()
    answer(bob, asked, Reply("12/345", Outcome.CORRECTED, today(), listing="1", correction=ZEBO, explanation="ҷ"))
    send_back(bob.office, "Ташкент", held, Actor.of(bob))
    after_days(KEPT_DAYS)
    assert forget_cases(Actor("cron")) == 1
    assert not remembered()


def test_nobody_without_the_key_can_try_out_who_a_digest_stands_for(
    sent: Open, answered: Answered, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(sent(), "Не значится")
    reply = reply_of(CaseAnswer.objects.get())
    known = digest_of_reply(reply)
    monkeypatch.setattr("ogoh.web.audit.keys._derived", lambda purpose: b"another key")
    assert digest_of_reply(reply) != known


@pytest.mark.parametrize("answer", ["Не значится", "Нужны сведения"])
def test_what_nobody_came_for_is_closed_by_itself(
    sent: Open, answered: Answered, after_days: Days, answer: str
) -> None:
    case = sent()
    answered(case, answer, Примечание="копия паспорта")
    after_days(UNCLAIMED_DAYS - 1)
    forget_cases(Actor("cron"))
    case.refresh_from_db()
    assert case.state != State.CLOSED
    after_days(1)
    forget_cases(Actor("cron"))
    case.refresh_from_db()
    assert case.state == State.CLOSED
    assert [one.act for one in case.steps.all()][-1] == "forgotten"
    assert "closed unclaimed" in Event.objects.latest("number").details
    assert remembered()


def test_closing_what_nobody_came_for_asks_the_database_no_more_often_for_more_of_it(
    open_one: Open, after_days: Days, django_assert_max_num_queries: Queries
) -> None:
    for subject in (FARRUKH, ZEBO):
        for question in ("listed", "court", "amnesty"):
            open_one(subject, question)
    after_days(UNCLAIMED_DAYS + 1)
    with django_assert_max_num_queries(20):
        forget_cases(Actor("cron"))
    assert not Case.objects.exclude(state=State.CLOSED).exists()


def test_what_waits_for_the_owner_is_never_forgotten(sent: Open, after_days: Days) -> None:
    sent()
    after_days(1000)
    assert forget_cases(Actor("cron")) == 0
    assert remembered()
