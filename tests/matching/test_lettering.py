"""Text that fits where it is drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.matching.lettering import ELLIPSIS, drawable, shortened, width, wrapped

ROOMS = st.floats(4, 40)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("  Ҷӯраев\t Комил ", "Ҷӯраев Комил"),
        ("a\x00b\u202ec\ufeff", "abc"),
        ("می\u200cروم", "می\u200cروم"),
        ("\x07", ""),
    ],
)
def test_what_cannot_be_drawn_is_left_out(text: str, left: str) -> None:
    assert drawable(text) == left


@given(st.text(), ROOMS)
def test_a_shortened_text_fits_and_says_that_it_is_cut(text: str, room: float) -> None:
    short = shortened(text, room)
    assert width(short) <= room
    assert short == text or short.endswith(ELLIPSIS)


@given(st.text(), ROOMS, st.integers(1, 4))
def test_lines_fit_and_are_no_more_than_asked_for(text: str, room: float, most: int) -> None:
    lines = wrapped(drawable(text), room, most)
    assert len(lines) <= most
    assert all(width(line) <= room for line in lines)


@given(st.lists(st.text("абвг", min_size=1, max_size=5), min_size=1, max_size=8))
def test_lines_break_at_blanks_and_lose_nothing_where_there_is_room(words: list[str]) -> None:
    assert " ".join(wrapped(" ".join(words), 6.0, 8)) == " ".join(words)


def test_a_wide_letter_is_given_more_room_than_a_narrow_one() -> None:
    assert width("ш") > width("о") > width("і")
