"""Brier score and reliability bins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.cli.evaluate.calibration import EDGES, Foretold, brier, calibrated, reliability

foretold = st.lists(st.tuples(st.floats(0, 1) | st.sampled_from(EDGES), st.booleans()), min_size=1, max_size=80)


@given(foretold)
def test_every_probability_lies_in_one_bin(told: list[Foretold]) -> None:
    bins = reliability(told)
    assert sum(one.number for one in bins) == len(told)
    assert all(one.low - 1e-12 <= one.foretold <= one.high + 1e-12 for one in bins)
    assert sum(one.true.value * one.number for one in bins) == pytest.approx(sum(label for _, label in told))


@given(foretold)
def test_the_score_is_best_for_the_truth_itself(told: list[Foretold]) -> None:
    assert 0 <= brier(told) <= 1
    assert brier([(float(label), label) for _, label in told]) == 0


def test_the_score_by_hand() -> None:
    assert brier([(0.8, True), (0.3, False)]) == pytest.approx((0.04 + 0.09) / 2)


def test_limits_of_the_decision_begin_a_bin() -> None:
    assert [one.low for one in reliability([(0.02, True), (0.9, True), (1.0, True)])] == [0.02, 0.9, 0.999]


def test_nothing_foretold_is_not_calibrated() -> None:
    assert calibrated("nothing", []) is None
