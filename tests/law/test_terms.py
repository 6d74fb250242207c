"""Terms: the last day that the law would give, where that may be worked out, and what does not fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.law import Confidence, Doubt, Ground, doubts_of_term, estimated_end, grounds

OVERSTAY = grounds()["RU-114-26-8"]
EXIT = date(2026, 2, 1)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
with_years = st.sampled_from([one for one in grounds().values() if one.term.years and one.may_be_computed])


def test_three_years_from_the_exit_end_the_day_before_the_anniversary() -> None:
    assert estimated_end(OVERSTAY, EXIT) == date(2029, 1, 31)


def test_a_term_from_the_leap_day_ends_with_february() -> None:
    assert estimated_end(OVERSTAY, date(2024, 2, 29)) == date(2027, 2, 28)
    assert estimated_end(grounds()["RU-114-27-2"], date(2020, 2, 29)) == date(2025, 2, 28)


def test_without_a_start_nothing_is_worked_out() -> None:
    assert estimated_end(OVERSTAY, None) is None


@pytest.mark.parametrize("code", [one.code for one in grounds().values() if not one.may_be_computed])
def test_what_is_marked_or_of_low_confidence_is_never_worked_out(code: str) -> None:
    one = grounds()[code]
    assert not one.term.compute or Confidence.LOW in (one.term_confidence, one.start_confidence)
    assert estimated_end(one, EXIT) is None
    assert Doubt.LONGER_THAN_THE_LAW not in doubts_of_term(one, date(2026, 2, 1), date(2090, 1, 1), EXIT)


def test_the_grounds_that_the_facts_mark_are_among_them() -> None:
    kept = {one.code for one in grounds().values() if not one.may_be_computed}
    assert {"RU-114-27-11", "RU-114-26-2", "RU-114-27-1-apart", "RU-114-25-10"} <= kept
    low = replace(OVERSTAY, term_confidence=Confidence.LOW)
    assert estimated_end(low, EXIT) is None


@given(with_years, days)
def test_an_estimate_fits_its_own_ground(one: Ground, start: date) -> None:
    end = estimated_end(one, start)
    assert end is not None
    assert one.term.years is not None
    assert 365 * one.term.years - 1 <= (end - start).days <= 365 * one.term.years + one.term.years // 4 + 1
    doubts = doubts_of_term(one, start, end, start)
    assert set(doubts) <= {Doubt.GROUND_NOT_IN_FORCE}


@given(with_years, days, st.integers(2, 4000))
def test_a_term_that_is_longer_or_shorter_is_doubted_and_one_day_either_way_is_not(
    one: Ground, start: date, more: int
) -> None:
    end = estimated_end(one, start)
    assert end is not None
    assert Doubt.LONGER_THAN_THE_LAW in doubts_of_term(one, start, end + timedelta(days=more), start)
    assert Doubt.SHORTER_THAN_THE_LAW in doubts_of_term(one, start, end - timedelta(days=more), start)
    for either in (-1, 1):
        assert not set(doubts_of_term(one, start, end + timedelta(days=either), start)) - {Doubt.GROUND_NOT_IN_FORCE}


def test_a_ground_that_was_not_law_on_the_day_is_doubted() -> None:
    assert doubts_of_term(grounds()["RU-114-27-12a"], date(2025, 6, 1), date(2028, 5, 31), date(2025, 6, 1)) == (
        Doubt.GROUND_NOT_IN_FORCE,
    )


def test_no_end_is_doubted_where_the_law_has_a_term() -> None:
    assert doubts_of_term(OVERSTAY, EXIT, None) == (Doubt.NO_END_THOUGH_A_TERM,)


def test_an_end_is_doubted_where_an_event_ends_it() -> None:
    assert doubts_of_term(grounds()["RU-114-27-debt"], EXIT, date(2029, 1, 1)) == (Doubt.AN_END_THOUGH_AN_EVENT,)
    assert doubts_of_term(grounds()["RU-114-27-debt"], EXIT, None) == ()


def test_without_the_day_of_the_exit_only_too_long_a_term_is_doubted() -> None:
    assert doubts_of_term(OVERSTAY, EXIT, date(2028, 6, 1)) == ()
    assert doubts_of_term(OVERSTAY, EXIT, date(2030, 6, 1)) == (Doubt.LONGER_THAN_THE_LAW,)
