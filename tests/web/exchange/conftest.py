"""Two states that exchange lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ogoh.web.audit.keys import make_key
from tests.web.exchange.states import States


@pytest.fixture
def own_home(settings: Any, tmp_path: Path) -> Path:
    """A data folder for one test: keys, outbox, what is fetched."""
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    make_key()
    return tmp_path


@pytest.fixture
def states(own_home: Path, transactional_db: None) -> States:
    return States(own_home)
