"""However many share a key, a bounded number is compared: those who share most."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from ogoh.matching import Prepared, stored_keys
from ogoh.matching.keys import Asked, asked_apart
from ogoh.matching.nearest import MOST_CANDIDATES, STRONG, nearest
from tests.matching.records import record

KEYS = st.lists(st.integers(0, 11), unique=True, max_size=12)
HOLDERS = st.dictionaries(st.integers(0, 11), st.sets(st.integers(0, 40)).map(sorted))


def by_weight(keys: list[int]) -> Asked:
    third = len(keys) // 3
    return Asked(tuple(keys[:third]), tuple(keys[third : 2 * third]), tuple(keys[2 * third :]))


@given(KEYS.map(by_weight), HOLDERS, st.integers(1, 20))
def test_at_most_so_many_are_kept_and_nobody_who_shares_less_than_one_left_out(
    asked: Asked, holders: dict[int, list[int]], most: int
) -> None:
    found = nearest(asked, lambda key: holders.get(key, []), most)
    close = {one for key in (*asked.strong, *asked.narrow) for one in holders.get(key, [])}
    keys = (*asked.strong, *asked.narrow, *(asked.wide if len(close) < most else ()))
    weights: Counter[int] = Counter()
    for key in keys:
        for one in holders.get(key, []):
            weights[one] += STRONG if key in asked.strong else 1
    assert found == sorted(sorted(weights, key=lambda one: (-weights[one], one))[:most])


def test_wide_keys_are_not_read_where_narrow_ones_find_enough() -> None:
    read: list[int] = []

    def holders(key: int) -> range:
        read.append(key)
        return range(MOST_CANDIDATES)

    assert len(nearest(Asked((), (1,), (2,)), holders)) == MOST_CANDIDATES
    assert read == [1]


def test_the_own_document_is_found_among_thousands_of_namesakes() -> None:
    question = record("Муҳаммадов Муҳаммад", "01.01.1990", "A7654321")
    assert 9999 in found_among(question, record("Каримова Зебо", "", "A7654321"))


def test_the_bearer_of_a_common_name_without_a_day_of_birth_is_found_among_thousands() -> None:
    question = record("Муҳаммадов Муҳаммад Алиевич", "01.01.1990")
    assert 9999 in found_among(question, record("MUKHAMMADOV MUKHAMMAD ALIEVICH", "1990"))


def test_the_bearer_of_a_common_name_is_found_by_name_alone_where_the_fathers_name_agrees() -> None:
    question = record("Муҳаммадов Муҳаммад Алиевич")
    assert 9999 in found_among(question, record("MUKHAMMADOV MUKHAMMAD ALIEVICH", "12.03.1990"))


def found_among(question: Prepared, own: Prepared) -> list[int]:
    """Who is compared, of thousands of namesakes born on 1 January of some year, and one more with the last number."""
    index: dict[int, list[int]] = {}
    namesakes = (record("Муҳаммадов Муҳаммад", f"01.01.{1950 + at % 40}") for at in range(9999))
    for number, one in enumerate([*namesakes, own]):
        for key in stored_keys(one):
            index.setdefault(key, []).append(number)
    found = nearest(asked_apart(question), lambda key: index.get(key, ()))
    assert len(found) <= MOST_CANDIDATES
    return found
