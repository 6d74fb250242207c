"""Intervals of shares and of their ratios."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.cli.evaluate.intervals import Estimate, ratio, share


@given(st.integers(1, 10**6).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_an_interval_holds_its_share_and_stays_within_nought_and_one(counts: tuple[int, int]) -> None:
    found = share(*counts)
    assert found is not None
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.value == counts[0] / counts[1]


@pytest.mark.parametrize(("count", "low", "high"), [(0, 0.0, 0.2775), (1, 0.0179, 0.4042), (5, 0.2366, 0.7634)])
def test_wilson_s_interval_of_ten(count: int, low: float, high: float) -> None:
    found = share(count, 10)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)


@given(st.integers(1, 50), st.integers(1, 1000))
def test_more_people_make_a_share_surer(count: int, times: int) -> None:
    few, many = share(count, 100), share(count * times, 100 * times)
    assert few
    assert many
    assert many.high - many.low <= few.high - few.low + 1e-12


def test_nobody_has_no_share() -> None:
    assert share(0, 0) is None


def test_a_ratio_is_as_unsure_as_both_of_its_shares() -> None:
    assert ratio(Estimate(0.5, 0.25, 0.75), Estimate(0.25, 0.125, 0.5)) == Estimate(2.0, 0.5, 6.0)


@pytest.mark.parametrize("whole", [None, Estimate(0.0, 0.0, 0.1)])
def test_where_nobody_is_missed_nobody_is_missed_more_often(whole: Estimate | None) -> None:
    assert ratio(Estimate(0.0, 0.0, 0.5), whole) is None
