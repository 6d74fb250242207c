"""A database or a setting that cannot be used is said in one paragraph, never by a traceback."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

pytestmark = pytest.mark.slow


def list_show(home: Path, environment: Mapping[str, str] = MappingProxyType({})) -> subprocess.CompletedProcess[str]:
    """Run ``ogoh list show`` in a process of its own: the settings are read once in each."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("OGOH_", "DATABASE_URL"))}
    return subprocess.run(
        [sys.executable, "-m", "ogoh", "list", "show"],
        env={**clean, "OGOH_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"DATABASE_URL": "nonsense"}, "The settings cannot be used: "),
        ({"DATABASE_URL": "postgres://host:port/name"}, "The settings cannot be used: "),
        ({"DATABASE_URL": "postgres://127.0.0.1:1/name"}, "The database cannot be used: "),
        ({"OGOH_TRUSTED_PROXIES": "my-proxy"}, "The settings cannot be used: 'my-proxy' "),
        ({"OGOH_HOME": "/dev/null/home"}, "The data folder cannot be used: /dev/null"),
    ],
)
def test_what_cannot_be_used_is_told_with_where_to_look(tmp_path: Path, environment: dict[str, str], said: str) -> None:
    ended = list_show(tmp_path, environment)
    assert ended.returncode == 2
    assert ended.stderr.startswith(said)
    assert ended.stderr.count("\n") == 1


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "ogoh.sqlite3").write_bytes(b"no database" * 1000)
    ended = list_show(tmp_path)
    assert ended.returncode == 2
    assert ended.stderr.startswith("The database cannot be used: file is not a database.")


def test_a_new_data_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    assert list_show(tmp_path / "new", {"OGOH_SECRET_KEY": "given"}).returncode == 0
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
