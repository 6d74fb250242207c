"""The model: every weight and threshold of matching, read from a file that a person can read."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

NAME_KINDS = {"given": "given", "family": "family", "patronymic": "family", "unknown": "given"}
"""Whose shares tell how rare a part of a name is: fathers' names are counted among family stems, which they become."""


@dataclass(frozen=True, slots=True)
class NameLevel:
    """How two parts of a name agree: up to ``most`` distance they give ``keep * rarity - less`` bits."""

    level: str
    most: float
    keep: float
    less: float


@dataclass(frozen=True, slots=True)
class Decision:
    """From which probability an answer is possible or recorded, and what recorded needs besides.

    ``possible_weight`` is the weight in bits at which the probability ``possible_from`` is reached.
    """

    possible_from: float
    possible_weight: float
    recorded_from: float
    second_identifier: Mapping[str, frozenset[str]]
    never_recorded: Mapping[str, frozenset[str]]
    unresolved_name: float


@dataclass(frozen=True, slots=True)
class Model:
    """All weights in bits (log2 of a likelihood ratio), as in ``data/model.yaml``; see there for their meaning."""

    version: str
    prior: float
    name_levels: tuple[NameLevel, ...]
    compound: NameLevel
    initial: float
    name_different: Mapping[str, float]
    name_missing: Mapping[str, float]
    swapped: Mapping[frozenset[str], float]
    weak: float
    least_rarity: float
    most_rarity: float
    unknown_share: float
    unknown_rarity: float
    birth: Mapping[str, float]
    document: Mapping[str, float]
    sex: Mapping[str, float]
    citizenship: Mapping[str, float]
    other_citizenship: float
    citizenship_conflicting: float
    decision: Decision
    rarities: Mapping[tuple[str, str], float]

    def rarity(self, kind: str, frame: str) -> float:
        """Bits that agreement on a name brings: -log2 of its share among given or family names."""
        return self.rarities.get((kind, frame), self.unknown_rarity)


@cache
def model() -> Model:
    """The shipped model; read once."""
    folder = resources.files(__package__) / "data"
    told = yaml.safe_load((folder / "model.yaml").read_text(encoding="utf-8"))
    name, citizenship = told["name"], told["citizenship"]
    least, most = name["least"], name["most"]
    with (folder / "commonness.csv").open(encoding="utf-8") as file:
        shares = {(row["kind"], row["frame"]): float(row["share"]) for row in csv.DictReader(file)}
    return Model(
        version=str(told["version"]),
        prior=told["prior"],
        name_levels=tuple(NameLevel(**level) for level in name["levels"]),
        compound=NameLevel(level="compound", most=1.0, **name["compound"]),
        initial=name["initial"],
        name_different=name["different"],
        name_missing=name["missing"],
        swapped={frozenset(roles.split()): bits for roles, bits in name["swapped"].items()},
        weak=name["weak"],
        least_rarity=least,
        most_rarity=most,
        unknown_share=name["unknown_share"],
        unknown_rarity=_bits(name["unknown_share"], least, most),
        birth=told["birth"],
        document=told["document"],
        sex=told["sex"],
        citizenship={code: _bits(share, 0.0, most) for code, share in citizenship["shares"].items()},
        other_citizenship=_bits(citizenship["other_share"], 0.0, most),
        citizenship_conflicting=citizenship["conflicting"],
        decision=_decision(told["decision"]),
        rarities={key: _bits(share, least, most) for key, share in shares.items()},
    )


def _bits(share: float, least: float, most: float) -> float:
    return min(most, max(least, -math.log2(share)))


def _decision(told: Mapping[str, Any]) -> Decision:
    alarm, miss = told["cost_of_alarm"], told["cost_of_miss"]
    possible_from = alarm / (alarm + miss)
    return Decision(
        possible_from=possible_from,
        possible_weight=math.log2(possible_from / (1 - possible_from)),
        recorded_from=told["recorded_from"],
        second_identifier={attribute: frozenset(levels) for attribute, levels in told["second_identifier"].items()},
        never_recorded={attribute: frozenset(levels) for attribute, levels in told["never_recorded"].items()},
        unresolved_name=told["unresolved_name"],
    )
