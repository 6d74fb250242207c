"""The model: every weight and threshold of matching, read from a file that a person can read."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from ogoh.matching.model_faults import faults_in
from ogoh.names import Role

Level = str
_GRAIN = 1024
_ROLES = (Role.GIVEN, Role.FAMILY, Role.PATRONYMIC)


def grain(bits: float) -> float:
    """Bits rounded to the 1024th part of one: sums of such numbers are exact, in any order and on any engine."""
    return round(bits * _GRAIN) / _GRAIN


@dataclass(frozen=True, slots=True)
class NameWeights:
    """What each level of agreement of one part of a name is worth, by the role that the part has.

    ``shared`` holds the levels at which two people may bear the same name: their bits are added to the rarity of the
    name. ``settled`` the bits of all others.
    """

    shared: Mapping[Level, float]
    settled: Mapping[Level, float]


@dataclass(frozen=True, slots=True)
class Decision:
    """From which probability an answer is possible or recorded, and what recorded needs besides.

    ``possible_weight`` is the weight in bits at which the probability ``possible_from`` is reached.
    """

    possible_from: float
    possible_weight: float
    recorded_from: float
    second_identifier: Mapping[str, frozenset[Level]]
    never_recorded: Mapping[str, frozenset[Level]]
    unresolved_name: float


@dataclass(frozen=True, slots=True)
class Model:
    """All weights in bits (log2 of a likelihood ratio), made from ``data/model.yaml``; see there for their meaning."""

    version: str
    prior: float
    relatives: float
    reach: tuple[tuple[Level, float], ...]
    names: Mapping[Role, NameWeights]
    missing: Mapping[Role, float]
    swapped: Mapping[frozenset[Role], float]
    exchanged: float
    weak: float
    birth: Mapping[Level, float]
    document: Mapping[Level, float]
    sex: Mapping[Level, float]
    citizenship: Mapping[str, float]
    other_citizenship: float
    citizenship_conflicting: float
    birthplace: Mapping[Level, float]
    slope: float
    shift: float
    decision: Decision

    def probability(self, weight: float) -> float:
        """From a weight in bits to a probability."""
        return 1.0 / (1.0 + math.exp2(-max(-60.0, min(60.0, self.slope * weight + self.shift))))

    def weight_of(self, probability: float) -> float:
        """The weight in bits at which a probability is reached."""
        return (math.log2(probability / (1 - probability)) - self.shift) / self.slope


class UnusableModelError(ValueError):
    """The file that ``OGOH_MODEL`` names is no model; the message says which file, what is wrong and what to do."""


@cache
def model() -> Model:
    """The model in use, read once: the file that ``OGOH_MODEL`` names, else the shipped one.

    Raises UnusableModelError where that file is none.
    """
    named = os.environ.get("OGOH_MODEL")
    if not named:
        return model_of((resources.files(__package__) / "data" / "model.yaml").read_text(encoding="utf-8"))
    try:
        return usable_model_of(Path(named).read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        why = " ".join(str(fault).split())
        raise UnusableModelError(
            f"OGOH_MODEL names {named}, which cannot be used as a model: {why}. "
            "Mend it, make one with: ogoh train, or leave OGOH_MODEL out."
        ) from fault


@cache
def model_digest() -> str:
    """What tells the model in use from every other, whatever version it calls itself: SHA-256 in hexadecimal."""
    return sha256(_text().encode()).hexdigest()


def _text() -> str:
    named = os.environ.get("OGOH_MODEL")
    shipped = resources.files(__package__) / "data" / "model.yaml"
    return Path(named).read_text(encoding="utf-8") if named else shipped.read_text(encoding="utf-8")


_MOST_TOLD = 3


def usable_model_of(text: str) -> Model:
    """The model of a file that others than Ogoh wrote.

    Raises ValueError that says what is wrong with it: where, what was found, what was expected.
    """
    try:
        told = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError) as fault:
        raise ValueError(f"it is no YAML ({' '.join(str(fault).split())})") from fault
    faults = list(faults_in(told))
    if faults:
        more = f"; and {len(faults) - _MOST_TOLD} more" if len(faults) > _MOST_TOLD else ""
        raise ValueError("; ".join(faults[:_MOST_TOLD]) + more)
    return model_of(text)


def model_of(text: str) -> Model:
    """A model from the text of its file, which must be one; see `usable_model_of` for those of others."""
    told = yaml.safe_load(text)
    name, citizenship, calibration = told["name"], told["citizenship"], told["calibration"]
    slope, shift = calibration["slope"], calibration["shift"]
    weights = {role: _name_weights(name[role.value]) for role in _ROLES}
    return Model(
        version=str(told["version"]),
        prior=grain(-math.log2(told["prior_one_in"])),
        relatives=1 / told["relatives_one_in"],
        reach=tuple(name["reach"].items()),
        names={**weights, Role.UNKNOWN: weights[Role.GIVEN]},
        missing={Role(role): grain(bits) for role, bits in name["missing"].items()},
        swapped={frozenset(map(Role, roles.split())): grain(bits) for roles, bits in name["swapped"].items()},
        exchanged=grain(name["exchanged"]),
        weak=name["weak"],
        birth=_levels(told["birth"]),
        document=_levels(told["document"]),
        sex=_levels(told["sex"]),
        citizenship={code: _ratio(citizenship["equal"]["m"], share) for code, share in citizenship["shares"].items()},
        other_citizenship=_ratio(citizenship["equal"]["m"], citizenship["other_share"]),
        citizenship_conflicting=_ratio(**citizenship["conflicting"]),
        birthplace=_levels(told["birthplace"]),
        slope=slope,
        shift=shift,
        decision=_decision(told["decision"], slope, shift),
    )


def _ratio(m: float, u: float) -> float:
    return grain(math.log2(m / u))


def _levels(told: Mapping[Level, Mapping[str, float]]) -> dict[Level, float]:
    return {level: _ratio(seen["m"], seen["u"]) for level, seen in told.items()}


def _name_weights(told: Mapping[Level, Mapping[str, float]]) -> NameWeights:
    return NameWeights(
        shared={level: _ratio(seen["m"], seen["spread"]) for level, seen in told.items() if "spread" in seen},
        settled={level: _ratio(seen["m"], seen["u"]) for level, seen in told.items() if "u" in seen},
    )


def _decision(told: Mapping[str, Any], slope: float, shift: float) -> Decision:
    possible_from = _worth(told["cost_of_alarm"], told["cost_of_miss"])
    return Decision(
        possible_from=possible_from,
        possible_weight=(math.log2(possible_from / (1 - possible_from)) - shift) / slope,
        recorded_from=_worth(told["cost_of_false_record"], told["cost_of_doubt"]),
        second_identifier=_named(told["second_identifier"]),
        never_recorded=_named(told["never_recorded"]),
        unresolved_name=told["unresolved_name"],
    )


def _worth(cost_if_wrong: float, cost_if_unsaid: float) -> float:
    """The probability from which saying it costs less than not saying it (expected cost of both kinds of error)."""
    return cost_if_wrong / (cost_if_wrong + cost_if_unsaid)


def _named(told: Mapping[str, list[str]]) -> dict[str, frozenset[Level]]:
    return {attribute: frozenset(levels) for attribute, levels in told.items()}
