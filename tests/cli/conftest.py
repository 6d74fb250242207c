"""The command as a user meets it: arguments in, exit status, result and messages out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ogoh.cli import app


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended; ``told`` is standard output, ``complained`` standard error."""

    status: int
    told: str
    complained: str

    @property
    def parsed(self) -> Any:
        """Standard output read as JSON."""
        return json.loads(self.told)


Run = Callable[..., Ran]


@pytest.fixture
def ogoh() -> Run:
    """Run the command in this process; whatever it raises but an exit is raised."""

    def run(*arguments: str | Path) -> Ran:
        result = CliRunner().invoke(app, [str(one) for one in arguments], catch_exceptions=False)
        return Ran(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """A list of three invented people."""
    path = tmp_path / "list.csv"
    path.write_text(
        "id,name,dob,document_number,grounds\n"
        "1,Раҳимов Фаррух Саидович,12.05.1990,400123451,превышение срока\n"
        "2,Назарова Зебо Каримовна,03.02.1985,400999777,превышение срока\n"
        "3,Шарипов Далер Азизович,21.11.1979,401555222,судимость\n",
        encoding="utf-8",
    )
    return path


def is_one_paragraph(text: str) -> bool:
    """Whether a message is one plain paragraph and no traceback."""
    return bool(text.strip()) and text.count("\n") == 1 and text.endswith("\n") and "Traceback" not in text
