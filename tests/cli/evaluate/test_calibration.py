"""Brier score and reliability bins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.cli.evaluate.calibration import EDGES, Foretold, brier, calibrated, counts_as, reliability

foretold = st.lists(
    st.builds(Foretold, st.floats(0, 1) | st.sampled_from(EDGES), st.booleans(), st.sampled_from([0.2, 1.0, 1.8])),
    min_size=1,
    max_size=80,
)


@given(foretold)
def test_every_probability_lies_in_one_bin(told: list[Foretold]) -> None:
    bins = reliability(told)
    assert sum(one.number for one in bins) == len(told)
    assert all(one.low - 1e-12 <= one.foretold <= one.high + 1e-12 for one in bins)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=80))
def test_what_came_true_is_all_in_the_bins(told: list[tuple[float, bool]]) -> None:
    bins = reliability([Foretold(*one) for one in told])
    assert sum(one.true.value * one.number for one in bins) == pytest.approx(sum(right for _, right in told))


@given(foretold)
def test_the_score_is_best_for_the_truth_itself(told: list[Foretold]) -> None:
    assert 0 <= brier(told) <= 1
    assert brier([one._replace(probability=float(one.right)) for one in told]) == 0


def test_the_score_by_hand() -> None:
    assert brier([Foretold(0.8, True), Foretold(0.3, False)]) == pytest.approx((0.04 + 0.09) / 2)


def test_an_answer_weighs_as_many_as_it_counts() -> None:
    (one,) = reliability([Foretold(0.95, True, 0.2), Foretold(0.95, False, 1.8)])
    assert one.true.value == pytest.approx(0.1)
    assert (one.number, one.true.low < 0.1 < one.true.high) == (2, True)
    assert brier([Foretold(1.0, True, 0.2), Foretold(1.0, False, 1.8)]) == pytest.approx(0.9)


def test_made_up_travellers_count_so_that_one_in_ten_is_listed() -> None:
    assert (counts_as(True), counts_as(False)) == (0.2, 1.8)


def test_limits_of_the_decision_begin_a_bin() -> None:
    assert [one.low for one in reliability([Foretold(0.02, True), Foretold(0.9, True), Foretold(1.0, True)])] == [
        0.02,
        0.9,
        0.999,
    ]


def test_nothing_foretold_is_not_calibrated() -> None:
    assert calibrated("nothing", []) is None
