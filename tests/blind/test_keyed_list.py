"""The file of keyed outputs: whoever is on the list is in it, and what was changed is refused."""

from __future__ import annotations

import numpy as np
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from ogoh.blind import KeyedList, NotWhatItSays, output, read, written
from ogoh.blind.keyed_list import PADDED_TO
from tests.blind.asked import KEY, OTHER_KEY, OWNER, PUBLIC, about, outputs

texts = st.sets(st.binary(max_size=12), max_size=12)
numbers = st.lists(st.integers(0, 2**64 - 1), max_size=400)


def made(*listed: bytes) -> bytes:
    return written(about(), outputs(*listed), KEY, OWNER)


def opened(data: bytes) -> KeyedList:
    return read(data, [PUBLIC])


@given(texts, texts)
@settings(max_examples=30)
def test_it_holds_who_is_listed_and_nobody_else(listed: set[bytes], others: set[bytes]) -> None:
    held = opened(made(*listed))
    assert all(held.holds(output(KEY, one)) for one in listed)
    assert not any(held.holds(output(KEY, one)) for one in others - listed)


@given(numbers, st.data())
@settings(max_examples=30)
def test_it_holds_every_output_whatever_bucket_it_falls_into(every: list[int], data: st.DataObject) -> None:
    base = data.draw(st.integers(0, 2**64 - 1 - 5_000))
    close = [base + step for step in range(0, 5_000, data.draw(st.sampled_from((1, 7))))]
    held = opened(written(about(), np.array([*every, *close], np.uint64), KEY, OWNER))
    assert all(held.holds(one.to_bytes(8, "big")) for one in (*every, *close))


@given(texts, st.randoms(use_true_random=False))
@settings(max_examples=20)
def test_the_order_of_the_list_and_repetitions_make_no_difference(listed: set[bytes], chance: object) -> None:
    some = sorted(listed)
    assert made(*some) == made(*reversed(some), *some)


def test_it_says_whose_list_it_is_and_how_seldom_chance_meets() -> None:
    held = opened(made(b"somebody"))
    assert held.about == about()
    assert held.false_match_one_in > 2**27


def test_how_many_are_listed_shows_only_to_the_next_four_thousand() -> None:
    few, more = opened(made(b"somebody")), opened(made(*(bytes([one]) for one in range(100))))
    assert few.entries == more.entries == PADDED_TO


def test_the_outputs_of_nothing_differ_from_key_to_key() -> None:
    one, other = (opened(written(about(key), outputs(key=key), key, OWNER)) for key in (KEY, OTHER_KEY))
    assert not np.array_equal(one.rests, other.rests)


@given(st.data())
@settings(max_examples=60)
def test_a_file_that_was_changed_anywhere_is_refused(data: st.DataObject) -> None:
    whole = bytearray(made(b"somebody"))
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(NotWhatItSays):
        opened(bytes(whole))


@given(st.integers(0, 20_000))
@settings(max_examples=40)
def test_a_file_that_was_cut_off_is_refused(length: int) -> None:
    whole = made(b"somebody")
    with pytest.raises(NotWhatItSays):
        opened(whole[: min(length, len(whole) - 1)])


def test_a_file_that_another_owner_signed_is_refused() -> None:
    stranger = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    for keys in ([], [stranger], [b"no key"]):
        with pytest.raises(NotWhatItSays, match="by no key of the owner"):
            read(made(b"somebody"), keys)


def test_any_key_of_the_owner_will_do() -> None:
    stranger = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    assert read(made(b"somebody"), [stranger, PUBLIC]).about == about()
