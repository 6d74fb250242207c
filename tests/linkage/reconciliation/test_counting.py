"""How many there are, how many to expect, and that everything may be written twice with the same bytes."""

from __future__ import annotations

import math

import pytest

from ogoh.linkage.reconciliation import Question, counted, reconciled
from tests.linkage.reconciliation.cases import CIRCUMSTANCES, crossing, linked, listing


def test_sure_and_doubtful_are_counted_apart_and_the_unlikely_only_expected() -> None:
    people = [listing(f"L{number}", row=number) for number in range(4)]
    crossings = [crossing(of=f"L{number}", p=p) for number, p in enumerate((0.95, 0.5, 0.05))]
    with reconciled(linked(people, crossings), CIRCUMSTANCES) as found:
        left = counted(found)[Question.LEFT]
    assert (left.sure, left.doubtful, left.rows, left.expected) == (1, 1, 2, 1.5)
    reach = 1.96 * math.sqrt(0.95 * 0.05 * 2 + 0.25)
    assert left.low == pytest.approx(1.5 - reach, abs=0.06)
    assert left.high == pytest.approx(1.5 + reach, abs=0.06)


def test_a_person_listed_twice_is_two_records() -> None:
    people = [listing("L1"), listing("L2", row=3)]
    tables = linked(people, [crossing(of="L1"), crossing(of="L2")], groups=[("L1", "L2")])
    with reconciled(tables, CIRCUMSTANCES) as found:
        left = counted(found)[Question.LEFT]
    assert (left.sure, left.sure_people) == (2, 1)


def test_a_record_with_two_doubtful_pairs_is_one_record_on_two_rows() -> None:
    crossings = [crossing(p=0.5), crossing(p=0.4, name="RAHIMI FARID")]
    with reconciled(linked([listing()], crossings), CIRCUMSTANCES) as found:
        doubtful = counted(found)[Question.DOUBTFUL]
    assert (doubtful.sure, doubtful.doubtful, doubtful.rows, doubtful.expected) == (0, 1, 2, 0.9)


def test_of_nobody_nothing_is_expected() -> None:
    with reconciled(linked([]), CIRCUMSTANCES) as found:
        assert {(one.sure, one.rows, one.high) for one in counted(found).values()} == {(0, 0, 0.0)}
