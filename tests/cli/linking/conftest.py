"""Files to link, and commands whose workers are this very process: a pool takes seconds to begin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from ogoh.cli.linking import run
from ogoh.delivery.tables import write_table
from ogoh.synthetic import COLUMNS, REGISTER_COLUMNS, list_rows, register_rows
from tests.linkage.people import InThisProcess

SIZE, CROSSINGS, SEED = 60, 200, 5


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "Workers", InThisProcess)


def write(path: Path, columns: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> Path:
    """Rows as a file in the format of its ending."""
    wanted = tuple(columns)
    write_table(path, wanted, ([row[name] for name in wanted] for row in rows))
    return path


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A made-up list."""
    return write(tmp_path / "list.csv", COLUMNS, list_rows(SIZE, SEED))


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A made-up register of crossings, of some people on the list too."""
    return write(tmp_path / "register.csv", REGISTER_COLUMNS[:11], register_rows(CROSSINGS, SEED, SIZE))


def names_in(folder: Path) -> set[str]:
    """The names of all that lies in a folder."""
    return {path.name for path in folder.iterdir()}
