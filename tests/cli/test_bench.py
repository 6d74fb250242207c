"""Every figure in the docs can be made anew, small, by the command beside it."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from ogoh.cli import bench
from ogoh.cli.bench import lists, matching, people, report
from ogoh.cli.bench.measuring import Figure, keep, kept

pytestmark = pytest.mark.slow

app = typer.Typer()
bench.register(app)


def test_recall_and_answers_of_a_small_population_are_shares() -> None:
    figures = {one.name: one for one in matching.recall(300)}
    assert figures["candidate recall with a birth date, names only besides"].met
    assert figures["other travellers told recorded (wrongly alarmed)"].figure == "0.00 %"


def test_comparison_says_how_many_pairs_a_second() -> None:
    (figure,) = matching.compare_pairs(200)
    assert int(figure.figure.replace(",", "")) > 0


def test_people_are_timed() -> None:
    (figure,) = people.make_up(1000)
    assert figure.met


@pytest.mark.slow
def test_an_import_is_measured_and_leaves_a_list_to_check(tmp_path: Path) -> None:
    seconds, memory = lists.import_list(tmp_path, 300)
    assert (seconds.met, memory.met) == (True, True)
    assert (tmp_path / "ogoh.sqlite3").exists()


def test_a_check_without_the_list_of_the_import_is_not_measured(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "ogoh", "bench", "check", "--size", "1000", "--home", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "holds 0 listings, expected those of a list of 1,000" in ran.stderr


def test_requests_are_opened_sent_and_answered(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "ogoh", "bench", "cases", "--requests", "3", "--home", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.count("3 requests on SQLite") == 5
    assert "answers taken in" in ran.stdout


def test_figures_are_kept_and_the_newest_of_a_name_is_reported(tmp_path: Path) -> None:
    keep(tmp_path, [Figure("speed", "1 s", "under 2 s", True, "ogoh bench people --size 10")])
    keep(tmp_path, [Figure("speed", "3 s", "under 2 s", False, "ogoh bench people --size 10", "late")])
    page = report.page(kept(tmp_path))
    assert "| speed | 3 s | under 2 s | **missed** | `ogoh bench people --size 10` | late |" in page
    assert "1 s |" not in page


def test_the_page_of_figures_names_commands_that_exist() -> None:
    page = (Path(__file__).parents[2] / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    commands = [part for part in page.split("`") if part.startswith("ogoh bench ")]
    assert commands
    for command in set(commands):
        words = shlex.split(command)
        assert CliRunner().invoke(app, [*words[1:3], "--help"]).exit_code == 0, command
