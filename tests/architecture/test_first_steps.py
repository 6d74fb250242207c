"""What the pages tell a newcomer to type is typed: every command, and every line that it answers.

Figures that move with the weights of the model are only looked at for their form.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("README.md", "docs/tutorial/first-steps.md")
LIST = Path("var") / "list.csv"
REJECTS = Path("var") / "list-rejects.csv"
WRONG, RIGHT = ",31.02.1990,", ",28.02.1990,"


def blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def steps(text: str) -> list[tuple[str, list[str]]]:
    """Every command of a page with the lines that it answers."""
    parts = re.split(r"^\$ (.+)\n", "".join(blocks(text, "console")), flags=re.MULTILINE)
    return [(command, answer.splitlines()) for command, answer in zip(parts[1::2], parts[2::2], strict=True)]


def walk(command: str, folder: Path, environment: dict[str, str]) -> list[str]:
    """Run one command of a page; its messages and results together, without blank lines."""
    _, *arguments = shlex.split(command)
    done = subprocess.run(
        [sys.executable, "-m", "ogoh", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return [line for line in done.stdout.splitlines() if line.strip()]


def without_weights(lines: list[str]) -> list[str]:
    """Probability, bits and commonness as they look, not as high as they are."""
    return [re.sub(r"-?\d+\.\d+ bits|probability \d\.\d+|About 1 in \d+", _form, line) for line in lines]


def _form(found: re.Match[str]) -> str:
    return re.sub(r"-?\d+(\.\d+)?", "N", found[0])


def mend(rejects: Path) -> None:
    """What the page tells the reader to do by hand."""
    text = rejects.read_text(encoding="utf-8-sig")
    rejects.write_text(text.replace(WRONG, RIGHT), encoding="utf-8-sig")


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_the_page_answers_what_the_page_prints(page: str, tmp_path: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    (tmp_path / "var").mkdir()
    (tmp_path / LIST).write_text(blocks(text, "csv")[0], encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    (export, nothing), *commands = steps(text)
    name, _, value = export.removeprefix("export ").partition("=")
    assert (name, nothing) == ("OGOH_HOME", [])
    for command, printed in commands:
        if str(REJECTS) in command:
            mend(tmp_path / REJECTS)
        answered = walk(command, tmp_path, environment | {name: value})
        assert without_weights(answered) == without_weights(printed), command
