"""``ogoh synthetic``: files that the other commands read."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from ogoh.cli.synthetic import register
from ogoh.delivery.tables import open_table
from ogoh.synthetic import COLUMNS, PAIR_COLUMNS, REGISTER_COLUMNS, TRAVELLER_COLUMNS, list_rows


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    register(made)
    return made


def run(app: typer.Typer, *arguments: str | Path) -> int:
    return CliRunner().invoke(app, ["synthetic", *map(str, arguments)]).exit_code


@pytest.mark.parametrize(
    ("what", "columns"),
    [
        ("list", COLUMNS),
        ("register", REGISTER_COLUMNS),
        ("pairs", PAIR_COLUMNS),
        ("travellers", TRAVELLER_COLUMNS),
    ],
)
def test_each_command_writes_its_columns(app: typer.Typer, tmp_path: Path, what: str, columns: tuple[str, ...]) -> None:
    out = tmp_path / "made.csv"
    assert run(app, what, "--size", "30", "--seed", "4", "--out", out) == 0
    table = open_table(out)
    assert table.headings == columns
    assert len(list(table.rows())) == 30


def test_a_list_comes_as_a_spreadsheet_with_russian_headings(app: typer.Typer, tmp_path: Path) -> None:
    out = tmp_path / "list.xlsx"
    assert run(app, "list", "--size", "5", "--seed", "4", "--out", out, "--russian-headings") == 0
    table = open_table(out)
    assert table.headings[1:5] == ("Фамилия", "Имя", "Отчество", "Дата рождения")
    assert [cells[1] for _, cells in table.rows()] == [row["family_name"] for row in list_rows(5, 4)]


def test_the_same_seed_writes_the_same_file(app: typer.Typer, tmp_path: Path) -> None:
    for name in ("one.csv", "two.csv"):
        assert run(app, "travellers", "--size", "20", "--seed", "4", "--list-size", "50", "--out", tmp_path / name) == 0
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


@pytest.mark.parametrize(("size", "name"), [("0", "made.csv"), ("5", "made.doc"), ("5", "no/such/folder.csv")])
def test_unusable_arguments_end_with_two(app: typer.Typer, tmp_path: Path, size: str, name: str) -> None:
    assert run(app, "list", "--size", size, "--out", tmp_path / name) == 2
    assert not list(tmp_path.iterdir())
