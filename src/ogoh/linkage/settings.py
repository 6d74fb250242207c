"""What a linkage is asked for, and how it tells how far it has come."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from ogoh.matching.keys import MOST_CANDIDATES

Told = Callable[[str, int, int], None]
"""Takes the name of a step, how much of it is done and how much there is: ``0`` where that is not known."""


EVEN = 0.5
"""The probability from which two records are rather one person than two."""

MEMORY = 600
"""Megabytes that an engine may hold, where nothing else is asked."""


class Kept(StrEnum):
    """Which pairs above the least probability are kept.

    ``all`` of them; the ``best`` for each record of the register, all of several that are equally good; or one for one:
    nobody twice on either side, the surest pairs first.
    """

    ALL = "all"
    BEST = "best"
    ONE_TO_ONE = "one-to-one"


@dataclass(frozen=True, slots=True)
class Settings:
    """What is asked of a linkage.

    ``workers`` is the number of processes; ``memory`` what the engine may hold in megabytes before it writes to disk;
    ``rows_at_once`` and ``pairs_at_once`` how many a worker takes at a time. A run that is broken off begins again with
    the chunk of pairs it was at, so many ``batches_a_chunk``.

    A key that more than ``most_holders`` subjects hold tells nothing and is left out (``most_wide_holders`` of keys of
    frames alone); of each subject's candidates at most ``most_candidates`` are compared, those that share most.
    """

    workers: int = field(default_factory=lambda: max(1, min(8, os.cpu_count() or 1)))
    memory: int = MEMORY
    rows_at_once: int = 1 << 14
    pairs_at_once: int = 1 << 15
    batches_a_chunk: int = 24
    most_holders: int = 4096
    most_wide_holders: int = MOST_CANDIDATES
    most_candidates: int = MOST_CANDIDATES


def silent(_step: str, _done: int, _whole: int) -> None:
    """Tells nobody."""
