"""Two installations: a decision there becomes a traveller's answer here, is asked about, corrected and lifted."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ogoh.cli.two_states.state import State
from ogoh.cli.two_states.story import BORN, PASSPORT, PERSON, tell_story
from tests.browser.test_desk import faults

pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_a_decision_travels_to_the_traveller_and_its_end_too(
    browser: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False).new_page()
    answers: list[str] = []

    def look(here: State) -> str:
        """On a phone, without scripts."""
        page.goto(f"{here.address}tg/check/")
        for name, text in {**PERSON, "birth": BORN, "document": PASSPORT}.items():
            page.fill(f"[name={name}]", text)
        page.get_by_role("button").click()
        answers.append(page.locator(".verdict strong").first.inner_text())
        return answers[-1]

    there = State("ru-mvd", tmp_path / "there", free_port())
    here = State("tj-ms", tmp_path / "here", free_port())
    with there.served(), here.served():
        tell_story(there, here, look)
        context = browser.new_context(viewport={"width": 360, "height": 740})
        last = context.new_page()
        last.goto(f"{here.address}tg/")
        assert faults(last) == []
    assert answers == ["Эҳтимол дорад", "Сабт шудааст", "Сабт ёфт нашуд"]
    told = capsys.readouterr().out
    assert told.count("The log is what was recorded.") == 2
    assert "changes since 2, 1 rows" in told
