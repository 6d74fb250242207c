"""The service is killed while officers ask: whatever answer an officer was given is still there, and in the log."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from threading import Event

import orjson
import pytest

from ogoh.cli.browsing import Browsing
from ogoh.web.accounts import second_factor
from ogoh.web.accounts.demo import MadeUp
from ogoh.web.accounts.models import Role
from tests.demonstration import demonstration

pytestmark = pytest.mark.slow

OFFICERS, ANSWERS_BEFORE, SIZE = 4, 40, 1000
PERSON = {
    "given_name": "Фаррух",
    "patronymic": "",
    "birth": "12.05.1990",
    "document": "400123451",
    "presence": "present",
    "zone": "",
    "mandate": "",
    "ticket": "",
}


def officer(port: int) -> Browsing:
    """A browser in which the demonstration's officer is signed in."""
    made_up, browsing = MadeUp(Role.OFFICER), Browsing(port)
    browsing.get("/staff/sign-in/")
    browsing.post("/staff/sign-in/", login=made_up.username, password=made_up.password)
    browsing.get("/staff/code/")
    assert browsing.post("/staff/code/", code=second_factor.code_now(made_up.secret, time.time())).status == 302
    browsing.get("/desk/")
    return browsing


def ask_until_nobody_answers(browsing: Browsing, cards: list[str], enough: Event) -> None:
    with suppress(OSError, HTTPException):
        while True:
            asked = browsing.post("/desk/", family_name="Раҳимов", **PERSON)
            assert asked.status == 302
            cards.append(asked.leads_to)
            if len(cards) >= ANSWERS_BEFORE:
                enough.set()


def test_no_answer_that_was_given_is_lost_when_the_service_is_killed(tmp_path: Path) -> None:
    cards: list[str] = []
    enough = Event()
    with demonstration(tmp_path, SIZE) as served, ThreadPoolExecutor(OFFICERS) as counters:
        signed_in = officer(served.port)
        for _ in range(OFFICERS):
            same_session = Browsing(served.port, dict(signed_in.cookies), signed_in.token)
            counters.submit(ask_until_nobody_answers, same_session, cards, enough)
        assert enough.wait(60)
        served.kill()
    assert len(cards) >= ANSWERS_BEFORE

    command = [sys.executable, "-m", "ogoh", "audit"]
    settings = {**os.environ, "OGOH_HOME": str(tmp_path)}
    verified = subprocess.run([*command, "verify"], env=settings, capture_output=True, text=True, check=False)
    assert verified.returncode == 0, verified.stderr + verified.stdout
    told = subprocess.run([*command, "looks", "--document", PERSON["document"], "--json"], env=settings, stdout=-1)
    assert len(orjson.loads(told.stdout)) >= len(cards)
    with demonstration(tmp_path, SIZE) as again:
        colleague = Browsing(again.port, dict(signed_in.cookies))
        assert {colleague.get(one).status for one in cards} == {200}
