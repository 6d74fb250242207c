"""The real Chromium, and the service as it is served."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_django import Settings

from tests.web.selfcheck.people import hold_lists

CHROMIUM = os.environ.get("OGOH_CHROMIUM", "/usr/bin/chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    if not shutil.which(CHROMIUM):
        pytest.skip(f"no Chromium at {CHROMIUM}: install it (apt-get install chromium), or name one in OGOH_CHROMIUM")
    # Playwright's own loop runs in this thread, where Django would refuse the database as "called from async".
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def lists(transactional_db: None, tmp_path: Path, settings: Settings) -> None:
    """The public page's two lists, and answers without waiting."""
    settings.ANSWER_STEP_SECONDS = 0
    hold_lists(tmp_path)
