"""The text of a cell without what nobody sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.delivery.columns import heading_words
from ogoh.delivery.text import LONGEST_NOTHING, means_nothing, plain_text, said_text
from ogoh.identity import Unreadable


@given(st.text())
def test_plain_text_is_on_one_line_and_plain_again(text: str) -> None:
    plain = plain_text(text)
    assert plain == " ".join(plain.split())
    assert not any(sign in plain for sign in "\u200b\u200d\u200e\u200f\u202e\ufeff\0\n")


@pytest.mark.parametrize("kind", ["nothing", "nothing_but_names"])
def test_every_word_for_nothing_is_recognised_in_capitals_too(kind: str) -> None:
    for word in map(str, heading_words()[kind]):
        assert len(word) <= LONGEST_NOTHING
        assert said_text(word) == said_text(word.upper()) == ""


def test_words_that_may_be_names_are_no_words_for_nothing_in_a_name() -> None:
    assert not means_nothing("Nan")
    assert not means_nothing("Null")


def test_a_formula_says_nothing_that_can_be_read() -> None:
    with pytest.raises(Unreadable, match="not a formula"):
        said_text("=A1")
    assert said_text('="0012"') == "0012"
