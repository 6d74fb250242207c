"""Rows a stretch at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def stretches(rows: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Rows in lists of at most ``size``."""
    walk = iter(rows)
    while stretch := list(islice(walk, size)):
        yield stretch
