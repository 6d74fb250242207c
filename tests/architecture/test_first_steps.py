"""What the pages tell a newcomer to type is typed: every command, and every line that it answers.

Figures that move with the weights of the model are only looked at for their form; `script/examples` prints them anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.pages import PAGES, ROOT, steps, walked


def without_weights(lines: list[str]) -> list[str]:
    """Probability, bits and commonness as they look, not as high as they are."""
    return [re.sub(r"-?\d+\.\d+ bits|probability \d\.\d+|About 1 in \d+", _form, line) for line in lines]


def _form(found: re.Match[str]) -> str:
    return re.sub(r"-?\d+(\.\d+)?", "N", found[0])


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_the_page_answers_what_the_page_prints(page: str, tmp_path: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for (command, printed), answered in zip(steps(text), walked(text, tmp_path), strict=True):
        assert without_weights(answered) == without_weights(printed), command
