"""Every level that evidence can have, and pieces of evidence made of them."""

from __future__ import annotations

from math import fsum

from ogoh.matching import Comparison, Evidence
from ogoh.matching.compare import probability

NAME_LEVELS = (
    *("equal", "spelling", "near", "resembling", "compound", "consonants", "lookalike", "initial", "different"),
    "missing",
)
BIRTH_LEVELS = (
    *("equal", "equal_placeholder", "swapped", "one_digit", "near_year", "month", "year", "range", "same_year"),
    *("near", "conflicting"),
)
LEVELS: dict[str, tuple[str, ...]] = {
    "given": NAME_LEVELS,
    "family": NAME_LEVELS,
    "patronymic": NAME_LEVELS,
    "kinship": ("relatives",),
    "birth": BIRTH_LEVELS,
    "document": ("equal", "one_apart", "renewed", "different"),
    "sex": ("equal", "conflicting", "forms_conflict"),
    "citizenship": ("equal", "conflicting"),
    "birthplace": ("equal", "different"),
}
ALL_LEVELS = [(attribute, level) for attribute, levels in LEVELS.items() for level in levels]


def piece(attribute: str, level: str, bits: float = 1.0, **facts: str) -> Evidence:
    """One piece of evidence; a name gets two invented writings unless others are given."""
    usual: dict[str, str] = {}
    if attribute in ("given", "family", "patronymic") and not facts:
        usual = {"right": "Рахимов"} if level == "missing" else {"left": "Раҳимов", "right": "Рахимов"}
    return Evidence(attribute, level, bits, tuple({**usual, **facts}.items()))


def comparison(*evidence: Evidence, prior: float = -20.0, weak_name: bool = False) -> Comparison:
    """A comparison of that evidence, weighed as `compare` does."""
    weight = prior + fsum(one.bits for one in evidence)
    return Comparison(evidence, weight, probability(weight), weak_name, prior)
