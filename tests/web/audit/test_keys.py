"""The key of the log is made where the log begins, and never in the place of one that is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from ogoh.web.audit import keys
from ogoh.web.audit.keys import KeyRefused, refuse_without_key
from ogoh.web.audit.services import begin
from tests.web.audit.conftest import Written, look


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Path:
    """A data folder without a key."""
    settings.HOME = tmp_path
    return tmp_path


def test_a_key_is_made_where_the_log_begins(db: None, home: Path) -> None:
    begin()
    refuse_without_key()
    assert len(bytes.fromhex((home / "audit_key").read_text())) == 32


def test_where_events_are_no_key_is_made(written: Written, home: Path, settings: Settings) -> None:
    settings.AUDIT_KEY = "ab" * 32
    written(look())
    settings.AUDIT_KEY = ""
    keys._seed.cache_clear()
    with pytest.raises(KeyRefused, match="The key of the log is missing"):
        begin()
    assert not (home / "audit_key").exists()


@pytest.mark.parametrize("text", ["", "key", "ab" * 31, "ж" * 64])
def test_what_is_no_key_is_refused(home: Path, text: str) -> None:
    (home / "audit_key").write_text(text)
    with pytest.raises(KeyRefused, match="hexadecimal digits are expected"):
        refuse_without_key()
