"""What a page tells a newcomer to type: its commands, the lines that they answer, and the list that it has saved."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("README.md", "docs/tutorial/first-steps.md")

_STEP = re.compile(r"^\$ (.+)\n((?:(?!\$ |```).*\n)*)", re.MULTILINE)
_DEMO = "OGOH_HOME=var/demo"
_LIST, _REJECTS = Path("var") / "list.csv", Path("var") / "list-rejects.csv"
_WRONG, _RIGHT = ",31.02.1990,", ",28.02.1990,"


def steps(text: str) -> list[tuple[str, list[str]]]:
    """Every command of a page with the lines that it is printed to answer."""
    return [(command, answer.splitlines()) for command, answer in _STEP.findall(text)]


def with_answers(text: str, answers: list[list[str]]) -> str:
    """The page with other lines under its commands, in their order."""
    lines = iter(answers)
    return _STEP.sub(lambda found: "".join(f"{line}\n" for line in (f"$ {found[1]}", *next(lines))), text)


def walked(text: str, folder: Path) -> Iterator[list[str]]:
    """Type every command of a page in an empty folder, and give the lines that it answers.

    Raises RuntimeError where one ends as no command of a page should.
    """
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    _save_the_list(text, folder)
    for command, _ in steps(text):
        if command.startswith("export "):
            name, _, value = command.removeprefix("export ").partition("=")
            environment[name] = value
            yield []
        else:
            yield _answered(command, folder, environment)


def _save_the_list(text: str, folder: Path) -> None:
    (folder / "var").mkdir()
    saved = re.search(r"^```csv\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    (folder / _LIST).write_text(saved[1] if saved else "", encoding="utf-8")


def _answered(command: str, folder: Path, environment: dict[str, str]) -> list[str]:
    words = shlex.split(command)
    if words[0] == _DEMO:
        environment = environment | {"OGOH_HOME": _DEMO.partition("=")[2]}
        _typed(["ogoh", "demo", "--prepare-only"], folder, environment)
        words = words[1:]
    if str(_REJECTS) in words:
        _mend(folder / _REJECTS)
    return _typed(words, folder, environment)


def _mend(rejects: Path) -> None:
    """What the page tells the reader to do by hand."""
    text = rejects.read_text(encoding="utf-8-sig")
    rejects.write_text(text.replace(_WRONG, _RIGHT), encoding="utf-8-sig")


def _typed(words: list[str], folder: Path, environment: dict[str, str]) -> list[str]:
    """Messages and results of a command together, without blank lines."""
    done = subprocess.run(
        [sys.executable, "-m", "ogoh", *words[1:]],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 1, 2) or "Traceback" in done.stdout:
        raise RuntimeError(f"{shlex.join(words)} ended with {done.returncode}: {done.stdout}")
    return [line for line in done.stdout.splitlines() if line.strip()]
