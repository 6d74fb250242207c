"""The page with its plots, from measuring to reading it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from ogoh.cli.evaluate import charts, page, people
from ogoh.cli.evaluate.fairness import gaps
from ogoh.cli.evaluate.groups import Cause, Group, Told
from ogoh.cli.evaluate.kept import keep, kept
from ogoh.cli.evaluate.page_people import people_section
from ogoh.cli.evaluate.pairs import PairsResult
from ogoh.cli.evaluate.people import PeopleResult
from ogoh.delivery.tables import write_table
from ogoh.synthetic import PAIR_COLUMNS, pair_rows
from tests.cli.conftest import Run, is_one_paragraph

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results of small measurements of everything."""
    from typer.testing import CliRunner

    from ogoh.cli import app

    folder = tmp_path_factory.mktemp("measured")
    write_table(folder / "made_up.csv", PAIR_COLUMNS, ([row[one] for one in PAIR_COLUMNS] for row in pair_rows(120, 4)))
    for words in (
        ("peers", str(folder / "made_up.csv")),
        ("people", "--size", "400", "--asked", "200", "--processes", "1"),
        ("growth", "--largest", "400", "--asked", "20", "--processes", "1"),
    ):
        result = CliRunner().invoke(app, ["evaluate", *words, "--home", str(folder)], catch_exceptions=False)
        assert result.exit_code == 0
        assert result.stdout.startswith("|")
    return folder


def test_the_page_names_its_commands_and_shows_every_plot(ogoh: Run, home: Path, tmp_path: Path) -> None:
    assert ogoh("evaluate", "report", "--out", tmp_path / "accuracy.md", "--home", home).status == 0
    text = (tmp_path / "accuracy.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"\]\((pictures/accuracy/[^)]+)\)", text))
    drawn = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.svg")}
    assert shown == drawn
    assert len(drawn) == 7
    for command in (
        "people --size 400 --asked 200 --seed 2",
        "growth --largest 400 --asked 20 --seed 2",
        "peers made_up.csv",
    ):
        assert f"`ogoh evaluate {command}`" in text
    assert "| Ogoh |" in text


def test_plots_are_drawings_that_carry_their_source_and_never_change(ogoh: Run, home: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        ogoh("evaluate", "report", "--out", tmp_path / name / "accuracy.md", "--home", home)
    for path in (tmp_path / "one").rglob("*.svg"):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()
        assert "ogoh evaluate" in "".join(ET.parse(path).getroot().itertext())


def test_what_was_not_measured_is_said_and_no_figure_invented(home: Path, tmp_path: Path) -> None:
    (tmp_path / "growth.json").write_text((home / "growth.json").read_text())
    assert page.write(tmp_path / "accuracy.md", tmp_path) == 1
    text = (tmp_path / "accuracy.md").read_text(encoding="utf-8")
    assert "Not measured; `ogoh evaluate people` does." in text
    assert "No pairs have been measured" in text


def test_who_is_absent_is_named_on_the_page(home: Path, tmp_path: Path) -> None:
    found = next(kept(home, "pairs-*", PairsResult))
    keep(tmp_path, "pairs-made_up", replace(found, standings=found.standings[:3], absent=("nomenklatura",)))
    page.write(tmp_path / "accuracy.md", tmp_path)
    assert "nomenklatura was not installed" in (tmp_path / "accuracy.md").read_text(encoding="utf-8")


def test_results_come_back_as_they_were_kept(home: Path, tmp_path: Path) -> None:
    (found,) = kept(home, "people", PeopleResult)
    keep(tmp_path, "people", found)
    assert list(kept(tmp_path, "people", PeopleResult)) == [found]


def test_an_unfair_group_stands_first_with_its_causes(home: Path) -> None:
    (found,) = kept(home, "people", PeopleResult)
    form = found.forms[0]
    nobody = Told(0, 0, 0)
    errors, against = (Cause("year_only", 40, 50),), (Cause("birth conflicting", 41, 300),)
    groups = (
        Group("all", "all", Told(10_000, 900, 9000), nobody, (), ()),
        Group("sex", "F", Told(1000, 50, 900), nobody, errors, against),
        Group("sex", "M", Told(9000, 850, 8100), nobody, (), ()),
    )
    text = people_section(replace(found, forms=(replace(form, groups=groups),)))
    assert "- **sex: F**: 5.00 [" in text
    assert "50 of 1,000 are missed. Errors that lead: `year_only` (40 of 50 missed, 50 of all listed)." in text
    assert "Lost by: birth conflicting (41)." in text
    assert "**sex: M**" not in text


@pytest.mark.parametrize("missed", [False, True])
def test_fairness_is_drawn_with_and_without_missed_people(home: Path, missed: bool) -> None:
    (found,) = kept(home, "people", PeopleResult)
    groups = found.forms[0].groups if missed else ()
    assert charts.fairness(tuple(gaps(groups)), "form", "source").startswith("<svg")


def test_without_a_measurement_there_is_no_page(ogoh: Run, tmp_path: Path) -> None:
    ran = ogoh("evaluate", "report", "--out", tmp_path / "accuracy.md", "--home", tmp_path)
    assert (ran.status, ran.told) == (2, "")
    assert is_one_paragraph(ran.complained)
    assert not (tmp_path / "accuracy.md").exists()


def test_results_of_another_version_are_refused(ogoh: Run, tmp_path: Path) -> None:
    (tmp_path / "people.json").write_text('{"listings": 3}')
    ran = ogoh("evaluate", "report", "--out", tmp_path / "accuracy.md", "--home", tmp_path)
    assert ran.status == 2
    assert "another version" in ran.complained


def test_a_population_can_be_measured_from_python() -> None:
    assert people.measure(100, 100, 1, 1, "").listings == 100
