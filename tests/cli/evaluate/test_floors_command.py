"""``ogoh evaluate floors``: figures held against what was once reached."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ogoh.cli.evaluate.floors import FlooredSet, fallen, lowered
from ogoh.delivery.tables import write_table
from ogoh.synthetic import PAIR_COLUMNS, pair_rows
from tests.cli.conftest import Run, is_one_paragraph

pytestmark = pytest.mark.slow

FLOORS = """
made_up: {measured: {pairs: made_up.csv}, floors: {}}
gone: {measured: {pairs: gone.csv}, floors: {'all: AUC': 0.5}}
people: {measured: {people: {size: 200, asked: 100, seed: 1}}, floors: {}}
"""


@pytest.fixture
def floors(tmp_path: Path) -> Path:
    rows = ([row[one] for one in PAIR_COLUMNS] for row in pair_rows(150, 4))
    write_table(tmp_path / "made_up.csv", PAIR_COLUMNS, rows)
    (tmp_path / "floors.yaml").write_text(FLOORS)
    return tmp_path / "floors.yaml"


def test_floors_are_written_below_the_figures_and_hold(ogoh: Run, floors: Path) -> None:
    ran = ogoh("evaluate", "floors", floors, "--write")
    assert ran.status == 0
    assert "gone is not measured" in ran.complained
    told = yaml.safe_load(floors.read_text(encoding="utf-8"))
    assert 0.8 < told["made_up"]["floors"]["all: AUC"] < 1
    assert told["people"]["floors"]["all that was typed: others not told recorded"] == 0.998
    assert told["gone"]["floors"] == {"all: AUC": 0.5}
    assert ogoh("evaluate", "floors", floors).status == 0


def test_a_fallen_figure_is_named_and_ends_with_one(ogoh: Run, floors: Path) -> None:
    floors.write_text(FLOORS.replace("made_up.csv}, floors: {}", "made_up.csv}, floors: {'all: AUC': 1.1}"))
    ran = ogoh("evaluate", "floors", floors)
    assert ran.status == 1
    assert ran.told.startswith("made_up, all: AUC: is ")
    assert "its floor 1.1000" in ran.told


def test_a_file_of_pairs_may_lie_elsewhere(ogoh: Run, floors: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "made_up.csv").rename(tmp_path / "elsewhere" / "gone.csv")
    ran = ogoh("evaluate", "floors", floors, "--pairs", tmp_path / "elsewhere" / "gone.csv")
    assert ran.status == 0
    assert "gone is not measured" not in ran.complained


def test_a_figure_that_is_not_measured_any_more_has_fallen() -> None:
    (found,) = fallen(FlooredSet("set", {}, {"all: AUC": 0.5}), {})
    assert found.words == "set, all: AUC: is not measured, its floor 0.5000"


def test_floors_are_rounded_down() -> None:
    assert lowered({"one": 1.0, "none": 0.0, "some": 0.97345}) == {"one": 0.998, "none": 0.0, "some": 0.9714}


def test_something_else_is_no_file_of_floors(ogoh: Run, tmp_path: Path) -> None:
    (tmp_path / "floors.yaml").write_text("- a list\n")
    ran = ogoh("evaluate", "floors", tmp_path / "floors.yaml")
    assert ran.status == 2
    assert is_one_paragraph(ran.complained)
