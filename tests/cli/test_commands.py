"""Every command explains itself, and none greets a mistake with a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import pytest
import typer
import typer.main

from ogoh.cli import COMMANDS, app
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


@pytest.mark.parametrize("module", sorted(set(COMMANDS.values())))
def test_each_command_stands_under_the_module_that_registers_it(module: str) -> None:
    alone = typer.Typer()
    import_module(f"ogoh.cli.{module}").register(alone)
    names = {one.name for one in alone.registered_commands} | {one.name for one in alone.registered_groups}
    assert names == {command for command, where in COMMANDS.items() if where == module}
