"""What a new model weighs beside the old one, and whether it can be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ogoh.matching.model import Model, usable_model_of
from ogoh.matching.training import Place

_NAMES = ("given", "family", "patronymic")


def bits_of(model: Model) -> dict[Place, float]:
    """The bits of every level by its place in the file. Where names agree, their rarity comes on top; where
    citizenships do, the figure is that of one that the model does not name."""
    names = {role.value: weights for role, weights in model.names.items() if role.value in _NAMES}
    bits: dict[Place, float] = {
        ("name", role, level): bits
        for role, weights in names.items()
        for level, bits in (*weights.shared.items(), *weights.settled.items())
    }
    others: Mapping[str, Mapping[str, float]] = {
        "birth": model.birth,
        "document": model.document,
        "sex": model.sex,
        "citizenship": {"equal": model.other_citizenship, "conflicting": model.citizenship_conflicting},
        "birthplace": model.birthplace,
    }
    return bits | {(attribute, level): one for attribute, levels in others.items() for level, one in levels.items()}


def moved(before: Model, after: Model, seen: Mapping[Place, tuple[int, int]]) -> Iterator[str]:
    """A table of the levels that weigh differently now, and how often each was seen among pairs of one person and
    among those of two."""
    old, new = bits_of(before), bits_of(after)
    rows = [(place, old[place], bits) for place, bits in new.items() if place in old and bits != old[place]]
    if not rows:
        yield "No weight moved."
        return
    yield f"{'level':<28} {'bits before':>11} {'after':>8} {'seen: one':>10} {'two':>8}"
    for place, one, other in rows:
        same, others = seen.get(place, (0, 0))
        yield f"{' '.join(place):<28} {one:>+11.2f} {other:>+8.2f} {same:>10} {others:>8}"


def unusable(text: str) -> str:
    """Why a text cannot be used as a model, in a sentence; empty where it can."""
    try:
        usable_model_of(text)
    except ValueError as fault:
        return f"it is no model that can be used: {fault}."
    return ""
