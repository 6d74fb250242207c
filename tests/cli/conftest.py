"""The command as a user calls it, in this process, on the database of the tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ogoh.cli import app

Ogoh = Callable[..., Result]


@pytest.fixture
def ogoh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ogoh:
    """Run ``ogoh`` with the given arguments, in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path) -> Result:
        ended = CliRunner().invoke(app, [str(one) for one in arguments])
        assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.exception
        return ended

    return run


@pytest.fixture
def bans(db: None, ogoh: Ogoh) -> None:
    """A source of that code is known."""
    assert ogoh("source", "add", "bans", "--name", "Invented ministry", "--kind", "entry_ban").exit_code == 0
