"""The digest of a list: the same whatever the order and however it came about, another for any other list."""

from __future__ import annotations

from hashlib import sha256, shake_128

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.delivery.parcel import ListDigest

rows = st.lists(st.binary(max_size=30), unique=True, max_size=20)


def digest(*some: bytes) -> ListDigest:
    made = ListDigest()
    made.add(some)
    return made


def by_hand(some: list[bytes]) -> str:
    """As the reference page tells it, without a library of numbers."""
    sums = [0] * 1024
    for row in some:
        drawn = shake_128(row).digest(2048)
        sums = [(one + int.from_bytes(drawn[2 * i : 2 * i + 2], "little")) % 65536 for i, one in enumerate(sums)]
    return sha256(b"".join(one.to_bytes(2, "little") for one in sums)).hexdigest()


@given(some=rows)
def test_it_is_what_the_reference_tells(some: list[bytes]) -> None:
    assert digest(*some).hex == by_hand(some)


@given(some=rows)
def test_the_order_does_not_matter(some: list[bytes]) -> None:
    mixed = sorted(some, key=lambda row: sha256(row).digest())
    assert digest(*some).hex == digest(*mixed).hex


@given(held=rows, came=rows)
def test_what_came_and_went_leaves_no_trace(held: list[bytes], came: list[bytes]) -> None:
    kept = digest(*held)
    kept.add(came)
    kept.subtract(came)
    assert kept.hex == digest(*held).hex


@given(held=rows, other=rows)
def test_two_lists_have_two_digests(held: list[bytes], other: list[bytes]) -> None:
    assert (digest(*held).hex == digest(*other).hex) == (set(held) == set(other))


@given(one=rows, other=rows)
def test_parts_can_be_counted_apart_and_put_together(one: list[bytes], other: list[bytes]) -> None:
    together = digest(*one)
    together.merge(digest(*other).state)
    assert together.hex == digest(*one, *other).hex


def test_a_state_can_be_kept_and_gone_on_with() -> None:
    kept = ListDigest(digest(b"a").state)
    kept.add([b"b"])
    assert kept.hex == digest(b"b", b"a").hex


def test_many_rows_are_added_in_portions() -> None:
    many = [str(number).encode() for number in range(9000)]
    half = digest(*many[:4500])
    half.add(many[4500:])
    assert half.hex == digest(*reversed(many)).hex


def test_a_state_of_another_length_is_none() -> None:
    with pytest.raises(ValueError, match="2048 expected"):
        ListDigest(b"short")
