"""A made-up population is asked, grouped, and held against fairness."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.cli.bench.population import subject_of
from ogoh.cli.evaluate import growth, people
from ogoh.cli.evaluate.asking import answered
from ogoh.cli.evaluate.commonness import QUARTERS, TOP, commonness, ladder
from ogoh.cli.evaluate.fairness import FEWEST, gaps
from ogoh.cli.evaluate.groups import Cause, Group, Told, leading
from ogoh.cli.evaluate.key_index import KeyIndex
from ogoh.cli.evaluate.people import PeopleResult
from ogoh.cli.evaluate.spread import Spread, spread
from ogoh.cli.evaluate.travellers import FORMS, HeldList
from ogoh.identity import Subject
from ogoh.matching import prepare
from ogoh.matching.commonness import shipped
from ogoh.matching.keys import Asked, asked_apart
from ogoh.names import WrittenName
from ogoh.synthetic import traveller_rows

pytestmark = pytest.mark.slow

SIZE, ASKED, SEED = 400, 200, 3


@pytest.fixture(scope="module")
def result() -> PeopleResult:
    return people.measure(SIZE, ASKED, SEED, 1, "by hand")


def test_everybody_is_counted_once_in_every_dimension_but_missing_fields(result: PeopleResult) -> None:
    for form in result.forms[:2]:
        counts: Counter[str] = Counter()
        for group in form.groups:
            if group.group != TOP:
                counts[group.dimension] += group.listed.people + group.others.people
        asked = ASKED - result.unread
        assert {counts[one] for one in ("all", "kind", "script", "sex", "citizenship", "commonness")} == {asked}
        assert min(counts["missing field"], counts["error"]) >= asked


def test_nobody_is_told_recorded_for_another_here(result: PeopleResult) -> None:
    whole = [group for form in result.forms for group in form.groups if group.dimension == "all"]
    assert [one.others.recorded for one in whole] == [0, 0]
    assert all(one.listed.no_record <= one.listed.people // 20 for one in whole)


def test_a_name_alone_is_looked_up_and_not_answered(result: PeopleResult) -> None:
    alone = result.forms[2]
    assert (alone.form, alone.groups, alone.calibrations) == ("name alone", (), ())
    assert alone.recall is not None
    assert alone.recall.value > 0.9


def test_several_processes_find_what_one_finds(result: PeopleResult) -> None:
    shared = people.measure(SIZE, ASKED, SEED, 2, "by hand")
    assert [replace(one, calibrations=()) for one in shared.forms] == [
        replace(one, calibrations=()) for one in result.forms
    ]


def test_answers_weigh_by_the_names_of_the_list_that_is_asked() -> None:
    held = HeldList.make(SIZE, SEED)
    told = answered(held, ASKED, SEED, SIZE, 1)
    otherwise = answered(replace(held, commonness=shipped()), ASKED, SEED, SIZE, 1)
    for form in FORMS[:2]:
        pairs = zip(told[form.name].checks, otherwise[form.name].checks, strict=True)
        assert any(one.weight != other.weight for one, other in pairs)


def test_candidates_are_those_who_share_a_key() -> None:
    index = KeyIndex()
    for listing, keys in enumerate([(1, 5), (2,), (5, 7), (-3,)]):
        index.add(listing, keys)
    index.close()
    assert index.candidates(Asked((), (5, 7, 9), ())) == [0, 2]
    assert index.candidates(Asked((9,), (), ())) == index.candidates(Asked((), (), ())) == []


def test_an_empty_index_has_no_candidates() -> None:
    index = KeyIndex()
    index.close()
    assert index.candidates(Asked((), (1,), ())) == []


def test_growth_counts_the_candidates_of_the_list_in_memory() -> None:
    found = growth.measure(500, 40, SEED, 1, "by hand")
    held = HeldList.make(500, SEED)
    subjects = [subject_of(row) for row in traveller_rows(40, SEED, 500)]
    for form in FORMS:
        keys = [asked_apart(prepare(form.tell(one))) for one in subjects if one is not None]
        counts = [len(held.index.candidates(one)) for one in keys]
        assert [one.candidates for one in found.growths if one.form == form.name] == [spread(counts)]
    assert growth.measure(500, 40, SEED, 2, "by hand") == found


def test_growth_says_whether_the_own_listing_is_reached() -> None:
    for one in growth.measure(500, 100, SEED, 1, "by hand").growths:
        assert one.recall is not None
        assert one.sharing is not None
        assert 0.9 < one.recall.value <= one.sharing.value


def test_lists_grow_by_powers_of_ten() -> None:
    assert growth.sizes(1_000_000) == [10_000, 100_000, 1_000_000]
    assert growth.sizes(700_000) == [10_000, 100_000, 700_000]
    assert growth.sizes(500) == [500]


@given(st.lists(st.integers(0, 50), min_size=1, max_size=200))
def test_a_spread_is_made_of_its_numbers(numbers: list[int]) -> None:
    found = spread(numbers)
    assert found.median <= found.p99 <= found.most == max(numbers)
    assert sum(one <= found.p99 for one in numbers) >= 0.99 * len(numbers)
    assert found.median == int(np.percentile(numbers, 50, method="lower"))


def test_no_numbers_have_no_spread() -> None:
    assert spread([]) == Spread(0, 0, 0)


def named(name: str) -> float:
    return commonness(prepare(Subject((WrittenName(whole=name),))))


def test_a_name_is_as_common_as_its_rarest_part() -> None:
    assert named("Каримов Муҳаммад") > named("Каримов Пӯлодшамшер") == 0.0


@given(st.lists(st.floats(0, 0.05), min_size=1, max_size=80))
def test_every_name_has_a_quarter_and_the_commonest_are_in_the_top_tenth(shares: list[float]) -> None:
    steps = ladder(shares)
    assert all(steps.groups(one)[0] in QUARTERS for one in shares)
    assert TOP in steps.groups(max(shares))


def test_an_error_leads_by_what_it_has_beyond_its_share() -> None:
    missed, listed = Counter(renewed=5, replaced=4, rare=1), Counter(renewed=500, replaced=10, rare=90)
    assert leading(missed, listed, 10, 1000) == (Cause("replaced", 4, 10), Cause("rare", 1, 90))


def group(dimension: str, name: str, people: int, missed: int) -> Group:
    return Group(dimension, name, Told(people, people - missed, 0), Told(0, 0, 0), (), ())


def test_a_group_missed_more_than_twice_as_often_is_unfair_a_small_one_where_chance_is_ruled_out() -> None:
    groups = [
        group("all", "all", 100_000, 1000),
        group("sex", "F", 10_000, 300),
        group("sex", "M", 90_000, 700),
        group("script", "Persian", 100, 3),
        group("script", "Latin", FEWEST - 1, 1),
        group("script", "other", FEWEST - 1, 9),
        group("error", "year_only", 100, 90),
        group("kind", "stranger", 0, 0),
    ]
    found = {one.group.group: (one.unfair, one.sure) for one in gaps(groups)}
    assert found == {
        "F": (True, True),
        "M": (False, False),
        "Persian": (True, False),
        "Latin": (False, False),
        "other": (True, True),
    }


def test_the_truth_of_the_travellers_is_what_the_groups_hold(result: PeopleResult) -> None:
    kinds = Counter(row["kind"] for row in traveller_rows(ASKED, SEED, SIZE))
    held = {
        one.group: one.listed.people + one.others.people for one in result.forms[0].groups if one.dimension == "kind"
    }
    assert sum(held.values()) + result.unread == kinds.total()
    assert all(held[kind] <= kinds[kind] for kind in held)
