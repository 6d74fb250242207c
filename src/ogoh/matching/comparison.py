"""The evidence that two records are one person: codes and numbers; words come later."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """The only three things Ogoh ever answers; there is no "free to enter"."""

    NO_RECORD = "no_record"
    POSSIBLE = "possible"
    RECORDED = "recorded"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one attribute says: a level from the model file, its weight in bits, the facts behind it.

    ``attribute`` is ``given``, ``family``, ``patronymic``, ``birth``, ``document``, ``sex`` or
    ``citizenship``; ``level`` a code such as ``equal`` or ``conflicting``; ``facts`` are (name, value)
    pairs that a sentence may quote, both sides as their sources write them.
    """

    attribute: str
    level: str
    bits: float
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All evidence about one pair; ``weight`` is its sum in bits with the model's prior, ``probability`` in [0, 1].

    Bits are multiples of 1/1024, so that ``prior`` and the bits of the evidence add up to ``weight`` exactly.

    ``weak_name`` says that the names agree only through an alias of low quality.
    """

    evidence: tuple[Evidence, ...]
    weight: float
    probability: float
    weak_name: bool = False
    prior: float = 0.0
