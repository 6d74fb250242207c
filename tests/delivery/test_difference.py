"""What came, changed and went between two lists."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ogoh.delivery import Difference, difference

lists = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("123"))


def test_each_reference_is_added_changed_removed_or_unchanged() -> None:
    before = {"a": "1", "b": "1", "c": "1"}
    assert difference(before, {"b": "1", "c": "2", "d": "1"}) == Difference(("d",), ("c",), ("a",), 1)


@given(lists, lists)
def test_every_reference_is_counted_once(before: dict[str, str], after: dict[str, str]) -> None:
    found = difference(before, after)
    assert len(found.added) + len(found.changed) + found.unchanged == len(after)
    assert len(found.removed) + len(found.changed) + found.unchanged == len(before)


@given(lists)
def test_a_list_does_not_differ_from_itself(before: dict[str, str]) -> None:
    assert difference(before, before) == Difference((), (), (), len(before))
