"""Within how many days a request is answered, and what is done meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_TERMS = Path(__file__).parent / "data" / "terms.yaml"


@dataclass(frozen=True, slots=True)
class Terms:
    """Days: until an answer is due, by how much it may be put off once, when to remind, when to go a step up."""

    answer_days: int
    extension_days: int
    remind_after: tuple[int, ...]
    escalate_after: int


@cache
def usual_terms() -> Terms:
    """What holds where nothing else was agreed."""
    told = yaml.safe_load(_TERMS.read_text(encoding="utf-8"))
    return Terms(**{**told, "remind_after": tuple(told["remind_after"])})
