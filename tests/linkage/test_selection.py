"""Which scored pairs are kept."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ogoh.linkage.scores import SCORES
from ogoh.linkage.selection import LINKED, linked_pairs, members_of
from ogoh.linkage.settings import Kept, Settings
from ogoh.linkage.sides import Scored
from ogoh.matching.comparison import ATTRIBUTES

Told = tuple[int, int, float]
KeptPairs = list[tuple[str, str, float]]
Members = dict[int, list[str]]

ALONE: Members = {number: [f"{number}"] for number in range(9)}
SIZE = 4
MEMBERS: dict[str, pa.DataType] = {"number": pa.int64(), "id": pa.string()}


def scored(folder: Path, pairs: list[Told], left: Members | None = None, right: Members | None = None) -> Scored:
    """What an engine would leave: pairs of numbers with weights, and whose numbers they are."""
    rows = [{"left": one, "right": other, "weight": weight, "probability": 0.5} for one, other, weight in pairs]
    bits = dict.fromkeys(ATTRIBUTES, 1.5)
    pq.write_table(pa.Table.from_pylist([row | bits for row in rows], SCORES), folder / "scores.parquet")
    for side, members in (("left", left or ALONE), ("right", right or ALONE)):
        told = [{"number": number, "id": one} for number, ids in members.items() for one in ids]
        pq.write_table(pa.Table.from_pylist(told, pa.schema(MEMBERS)), folder / f"{side}.parquet")
    return Scored(folder / "scores.parquet", folder / "left.parquet", folder / "right.parquet")


def kept(found: Scored, how: Kept, least: float = 0.0, *, itself: bool = False) -> KeptPairs:
    table = pa.Table.from_batches(linked_pairs(found, least, how, Settings(), itself=itself), LINKED)
    return [(row["left_id"], row["right_id"], row["weight"]) for row in table.to_pylist()]


def test_all_are_kept_in_the_order_of_the_list_the_surest_first(tmp_path: Path) -> None:
    found = scored(tmp_path, [(1, 1, 3.0), (0, 2, 1.0), (0, 1, 2.0), (0, 3, -1.0)])
    assert kept(found, Kept.ALL) == [("0", "1", 2.0), ("0", "2", 1.0), ("1", "1", 3.0)]


def test_bits_of_every_attribute_go_with_a_pair(tmp_path: Path) -> None:
    (batch,) = linked_pairs(scored(tmp_path, [(0, 1, 2.0)]), 0.0, Kept.ALL, Settings())
    assert batch.schema == LINKED
    assert [batch[name].to_pylist() for name in ATTRIBUTES] == [[1.5]] * len(ATTRIBUTES)


def test_the_best_of_each_record_of_the_register_is_kept(tmp_path: Path) -> None:
    found = scored(tmp_path, [(0, 1, 2.0), (1, 1, 5.0), (0, 2, 1.0)])
    assert kept(found, Kept.BEST) == [("0", "2", 1.0), ("1", "1", 5.0)]


def test_of_several_that_are_equally_good_all_are_kept(tmp_path: Path) -> None:
    found = scored(tmp_path, [(0, 1, 2.0), (1, 1, 2.0), (2, 1, 1.0)])
    assert kept(found, Kept.BEST) == [("0", "1", 2.0), ("1", "1", 2.0)]


def test_one_for_one_keeps_the_surest_pairs(tmp_path: Path) -> None:
    found = scored(tmp_path, [(0, 0, 2.0), (0, 1, 5.0), (1, 1, 4.0), (1, 0, 1.0)])
    assert kept(found, Kept.ONE_TO_ONE) == [("0", "1", 5.0), ("1", "0", 1.0)]


def test_one_for_one_takes_the_first_of_equally_sure_pairs(tmp_path: Path) -> None:
    found = scored(tmp_path, [(1, 1, 2.0), (1, 0, 2.0), (0, 1, 2.0), (0, 0, 2.0)])
    assert kept(found, Kept.ONE_TO_ONE) == [("0", "0", 2.0), ("1", "1", 2.0)]


def test_one_for_one_counts_rows_not_subjects(tmp_path: Path) -> None:
    found = scored(tmp_path, [(0, 0, 2.0)], {0: ["a", "b"]}, {0: ["x", "y", "z"]})
    assert kept(found, Kept.ONE_TO_ONE) == [("a", "x", 2.0), ("b", "y", 2.0)]


@pytest.mark.parametrize("how", Kept)
def test_no_pairs_are_no_trouble(how: Kept, tmp_path: Path) -> None:
    assert kept(scored(tmp_path, []), how) == []
    assert kept(scored(tmp_path, [(0, 0, 1.0)]), how, 2.0) == []


@pytest.mark.parametrize("how", [Kept.ALL, Kept.BEST])
def test_all_rows_of_a_subject_come_out(how: Kept, tmp_path: Path) -> None:
    found = scored(tmp_path, [(0, 0, 2.0)], {0: ["a", "b"]}, {0: ["x", "y"]})
    assert [pair[:2] for pair in kept(found, how)] == [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")]


@pytest.mark.parametrize("how", Kept)
def test_of_a_list_with_itself_all_are_kept_each_once(how: Kept, tmp_path: Path) -> None:
    found = scored(tmp_path, [(0, 1, 2.0), (0, 2, 1.0), (1, 2, 3.0)])
    assert kept(found, how, itself=True) == [("0", "1", 2.0), ("0", "2", 1.0), ("1", "2", 3.0)]


def test_rows_that_say_the_same_stand_beside_the_first_of_them(tmp_path: Path) -> None:
    members = {0: ["c", "a", "b"], 1: ["d"]}
    found = scored(tmp_path, [(0, 0, 9.0), (0, 1, 2.0)], members, members)
    pairs = [pair[:2] for pair in kept(found, Kept.ALL, itself=True)]
    assert pairs == [("a", "b"), ("a", "c"), ("a", "d"), ("b", "d"), ("c", "d")]


PAIRS = st.dictionaries(
    st.tuples(st.integers(0, SIZE), st.integers(0, SIZE)), st.integers(-2, 4).map(float), max_size=16
).map(lambda told: [(one, other, weight) for (one, other), weight in told.items()])


@settings(max_examples=25)
@given(PAIRS)
def test_nobody_is_kept_twice_one_for_one_and_nobody_free_is_left(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[Told]
) -> None:
    found = kept(scored(tmp_path_factory.mktemp("scored"), pairs), Kept.ONE_TO_ONE)
    lefts, rights = Counter(one for one, _, _ in found), Counter(other for _, other, _ in found)
    assert set(lefts.values()) | set(rights.values()) <= {1}
    assert all(f"{one}" in lefts or f"{other}" in rights for one, other, weight in pairs if weight >= 0)


@settings(max_examples=25)
@given(PAIRS)
def test_the_best_are_those_that_none_excels(tmp_path_factory: pytest.TempPathFactory, pairs: list[Told]) -> None:
    best = {other: max(weight for _, right, weight in pairs if right == other) for _, other, _ in pairs}
    expected = sorted((f"{one}", f"{other}", w) for one, other, w in pairs if w >= 0 and w == best[other])
    assert sorted(kept(scored(tmp_path_factory.mktemp("scored"), pairs), Kept.BEST)) == expected


def test_the_members_of_each_subject_are_told_in_their_order(tmp_path: Path) -> None:
    assert members_of(scored(tmp_path, [], {1: ["b", "a"], 0: ["c"]}), Settings()) == {0: ["c"], 1: ["a", "b"]}
