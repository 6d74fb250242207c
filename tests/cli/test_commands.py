"""Every command explains itself, and none greets a mistake with a traceback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import typer.main

from ogoh.cli import app
from tests.cli.conftest import Run


def commands(command: object, *path: str) -> Iterator[tuple[str, ...]]:
    """The words of every command and group."""
    yield path
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, *path, name)


# Some groups open the database before their command has said what it is.
pytestmark = pytest.mark.django_db
ALL = list(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_every_command_explains_itself(ogoh: Run, words: tuple[str, ...]) -> None:
    ran = ogoh(*words, "--help")
    assert (ran.status, ran.complained) == (0, "")
    assert ran.told.startswith("Usage: ")
    assert len(ran.told.splitlines()) > 4


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_an_unknown_option_ends_with_two(ogoh: Run, words: tuple[str, ...]) -> None:
    ran = ogoh(*words, "--no-such-option")
    assert (ran.status, ran.told) == (2, "")
    assert "--no-such-option" in ran.complained


def test_an_unknown_command_ends_with_two(ogoh: Run) -> None:
    assert ogoh("conquer").status == 2


def test_the_words_of_the_contract_are_all_there() -> None:
    expected = {("source", "add"), ("list", "import"), ("list", "show"), ("list", "diff"), ("check",), ("compare",)}
    assert expected <= set(ALL)
