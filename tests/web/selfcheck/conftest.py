"""Lists to ask, and a page that answers at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.web.selfcheck.people import hold_lists


@pytest.fixture(autouse=True)
def _answers_leave_at_once(settings: Settings) -> None:
    settings.ANSWER_STEP_SECONDS = 0


@pytest.fixture
def lists(db: None, tmp_path: Path) -> None:
    """The two lists of ``people``."""
    hold_lists(tmp_path)
