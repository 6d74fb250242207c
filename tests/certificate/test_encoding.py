"""One statement has one text: any other way of writing it is refused."""

from __future__ import annotations

import base45
import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.certificate.letters import from_letters, to_letters
from ogoh.certificate.strict_cbor import CutShortError, Item, NotCanonicalError, read_item, write_item

numbers = st.integers(-(1 << 53), 1 << 53)
items: st.SearchStrategy[Item] = st.recursive(
    st.one_of(numbers, st.binary(max_size=300), st.text(max_size=30)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(numbers, inner, max_size=4)),
    max_leaves=12,
).filter(lambda item: _depth(item) < 6)


def _depth(item: object) -> int:
    inner = item if isinstance(item, list) else item.values() if isinstance(item, dict) else ()
    return 1 + max(map(_depth, inner), default=0)


@given(items)
def test_what_is_written_is_read_back_to_its_last_byte(item: Item) -> None:
    written = write_item(item)
    assert read_item(written) == (item, len(written))


@given(items)
def test_a_general_library_reads_what_we_write(item: Item) -> None:
    assert cbor2.loads(write_item(item)) == item


@given(st.binary(max_size=60))
def test_whatever_is_read_would_be_written_so(data: bytes) -> None:
    try:
        item, end = read_item(data)
    except (CutShortError, NotCanonicalError):
        return
    assert write_item(item) == data[:end]


@given(items, st.integers(1, 40))
def test_what_ends_too_early_is_called_cut(item: Item, missing: int) -> None:
    written = write_item(item)
    with pytest.raises(CutShortError):
        read_item(written[: max(0, len(written) - missing)])


@pytest.mark.parametrize(
    "data",
    ["1805", "190017", "1a00000100", "5818aa", "9f01ff", "a2020101ff", "a201010100", "f5", "f97c00", "c101", "61ff"],
)
def test_a_second_way_of_writing_is_refused(data: str) -> None:
    with pytest.raises((NotCanonicalError, CutShortError)):
        read_item(bytes.fromhex(data))


def test_a_nest_without_bottom_is_refused() -> None:
    with pytest.raises(NotCanonicalError, match="deep"):
        read_item(b"\x81" * 5000)


@given(st.binary(max_size=300))
def test_letters_come_back_as_the_same_bytes(data: bytes) -> None:
    text = to_letters("OGH1:", data)
    assert from_letters("OGH1:", text) == from_letters("OGH1:", f" \n{text}\r\n ") == data


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", max_size=40))
def test_letters_that_are_read_would_be_written_so(letters: str) -> None:
    try:
        data = from_letters("P:", f"P:{letters}")
    except (CutShortError, NotCanonicalError):
        return
    assert data is not None
    assert base45.b45encode(data).decode() == letters.rstrip(" ")


def test_small_letters_and_letters_of_no_code_are_refused_and_other_texts_are_nothing_of_ours() -> None:
    for altered in ("ogh1:ABC", "OGH1:abc", "OGH1:AB C\n2", "OGH1:ÀBC", "OGH1::::"):
        with pytest.raises(NotCanonicalError):
            from_letters("OGH1:", altered)
    assert from_letters("OGH1:", "https://example.org") is None
    assert from_letters("OGH1:", "") is None
