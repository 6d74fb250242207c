"""Parts of names that are called far apart from afar are so when they are looked at closely."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ogoh.linkage.columns import NONE
from ogoh.linkage.far_apart import far
from ogoh.linkage.parts import PartTable
from ogoh.matching.part_agreement import level_of
from ogoh.names import WrittenName, read_name
from ogoh.synthetic import frequencies, list_rows
from tests.linkage.odd_names import ODD_NAMES

pytestmark = pytest.mark.slow

SYLLABLES = [
    "ра",
    "хи",
    "ка",
    "рим",
    "мов",
    "са",
    "ид",
    "ҷон",
    "бек",
    "зода",
    "ali",
    "ov",
    "jon",
    "mu",
    "ham",
    "mad",
    "sh",
    "к",
]
WORDS = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=4).map("".join)

WRITTEN_IN = {
    "family": lambda word: WrittenName(family=word),
    "given": lambda word: WrittenName(given=word),
    "patronymic": lambda word: WrittenName(patronymic=word),
}


def table_of(names: Iterable[WrittenName]) -> PartTable:
    """Every part of names, numbered."""
    table = PartTable()
    for name in names:
        for part in read_name(name).parts:
            table.number(part)
    return table


def words() -> list[WrittenName]:
    """Words known and made up, with slips, in both scripts and in Persian."""
    given = [name for draw in frequencies()["given"].values() for name in draw.values[:20]]
    families = [
        stem + ending
        for draw in frequencies()["stem"].values()
        for stem in draw.values[:8]
        for ending in ("ов", "зода", "")
    ]
    rows = list(list_rows(150, 9))
    return [
        *(WrittenName(given=name) for name in given),
        *(WrittenName(family=name) for name in families),
        *(WrittenName("", row["family_name"], row["given_name"], row["patronymic"]) for row in rows),
        *(name for names in ODD_NAMES for name in names),
    ]


@pytest.fixture(scope="module")
def table() -> PartTable:
    return table_of(words())


def told_far(table: PartTable) -> list[tuple[int, int]]:
    """Every two parts of a table that are called far apart, in both orders of their numbers."""
    one, other = np.indices((len(table.parts), len(table.parts)), np.int32).reshape(2, -1)
    found = far(table, one, other)
    return list(zip(one[found].tolist(), other[found].tolist(), strict=True))


def near_after_all(table: PartTable, pairs: Iterable[tuple[int, int]]) -> list[tuple[str, str, str]]:
    """Pairs called far apart that a close look calls anything else."""
    known = table.columns.known != NONE
    found = []
    for one, other in pairs:
        level = level_of(table.parts[one], table.parts[other])
        if level != ("another" if known[one] and known[other] else "different"):
            found.append((table.parts[one].text, table.parts[other].text, level))
    return found


def test_words_that_are_called_far_apart_are(table: PartTable) -> None:
    pairs = [(one, other) for one, other in told_far(table) if one < other]
    assert not near_after_all(table, pairs)
    assert len(table.parts) > 500


def test_most_words_are_seen_to_be_far_apart(table: PartTable) -> None:
    count = len(table.parts)
    assert len(told_far(table)) > 0.8 * count * count


def test_it_is_the_same_from_both_sides(table: PartTable) -> None:
    pairs = set(told_far(table))
    assert pairs == {(other, one) for one, other in pairs}


@settings(max_examples=50)
@given(st.lists(st.tuples(WORDS, st.sampled_from(list(WRITTEN_IN))), min_size=2, max_size=12))
def test_random_words_that_are_called_far_apart_are(told: list[tuple[str, str]]) -> None:
    table = table_of(WRITTEN_IN[field](word) for word, field in told)
    assert not near_after_all(table, told_far(table))


def test_no_pairs_are_no_trouble(table: PartTable) -> None:
    nothing = np.zeros(0, np.int32)
    assert len(far(table, nothing, nothing)) == 0
