"""Groups are records that agree with each other, not chains of namesakes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.linkage.clusters import Pair, group_names, grouped

LEAST, ABSENT = 0.0, -8.0


@st.composite
def some_pairs(draw: st.DrawFn) -> list[Pair]:
    """Some of the pairs of a few records, in any order, with weights that add up without a rest."""
    records = draw(st.integers(2, 9))
    every = list(combinations(range(records), 2))
    chosen = draw(st.lists(st.sampled_from(every), unique=True, max_size=len(every)))
    return [(one, other, draw(st.integers(-24, 40)) / 4) for one, other in chosen]


def components(pairs: Sequence[Pair], least: float) -> list[list[int]]:
    """Whom a chain of pairs connects."""
    group = {number: {number} for pair in pairs for number in pair[:2]}
    for one, other, weight in pairs:
        if weight >= least:
            whole = group[one] | group[other]
            group.update(dict.fromkeys(whole, whole))
    return [list(one) for one in sorted({tuple(sorted(one)) for one in group.values() if len(one) > 1})]


def mean_across(pairs: Sequence[Pair], group: Sequence[int], other: Sequence[int]) -> float | None:
    """The mean weight of all pairs across two groups; nothing where none of them is known."""
    known = [weight for one, two, weight in pairs if {one, two} & set(group) and {one, two} & set(other)]
    whole = len(group) * len(other)
    return (sum(known) + ABSENT * (whole - len(known))) / whole if known else None


def test_a_chain_of_namesakes_is_not_one_group() -> None:
    chain = [(number, number + 1, 3.0) for number in range(9)]
    assert components(chain, LEAST) == [list(range(10))]
    assert max(map(len, grouped(chain, LEAST, ABSENT))) == 2


def test_three_records_that_agree_with_each_other_are_one_group() -> None:
    assert grouped([(0, 1, 9.0), (1, 2, 4.0), (0, 2, 2.0)], LEAST, ABSENT) == [[0, 1, 2]]


def test_two_that_agree_and_a_third_that_contradicts_one_of_them_are_not() -> None:
    assert grouped([(0, 1, 9.0), (1, 2, 4.0), (0, 2, -6.0)], LEAST, ABSENT) == [[0, 1]]


def test_the_surest_pair_comes_first() -> None:
    assert grouped([(0, 1, 3.0), (1, 2, 5.0)], LEAST, ABSENT) == [[1, 2]]


@pytest.mark.parametrize(("absent", "groups"), [(-8.0, [[0, 1]]), (-4.0, [[0, 1, 2]])])
def test_pairs_that_were_never_found_count_against(absent: float, groups: list[list[int]]) -> None:
    assert grouped([(0, 1, 9.0), (1, 2, 4.0)], LEAST, absent) == groups


@pytest.mark.parametrize(("least", "groups"), [(4.0, [[0, 1]]), (4.25, [])])
def test_the_least_weight_itself_is_enough(least: float, groups: list[list[int]]) -> None:
    assert grouped([(0, 1, 4.0)], least, ABSENT) == groups


def test_a_record_with_itself_is_no_group() -> None:
    assert grouped([(0, 0, 50.0)], LEAST, ABSENT) == []


def test_two_large_groups_that_agree_become_one() -> None:
    pairs = [(one, other, 6.0) for one, other in combinations(range(12), 2)]
    assert grouped(pairs, LEAST, ABSENT) == [list(range(12))]


@given(some_pairs().flatmap(lambda pairs: st.tuples(st.just(pairs), st.permutations(pairs))))
def test_any_order_of_pairs_gives_the_same_groups(both: tuple[list[Pair], list[Pair]]) -> None:
    pairs, others = both
    assert grouped(pairs, LEAST, ABSENT) == grouped(others, LEAST, ABSENT)


@given(some_pairs())
def test_it_does_not_matter_who_of_a_pair_is_named_first(pairs: list[Pair]) -> None:
    turned = [(other, one, weight) for one, other, weight in pairs]
    assert grouped(turned, LEAST, ABSENT) == grouped(pairs, LEAST, ABSENT)


@given(some_pairs())
def test_nobody_is_in_two_groups(pairs: list[Pair]) -> None:
    members = [number for group in grouped(pairs, LEAST, ABSENT) for number in group]
    assert len(members) == len(set(members))


@given(some_pairs())
def test_groups_lie_within_what_chains_connect(pairs: list[Pair]) -> None:
    connected = components(pairs, min((pair[2] for pair in pairs), default=0.0))
    assert all(any(set(group) <= set(one) for one in connected) for group in grouped(pairs, LEAST, ABSENT))


@given(some_pairs())
def test_no_two_groups_that_agree_are_left_apart(pairs: list[Pair]) -> None:
    groups = grouped(pairs, LEAST, ABSENT)
    alone = {number for pair in pairs for number in pair[:2]} - {number for group in groups for number in group}
    whole = [*groups, *([number] for number in alone)]
    means = [mean_across(pairs, *two) for two in combinations(whole, 2)]
    assert all(mean is None or mean < LEAST for mean in means)


@given(some_pairs())
def test_who_is_in_a_group_agrees_with_somebody_there(pairs: list[Pair]) -> None:
    liked = {frozenset(pair[:2]) for pair in pairs if pair[2] >= LEAST}
    for group in grouped(pairs, LEAST, ABSENT):
        assert all(any(frozenset((one, other)) in liked for other in group) for one in group)


MEMBERS = {1: ["b", "c"], 2: ["a"], 3: ["d"], 4: ["e", "f"]}


def test_everybody_has_the_name_of_the_first_of_their_group() -> None:
    named = dict(group_names([[1, 2]], MEMBERS, {4}))
    assert named == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "e", "f": "e"}


def test_rows_that_say_the_same_but_too_little_are_groups_alone() -> None:
    named = dict(group_names([[1, 2]], MEMBERS, ()))
    assert (named["e"], named["f"]) == ("e", "f")


@given(st.lists(st.integers(0, 4), min_size=1, max_size=12))
def test_every_identifier_is_named_once(places: list[int]) -> None:
    members = {number: [f"{number}-{place}"] for number, place in enumerate(places)}
    groups = [[number for number, one in enumerate(places) if one == place] for place in set(places)]
    named = list(group_names([group for group in groups if len(group) > 1], members, ()))
    assert sorted(reference for reference, _ in named) == sorted(one for of_one in members.values() for one in of_one)
    assert len({name for _, name in named}) == len(groups)
