"""The first steps are walked as they are printed: every command, every line that it answers."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tutorial" / "first-steps.md"
LIST = Path("var") / "list.csv"
REJECTS = Path("var") / "list-rejects.csv"
WRONG, RIGHT = ",31.02.1990,", ",28.02.1990,"


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def steps() -> list[tuple[str, list[str]]]:
    """Every command of the page with the lines that it answers."""
    parts = re.split(r"^\$ (.+)\n", "".join(blocks("console")), flags=re.MULTILINE)
    return [(command, answer.splitlines()) for command, answer in zip(parts[1::2], parts[2::2], strict=True)]


def walk(command: str, folder: Path) -> list[str]:
    """Run one command of the page; its messages and results together, without blank lines."""
    _, *arguments = shlex.split(command)
    done = subprocess.run(
        [sys.executable, "-m", "ogoh", *arguments],
        cwd=folder,
        env=os.environ | {"OGOH_HOME": "var/first-steps", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return [line for line in done.stdout.splitlines() if line.strip()]


@pytest.mark.slow
def test_the_first_steps_answer_what_the_page_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    (tmp_path / "var").mkdir()
    (tmp_path / LIST).write_text(blocks("csv")[0], encoding="utf-8")
    commands = [(command, printed) for command, printed in steps() if not command.startswith("export ")]
    assert len(commands) >= 8
    for command, printed in commands:
        if str(REJECTS) in command:
            rejects = (tmp_path / REJECTS).read_text(encoding="utf-8-sig")
            (tmp_path / REJECTS).write_text(rejects.replace(WRONG, RIGHT), encoding="utf-8-sig")
        assert walk(command, tmp_path) == printed, command
