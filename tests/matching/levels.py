"""Every level that evidence can have, and pieces of evidence made of them."""

from __future__ import annotations

from math import fsum

from ogoh.matching import Comparison, Evidence
from ogoh.matching.model import model
from ogoh.matching.model_faults import KINSHIP
from ogoh.names import Role


def _of_name(role: Role) -> tuple[str, ...]:
    weights = model().names[role]
    return (*weights.shared, *weights.settled, "missing")


LEVELS: dict[str, tuple[str, ...]] = {
    "given": _of_name(Role.GIVEN),
    "family": _of_name(Role.FAMILY),
    "patronymic": _of_name(Role.PATRONYMIC),
    "kinship": tuple(sorted(KINSHIP)),
    "birth": tuple(model().birth),
    "document": tuple(model().document),
    "sex": ("equal", "conflicting", "forms_conflict"),
    "citizenship": ("equal", "conflicting"),
    "birthplace": tuple(model().birthplace),
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
    return Comparison(evidence, weight, model().probability(weight), weak_name, prior)
