"""No figure of accuracy falls unseen: each is measured small and held against the floor that it once reached."""

from __future__ import annotations

from pathlib import Path

import pytest

from ogoh.cli.evaluate.floors import FlooredSet, fallen, located, measured, read_floors
from tests.conftest import SHARED

pytestmark = pytest.mark.slow

FLOORS = Path(__file__).parents[1] / "data" / "floors.yaml"
# Where a file of pairs is not there, its set is not among the parameters: there is nothing to skip.
PLACED = [located(one, FLOORS, [SHARED / "eval" / "name_pairs_dev.csv"]) for one in read_floors(FLOORS)]
SETS = [one for one in PLACED if one is not None]


@pytest.mark.parametrize("floored", SETS, ids=lambda floored: floored.name)
def test_no_figure_has_fallen(floored: FlooredSet) -> None:
    assert floored.floors, f"{floored.name} has no floors: ogoh evaluate floors tests/data/floors.yaml --write"
    assert [one.words for one in fallen(floored, measured(floored))] == []


def test_the_made_up_population_is_among_the_floors() -> None:
    assert "people" in [one.name for one in SETS]
