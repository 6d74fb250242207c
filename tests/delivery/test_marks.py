"""Yes and no are read as lists write them."""

from __future__ import annotations

import pytest

from ogoh.delivery.marks import read_mark
from ogoh.identity import Unreadable


@pytest.mark.parametrize("word", ["да", "Да", "ҳа", "yes", "1", "+", "Исключён", "снят"])
def test_yes_is_yes(word: str) -> None:
    assert read_mark(word)


@pytest.mark.parametrize("word", ["", " ", "нет", "не", "no", "0", "-", "йӯқ"])
def test_no_and_nothing_are_no(word: str) -> None:
    assert not read_mark(word)


@pytest.mark.parametrize("word", ["perhaps", "2", "12.05.2026"])
def test_what_is_neither_is_refused(word: str) -> None:
    with pytest.raises(Unreadable, match="yes or no"):
        read_mark(word)
