"""Whatever happens to a request, in any order: its state, its days and its answers fit together."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ogoh.delivery.correspondence import Outcome
from ogoh.web.accounts.models import User
from ogoh.web.cases import opening, sending
from ogoh.web.cases.actor import Actor
from ogoh.web.cases.answering import take_in
from ogoh.web.cases.models import Case, State
from ogoh.web.cases.refusal import CaseRefused
from ogoh.web.cases.settling import settle
from ogoh.web.lists.models import Source
from tests.web.cases.conftest import Open, answers_file

ANSWERS = ("Состоит", "Не значится", "снят", "Исправлено", "Нужны сведения", "Срок продлён")
FINAL = ANSWERS[:4]
DONE = ("send", "remind", "tell", "withdraw", "brought", "settle")


def do(what: str, case: Case, user: User, folder: Path) -> None:
    """One thing that staff or an owner may do; what cannot be done now is refused."""
    by, chosen = Actor.of(user), case.answers.last()
    try:
        if what in ANSWERS:
            path = answers_file(folder, (case.number, what, "копия"), headings=("Номер", "Ответ", "Разъяснение"))
            take_in(path, case.source, by)
        elif what in ("send", "remind"):
            getattr(sending, what)(by, case.office, case.source)
        elif what == "brought":
            opening.brought(user, case, "копия приложена")
        elif what == "settle" and chosen:
            settle(user, case, chosen, "Сличены письма")
        elif what in ("tell", "withdraw"):
            getattr(opening, what)(user, case)
    except CaseRefused:
        pass
    case.refresh_from_db()


def fits(case: Case) -> None:
    standing = [one for one in case.answers.all() if one.stands]
    final = [one for one in standing if Outcome(one.outcome).is_final]
    assert len(standing) <= 1
    assert (case.closed_on is not None) == (case.state == State.CLOSED)
    if case.state == State.ANSWERED:
        assert final
    if case.state in (State.OPEN, State.SENT):
        assert not final
    if case.due_on is not None and case.sent_on is not None:
        assert (case.due_on - case.sent_on).days == (60 if case.extended else 30)


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(["send", "Состоит", "Нужны сведения", "settle"])
@example(["send", "Состоит", "Нужны сведения", "settle", "brought", "send", "Состоит"])
@example(["send", "Состоит", "Срок продлён", "settle", "Состоит"])
@given(st.lists(st.sampled_from((*ANSWERS, *DONE, "send", "send")), max_size=9))
def test_state_days_and_answers_fit_together(
    open_one: Open, bob: User, held: Source, tmp_path: Path, happens: list[str]
) -> None:
    with transaction.atomic():
        case = open_one()
        for what in happens:
            before = case.state
            do(what, case, bob, tmp_path)
            fits(case)
            if before == State.SENT and what in FINAL:
                assert case.state != State.SENT, "the owner has answered, and the request waits on"
        transaction.set_rollback(True)
