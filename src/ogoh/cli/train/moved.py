"""What a new model weighs beside the old one, and whether it can be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import yaml

from ogoh.matching.model import Model, model_of
from ogoh.matching.training import Place

_NAMES = ("given", "family", "patronymic")
_ORDER: tuple[tuple[Place, str, str], ...] = (
    *((("name", role), "equal", "spelling") for role in _NAMES),
    (("birth",), "equal", "conflicting"),
    (("document",), "equal", "one_apart"),
    (("document",), "one_apart", "different"),
    (("sex",), "equal_M", "conflicting"),
    (("sex",), "equal_F", "conflicting"),
    (("birthplace",), "equal", "different"),
)
"""Of two levels of an attribute the one that must weigh more."""


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
        bits = bits_of(model_of(text))
    except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError, yaml.YAMLError) as fault:
        return f"it is no model file ({type(fault).__name__}: {fault})."
    turned = [
        f"{' '.join((*place, more))} would give {bits[*place, more]:+.2f} bits, {less} {bits[*place, less]:+.2f}"
        for place, more, less in _ORDER
        if bits.get((*place, more), 0.0) < bits.get((*place, less), -1e9)
    ]
    return f"what agrees better would weigh less: {'; '.join(turned)}." if turned else ""
