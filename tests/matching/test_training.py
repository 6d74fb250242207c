"""Weights are found again that were planted in made-up pairs."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.matching import compare
from ogoh.matching.model import model
from ogoh.matching.training import (
    Calibration,
    Estimate,
    Labelled,
    Place,
    Seen,
    calibrate,
    estimate,
    estimate_unlabelled,
    seen_in,
)
from tests.matching.levels import piece
from tests.matching.records import record

M: dict[Place, float] = {
    ("birth", "equal"): 0.9,
    ("birth", "conflicting"): 0.1,
    ("document", "equal"): 0.8,
    ("document", "different"): 0.2,
    ("name", "given", "equal"): 0.95,
    ("name", "given", "different"): 0.05,
}
U: dict[Place, float] = {
    ("birth", "equal"): 0.02,
    ("birth", "conflicting"): 0.98,
    ("document", "equal"): 0.01,
    ("document", "different"): 0.99,
    ("name", "given", "equal"): 0.05,
    ("name", "given", "different"): 0.95,
}
ATTRIBUTES = (("birth",), ("document",), ("name", "given"))


def drawn(shares: dict[Place, float], number: int, seed: int) -> list[Seen]:
    """What that many pairs show where levels are seen as often as planted, one attribute apart from the other."""
    rng = random.Random(seed)
    levels = [[place for place in shares if place[:-1] == attribute] for attribute in ATTRIBUTES]
    return [tuple(rng.choices(group, [shares[one] for one in group])[0] for group in levels) for _ in range(number)]


def test_shares_are_counted_by_label() -> None:
    found = estimate([Labelled(drawn(M, 4000, 1), drawn(U, 4000, 2), drawn(U, 4000, 3))])
    assert found.m == pytest.approx(M, abs=0.03)
    assert found.u == pytest.approx({**U, ("name", "given", "different"): 1.0}, abs=0.03)
    assert found.same == 0.5


def test_how_unlike_two_names_are_is_counted_among_labelled_pairs_and_all_else_among_strangers() -> None:
    different: Place = ("name", "given", "different")
    lookalike: Place = ("name", "given", "lookalike")
    unlike: list[Seen] = [(different,), (lookalike,)]
    others = unlike[:1] * 30 + unlike[1:] * 10
    strangers: list[Seen] = [(different, ("birth", "conflicting"))] * 40
    found = estimate([Labelled([(("birth", "equal"),)] * 10, others, strangers)])
    assert (found.u[different], found.u[lookalike]) == (0.75, 0.25)
    assert found.u["birth", "conflicting"] == 1.0


@pytest.mark.parametrize(("pairs", "share"), [(500, 0.5), (5000, 0.5), (125, 0.8)])
def test_every_set_counts_alike_from_500_pairs_on_and_a_shorter_one_in_proportion(pairs: int, share: float) -> None:
    equal, other = (("birth", "equal"),), (("birth", "conflicting"),)
    one = Labelled([equal] * 900, [other] * 900, [other] * 900)
    two = Labelled([other] * pairs, [other] * pairs, [other] * pairs)
    assert estimate([one, two]).m["birth", "equal"] == pytest.approx(share)


def test_a_level_that_is_hardly_ever_seen_has_no_share() -> None:
    equal, rare = (("birth", "equal"),), (("birth", "swapped"),)
    found = estimate([Labelled([equal] * 50 + [rare] * 4, [equal] * 50, [equal] * 50)])
    assert ("birth", "swapped") not in found.m


@given(st.integers(0, 400), st.integers(0, 400), st.floats(0.001, 0.9))
def test_a_share_lies_between_what_was_believed_and_what_was_counted(rare: int, usual: int, believed: float) -> None:
    swapped: Place = ("birth", "swapped")
    equal: Place = ("birth", "equal")
    pairs: list[Seen] = [*[(swapped,)] * rare, *[(equal,)] * usual]
    strangers: list[Seen] = [(swapped,)]
    if not pairs:
        return
    found = estimate([Labelled(pairs, strangers, strangers)], Estimate({swapped: believed}, {swapped: 0.5}))
    low, high = sorted((believed, rare / len(pairs)))
    assert low - 1e-9 <= found.m[swapped] <= high + 1e-9
    assert found.seen[swapped] == (rare, 1)


def test_what_was_seen_seldom_stays_near_the_start_and_what_was_seen_often_leaves_it() -> None:
    swapped: Place = ("birth", "swapped")
    start = Estimate({swapped: 0.01}, {swapped: 0.0001})
    shares = []
    for often in (1, 1000):
        pairs: list[Seen] = [*[(swapped,)] * often, *[(("birth", "equal"),)] * often * 9]
        shares.append(estimate([Labelled(pairs, pairs[-1:], pairs[-1:])], start).m[swapped])
    assert shares[0] == pytest.approx(0.012, abs=0.001)
    assert shares[1] == pytest.approx(0.1, abs=0.005)


def test_a_short_set_blown_up_is_no_surer_for_that() -> None:
    swapped: Place = ("birth", "swapped")
    rare: Seen = (swapped,)
    usual: Seen = (("birth", "equal"),)
    short = Labelled([rare] * 2 + [usual] * 3, [usual], [])
    long = Labelled([usual] * 50_000, [usual], [])
    assert estimate([short, long], Estimate({swapped: 0.01}, {})).m[swapped] < 0.01


def test_levels_that_nobody_saw_have_no_share() -> None:
    usual: list[Seen] = [(("birth", "equal"),)] * 50
    found = estimate([Labelled(usual, usual, usual)], Estimate(M, U))
    assert set(found.m) == {("birth", "equal")}


@pytest.mark.parametrize(
    "one_kind", [Labelled([], [(("birth", "equal"),)], []), Labelled([(("birth", "equal"),)], [], [])]
)
def test_pairs_of_one_kind_are_refused(one_kind: Labelled) -> None:
    with pytest.raises(ValueError, match="only one kind"):
        estimate([one_kind])


def test_without_labels_m_and_the_share_of_pairs_of_one_person_are_found() -> None:
    pairs = drawn(M, 1500, 4) + drawn(U, 6000, 5)
    start = Estimate(dict.fromkeys(M, 0.5), dict.fromkeys(U, 0.5), 0.5)
    start = Estimate({**start.m, ("birth", "equal"): 0.8, ("birth", "conflicting"): 0.2}, start.u, 0.5)
    found = estimate_unlabelled(pairs, drawn(U, 6000, 6), start)
    assert found.same == pytest.approx(0.2, abs=0.03)
    assert found.m == pytest.approx(M, abs=0.05)
    assert found.u == pytest.approx({**U, ("name", "given", "different"): 1.0}, abs=0.02)


def test_without_pairs_nothing_is_estimated() -> None:
    with pytest.raises(ValueError, match="found none"):
        estimate_unlabelled([], [], Estimate({}, {}, 0.5))


@pytest.mark.parametrize("planted", [Calibration(1.0, 0.0), Calibration(0.5, 1.0), Calibration(2.0, -3.0)])
def test_a_planted_slope_and_shift_are_found_again(planted: Calibration) -> None:
    rng = random.Random(7)
    weights = [rng.uniform(-10, 10) for _ in range(8000)]
    chances = [1 / (1 + 2 ** -(planted.slope * weight + planted.shift)) for weight in weights]
    found = calibrate((weight, rng.random() < chance) for weight, chance in zip(weights, chances, strict=True))
    assert found.slope == pytest.approx(planted.slope, rel=0.12)
    assert found.shift == pytest.approx(planted.shift, abs=0.35)


def test_weights_that_part_right_from_wrong_entirely_are_no_certainty() -> None:
    found = calibrate([(float(weight), weight > 0) for weight in range(-20, 21) if weight])
    assert 0 < found.slope < 100


@given(st.lists(st.tuples(st.integers(-30, 30).map(float), st.booleans(), st.integers(1, 5)), min_size=2, max_size=40))
def test_a_count_is_as_good_as_so_many_candidates(candidates: list[tuple[float, bool, int]]) -> None:
    repeated = [(weight, right) for weight, right, number in candidates for _ in range(number)]
    try:
        expected = calibrate(repeated)
    except ValueError as fault:
        with pytest.raises(ValueError, match=str(fault)[:12]):
            calibrate([one[:2] for one in candidates], [one[2] for one in candidates])
        return
    found = calibrate([one[:2] for one in candidates], [one[2] for one in candidates])
    assert found.slope == pytest.approx(expected.slope, rel=1e-4)
    assert found.shift == pytest.approx(expected.shift, rel=1e-4, abs=1e-4)
    assert found.slope > 0


@pytest.mark.parametrize("right", [True, False])
def test_candidates_of_one_kind_cannot_be_fitted_to(right: bool) -> None:
    with pytest.raises(ValueError, match="only one kind"):
        calibrate([(1.0, right), (2.0, right)])


def test_what_a_comparison_saw_stands_at_places_of_the_model_file() -> None:
    left = record("Каримов Рустам Шарифович", "05.03.1991", "A1234567")
    seen = seen_in(compare(left, left))
    assert set(seen) == {
        *((("name", role, "equal")) for role in ("family", "given", "patronymic")),
        ("birth", "equal"),
        ("document", "equal"),
    }


def test_missing_names_and_relatives_are_not_counted() -> None:
    weighed = compare(record("Каримов Рустам Шарифович"), record("Каримов Рустам"))
    assert {place[-1] for place in seen_in(weighed)} == {"equal"}


def test_the_levels_of_the_model_are_those_that_can_be_seen() -> None:
    assert {f"equal_{sex}" for sex in ("M", "F")} < set(model().sex)
    assert piece("sex", "equal", 0.5, sex="F").facts == (("sex", "F"),)
