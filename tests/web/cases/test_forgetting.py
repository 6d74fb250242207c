"""Whom a request was about is kept as long as the case needs it, and not longer."""

from __future__ import annotations

import pytest
from django.test import Client

from ogoh.web.accounts.models import User
from ogoh.web.audit.models import Event
from ogoh.web.cases import opening
from ogoh.web.cases.actor import Actor
from ogoh.web.cases.forgetting import KEPT_DAYS, UNCLAIMED_DAYS, forget_cases
from ogoh.web.cases.models import Case, State
from ogoh.web.cases.sending import take_up
from tests.web.cases.conftest import Answered, Days, Open


def remembered() -> bool:
    return any(one.subject or one.document or one.statement for one in Case.objects.all())


def test_a_closed_case_forgets_its_person_after_ninety_days(open_one: Open, alice: User, after_days: Days) -> None:
    opening.withdraw(alice, open_one(statement="Ман дар Хуҷанд будам"))
    after_days(KEPT_DAYS - 1)
    assert forget_cases(Actor("cron")) == 0
    assert remembered()
    after_days(1)
    assert forget_cases(Actor("cron")) == 1
    assert not remembered()
    assert forget_cases(Actor("cron")) == 0


def test_the_number_and_what_happened_stay(open_one: Open, alice: User, at_desk: Client, after_days: Days) -> None:
    case = open_one()
    take_up(Actor.of(alice), case, "Позвонили Раҳимову")
    opening.withdraw(alice, case)
    after_days(KEPT_DAYS)
    forget_cases(Actor("cron"))
    case.refresh_from_db()
    assert [one.act for one in case.steps.all()] == ["opened", "taken_up", "withdrawn"]
    assert [one.note for one in case.steps.all()] == ["", "", ""]
    assert Event.objects.filter(act="aged").exists()


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
    assert remembered()


def test_what_waits_for_the_owner_is_never_forgotten(sent: Open, after_days: Days) -> None:
    sent()
    after_days(1000)
    assert forget_cases(Actor("cron")) == 0
    assert remembered()
