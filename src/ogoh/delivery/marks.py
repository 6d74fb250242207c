"""Yes and no as lists write them."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from ogoh.identity import Unreadable


def read_mark(text: str) -> bool:
    """Whether a cell says yes; an empty one says no. Raises Unreadable for a word that is neither."""
    meaning = _marks().get(text.strip().lower().replace("ё", "е"), "no" if not text.strip() else "")
    if not meaning:
        raise Unreadable(text, "yes or no (да, нет, ҳа, не, 1, 0, +, -)")
    return meaning == "yes"


@cache
def _marks() -> dict[str, str]:
    with (resources.files(__package__) / "data" / "marks.csv").open(encoding="utf-8") as file:
        return {row["word"]: row["meaning"] for row in csv.DictReader(file)}
