from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.identity.visible import visible_text


@pytest.mark.parametrize(
    ("written", "visible"),
    [
        ("\u200f14.05.1975\u200e", "14.05.1975"),
        ("12\u200b34\u200d56\ufeff", "123456"),
        ("１４．０５", "14.05"),
        ("۱۴/۰۵/۱۹۷۵", "14/05/1975"),
        ("٣٤", "34"),
        ("14\u00a0мая\u20091975", "14 мая 1975"),
        ("1968–1973", "1968-1973"),
        ("1968\u20111973", "1968-1973"),
        ("AB\x00123\x00", "AB123"),
        ("a\r\n\tb", "a b"),
    ],
)
def test_what_cannot_be_seen_is_taken_away(written: str, visible: str) -> None:
    assert visible_text(written) == visible


@given(st.text())
def test_visible_text_is_visible_already(text: str) -> None:
    visible = visible_text(text)
    assert visible_text(visible) == visible


@given(st.text())
def test_nothing_hangs_over_the_ends(text: str) -> None:
    visible = visible_text(text)
    assert visible == visible.strip()
    assert "  " not in visible
