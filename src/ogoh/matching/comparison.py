"""The evidence that two records are one person: codes and numbers; words come later."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

ATTRIBUTES = ("given", "family", "patronymic", "kinship", "birth", "document", "sex", "citizenship", "birthplace")
"""What there may be evidence of."""


class Verdict(StrEnum):
    """The only three things Ogoh ever answers; there is no "free to enter"."""

    NO_RECORD = "no_record"
    POSSIBLE = "possible"
    RECORDED = "recorded"


class Evidence(NamedTuple):
    """What one attribute says: a level from the model file, its weight in bits, the facts behind it.

    ``attribute`` is one of `ATTRIBUTES`; ``level`` a code such as ``equal`` or ``conflicting``; ``facts`` are
    (name, value) pairs that a sentence may quote: ``left`` and ``right`` as their sources write them, and
    ``one_in``, of how many people on the list about one bears the name, or ``one_in_all``, of how many people at all
    where the list is too short to tell.
    """

    attribute: str
    level: str
    bits: float
    facts: tuple[tuple[str, str], ...] = ()


class Comparison(NamedTuple):
    """All evidence about one pair; ``weight`` is its sum in bits with the ``prior``, ``probability`` in [0, 1].

    ``weak_name`` says that the names agree only through an alias of low quality. Prior and bits are multiples of
    1/1024 bit, so that they add up to the weight exactly, in any order.
    """

    evidence: tuple[Evidence, ...]
    weight: float
    probability: float
    weak_name: bool = False
    prior: float = 0.0
