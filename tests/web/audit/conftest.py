"""A log with some events in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction

from ogoh.identity import Subject
from ogoh.web.audit.events import Act, Happening, Json
from ogoh.web.audit.services import record
from ogoh.web.audit.subjects import subject_digests
from tests.web.checks.travellers import traveller

FARRUKH = traveller("Раҳимов Фаррух", "12.05.1990", "400123451")
ZEBO = traveller("Назарова Зебо", "03.02.1985", "400999777")

Written = Callable[..., None]


def look(subject: Subject = FARRUKH, actor: str = "alice") -> Happening:
    """A look at somebody."""
    told: dict[str, Json] = {"answers": [{"answer": "no_record", "delivery": 1, "source": "bans"}]}
    return Happening(Act.LOOK, actor, "dushanbe", "the person is present", subject_digests(subject), told)


@pytest.fixture
def written(db: None) -> Written:
    """Record some events, each in a transaction of its own."""

    def write(*happenings: Happening) -> None:
        for one in happenings:
            with transaction.atomic():
                record(one)

    return write
