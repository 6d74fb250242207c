"""Curves and intervals over labelled pairs; the figures themselves are tested with the command."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ogoh.cli.evaluate.measures import Labelled, accuracy, precision_recall, roc, surety, thinned

weights = st.integers(-4, 4).map(float) | st.floats(-60, 60)
both_kinds = st.lists(st.tuples(weights, st.booleans()), min_size=2, max_size=50).filter(
    lambda found: len({label for _, label in found}) == 2
)


@given(both_kinds)
def test_the_area_is_the_share_of_pairs_that_are_in_order(labelled: list[Labelled]) -> None:
    same = [weight for weight, label in labelled if label]
    others = [weight for weight, label in labelled if not label]
    wins = sum((one > other) + (one == other) / 2 for one in same for other in others)
    assert accuracy(labelled).auc == pytest.approx(wins / len(same) / len(others))


@given(both_kinds)
def test_the_area_lies_under_the_curve(labelled: list[Labelled]) -> None:
    area = sum((right - left) * (low + high) / 2 for (left, low), (right, high) in pairwise(roc(labelled)))
    assert accuracy(labelled).auc == pytest.approx(area)


@given(both_kinds)
def test_the_curves_run_from_the_strictest_to_taking_everything(labelled: list[Labelled]) -> None:
    found, precise = roc(labelled), precision_recall(labelled)
    assert (found[0], found[-1]) == ((0.0, 0.0), (1.0, 1.0))
    assert precise[-1] == pytest.approx((1.0, sum(label for _, label in labelled) / len(labelled)))
    for curve in (found, precise):
        assert all(left <= right for (left, _), (right, _) in pairwise(curve))
    assert all(low <= high for (_, low), (_, high) in pairwise(found))


@given(both_kinds)
def test_the_best_figures_lie_on_the_curve(labelled: list[Labelled]) -> None:
    points = precision_recall(labelled)
    assert accuracy(labelled).best_f1 == pytest.approx(max(2 * r * p / (r + p) if r else 0 for r, p in points))


@settings(max_examples=20)
@given(both_kinds)
def test_intervals_hold_their_figures_and_are_the_same_each_time(labelled: list[Labelled]) -> None:
    found = surety(labelled)
    assert found == surety(labelled)
    assert found is not None
    for one in (found.auc, found.best_f1, found.recall_when_precise):
        assert 0 <= one.low <= one.value <= one.high <= 1


def test_pairs_of_one_kind_have_no_curve_and_no_surety() -> None:
    assert surety([(1.0, True), (2.0, True)]) is None
    with pytest.raises(ValueError, match="pairs of one kind"):
        roc([(1.0, True)])


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=900), st.integers(2, 50))
def test_a_thinned_curve_keeps_its_ends(points: list[tuple[float, float]], most: int) -> None:
    kept = thinned(points, most)
    assert len(kept) <= most + 1
    assert kept[-1] == tuple(round(one, 5) for one in points[-1])
    assert kept[0] == tuple(round(one, 5) for one in points[0])
