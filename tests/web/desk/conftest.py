"""A desk with a list behind it: Alice asks, Bob reviews, Charlie is of another office."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from ogoh.web.accounts.models import Role, User
from ogoh.web.desk.models import Question
from ogoh.web.lists.models import Source
from tests.web.accounts import people
from tests.web.accounts.people import signed_in
from tests.web.lists.conftest import Deliver, bans, deliver
from tests.web.lists.people import FOUR

__all__ = ["bans", "deliver"]

PERSON = {
    "family_name": "Раҳимов",
    "given_name": "Фаррух",
    "birth": "12.05.1990",
    "document": "400123451",
    "presence": "present",
}
"""Recorded: name, birth date and number agree."""

DOUBTFUL = {**PERSON, "patronymic": "Саидович", "document": "401777888"}
"""Of the same name and birth date, with another passport."""
STRANGER = {**PERSON, "family_name": "Неизвестный", "given_name": "Никто", "document": "777777777"}

Ask = Callable[..., Question]


@pytest.fixture
def held(bans: Source, deliver: Deliver) -> Source:
    """A list is held."""
    deliver(FOUR)
    return bans


@pytest.fixture
def alice(db: None) -> User:
    return people.alice(Role.OFFICER)


@pytest.fixture
def bob(db: None) -> User:
    return people.bob(Role.REVIEWER)


@pytest.fixture
def charlie(db: None) -> User:
    """The stranger, who may do everything in another office."""
    return people.charlie(Role.OFFICER, Role.REVIEWER, Role.SUPERVISOR)


@pytest.fixture
def at_desk(alice: User, held: Source) -> Client:
    """Alice's browser."""
    return signed_in(alice)


@pytest.fixture
def ask(at_desk: Client) -> Ask:
    """Alice asks about somebody."""

    def asked(person: dict[str, str], **more: Any) -> Question:
        response = at_desk.post("/desk/", {**person, **more})
        assert response.status_code == 302, response.content.decode()
        return Question.objects.get(pk=response["Location"].split("/")[-2])

    return asked
