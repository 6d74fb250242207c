"""An office that asks: Alice opens requests, Bob supervises; Charlie is of another office; a list is held."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ogoh.delivery.correspondence import in_print
from ogoh.delivery.tables import Cell, write_table
from ogoh.identity import Subject, subject_as_typed
from ogoh.names import WrittenName
from ogoh.web.accounts.models import Role, User
from ogoh.web.cases.actor import Actor
from ogoh.web.cases.answering import AnswersAccount, take_in
from ogoh.web.cases.models import Batch, Case
from ogoh.web.cases.opening import Wish, open_case
from ogoh.web.cases.sending import send
from ogoh.web.lists.models import Source
from ogoh.web.queue.models import today
from tests.web.accounts import people
from tests.web.accounts.people import signed_in
from tests.web.lists.conftest import Deliver, bans, deliver
from tests.web.lists.people import FOUR

__all__ = ["bans", "deliver"]

FARRUKH = subject_as_typed(WrittenName(family="Раҳимов", given="Фаррух"), born="12.05.1990", document="400123451")
ZEBO = subject_as_typed(WrittenName(family="Назарова", given="Зебо"), born="03.02.1985", document="400999777")

Open = Callable[..., Case]
Answered = Callable[..., AnswersAccount]
Days = Callable[[int], date]


@pytest.fixture
def held(bans: Source, deliver: Deliver) -> Source:
    """The list of the owner who is asked."""
    deliver(FOUR)
    return bans


@pytest.fixture
def alice(db: None) -> User:
    return people.alice(Role.OFFICER)


@pytest.fixture
def bob(db: None) -> User:
    return people.bob(Role.SUPERVISOR)


@pytest.fixture
def charlie(db: None) -> User:
    """The stranger, who may do everything in another office."""
    return people.charlie(*(one for one in Role if one is not Role.ADMINISTRATOR))


@pytest.fixture
def at_desk(alice: User, held: Source) -> Client:
    return signed_in(alice)


@pytest.fixture
def supervising(bob: User, held: Source) -> Client:
    return signed_in(bob)


@pytest.fixture
def open_one(alice: User, held: Source) -> Open:
    """Alice opens a request."""

    def opened(subject: Subject = FARRUKH, question: str = "listed", listing: str = "1", **more: Any) -> Case:
        return open_case(more.pop("by", alice), Wish(held, question, subject, "tg", listing, **more))

    return opened


@pytest.fixture
def sent(open_one: Open, bob: User) -> Open:
    """A request that went out today."""

    def opened_and_sent(*args: Any, **more: Any) -> Case:
        case = open_one(*args, **more)
        send(Actor.of(bob), case.office, case.source)
        case.refresh_from_db()
        return case

    return opened_and_sent


def batch_with(case: Case) -> Batch:
    return case.batches.get()


def answers_file(folder: Path, *rows: Sequence[Cell], headings: Sequence[str] = ("Ваш №", "Ответ")) -> Path:
    """A table as an owner sends it back."""
    path = folder / "answers.xlsx"
    write_table(path, headings, rows)
    return path


@pytest.fixture
def answered(tmp_path: Path, bob: User, held: Source) -> Answered:
    """Bob takes in the answer to a request."""

    def taken(case: Case, outcome: str, **cells: Cell) -> AnswersAccount:
        row = {"Ваш №": in_print(case.number), "Ответ": outcome, **cells}
        return take_in(answers_file(tmp_path, [*row.values()], headings=[*row]), held, Actor.of(bob))

    return taken


@pytest.fixture
def after_days(monkeypatch: pytest.MonkeyPatch) -> Days:
    """Move the clock of the service on by whole days."""

    def moved(days: int) -> date:
        now: datetime = timezone.now() + timedelta(days=days)
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)
        return today()

    return moved
