"""While somebody else writes for too long, whoever asks is told so: never a failure, nothing half done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import OperationalError
from django.test import Client

from ogoh.delivery.tables import write_table
from ogoh.web.accounts.models import User
from ogoh.web.cases import addressees, answering, inbox, opening, sending
from ogoh.web.cases.actor import Actor
from ogoh.web.cases.applying import apply_answers
from ogoh.web.cases.forgetting import forget_cases
from ogoh.web.cases.models import Case, State
from ogoh.web.cases.writing import Busy
from ogoh.web.lists.models import Source
from tests.web.cases.conftest import Open, answers_file


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on the database is written by another."""

    def wait_in_vain() -> None:
        raise OperationalError("database is locked")

    def from_now_on() -> None:
        for room in ("writing", "answering", "inbox", "applying"):
            monkeypatch.setattr(f"ogoh.web.cases.{room}.wait_a_while", wait_in_vain)

    return from_now_on


def test_everything_that_is_written_says_so(
    sent: Open, open_one: Open, alice: User, bob: User, held: Source, tmp_path: Path, busy: Callable[[], None]
) -> None:
    case, by = sent(), Actor.of(bob)
    table = answers_file(tmp_path, (case.number, "нет"))
    requests = tmp_path / "requests.csv"
    write_table(requests, ("Номер запроса", "ФИО", "Паспорт"), [("7", "Раҳимов Фаррух", "400123451")])
    busy()
    for write in (
        lambda: open_one(question="court"),
        lambda: opening.withdraw(alice, case),
        lambda: sending.send(by, case.office, held),
        lambda: sending.remind(by, case.office, held),
        lambda: sending.step_up(by),
        lambda: answering.take_in(table, held, by),
        lambda: inbox.receive(requests, held, "Ташкент", bob.office, by),
        lambda: inbox.send_back(bob.office, "Ташкент", held, by),
        lambda: addressees.set_addressee(by, held, {"answer_days": 10}),
        lambda: forget_cases(by),
    ):
        with pytest.raises(Busy):
            write()
    assert Case.objects.get().state == State.SENT


def test_what_the_list_cannot_take_now_waits_and_is_told(held: Source, busy: Callable[[], None]) -> None:
    busy()
    (said,) = apply_answers(held, Actor("command"))
    assert "could not be changed yet" in said


def test_pages_with_a_form_say_so_beside_what_was_typed(
    at_desk: Client, open_one: Open, busy: Callable[[], None]
) -> None:
    case = open_one()
    busy()
    answer = at_desk.post(f"/cases/{case.number}/withdraw/?language=en")
    assert answer.status_code == 409
    assert "Somebody else is writing" in answer.content.decode()


def test_other_pages_are_there_again_later(supervising: Client, open_one: Open, busy: Callable[[], None]) -> None:
    case = open_one()
    busy()
    # Looking at a colleague's request is written down.
    answer = supervising.get(f"/cases/{case.number}/?language=en")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "Somebody else is writing just now" in answer.content.decode()
