"""What is wrong with a model file that somebody edited or trained, said so that it can be mended."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import yaml

_Path = tuple[str, ...]


class _Range(NamedTuple):
    """What a number may be: above ``over``, up to ``most``."""

    over: float
    most: float
    expected: str


_SHARE = _Range(0.0, 1.0, "a share above 0, at most 1")
_COUNT = _Range(0.999, 1e12, "a number of at least 1")
_COST = _Range(0.0, 1e9, "a cost above 0")
_BITS = _Range(-100.0, 100.0, "bits between -100 and 100")
_RANGES = {
    **dict.fromkeys(("m", "u", "weak", "other_share", "shares", "reach"), _SHARE),
    "spread": _Range(0.0, 50.0, "a number above 0, at most 50"),
    **dict.fromkeys(("prior_one_in", "relatives_one_in"), _COUNT),
    **dict.fromkeys(("cost_of_alarm", "cost_of_miss", "cost_of_false_record", "cost_of_doubt"), _COST),
    "slope": _Range(0.0, 10.0, "a number above 0, at most 10"),
    "shift": _BITS,
}
"""By the name of a figure, or of the group it stands in; all others are bits."""

_OPEN = frozenset({"shares"})
"""Groups in which a file may have keys of its own."""

_NAMES = ("given", "family", "patronymic")
_ORDER: tuple[tuple[_Path, str, str], ...] = (
    *((("name", role), "equal", "spelling") for role in _NAMES),
    (("birth",), "equal", "conflicting"),
    (("document",), "equal", "one_apart"),
    (("document",), "one_apart", "different"),
    (("sex",), "equal_M", "conflicting"),
    (("sex",), "equal_F", "conflicting"),
    (("birthplace",), "equal", "different"),
)
"""Of two levels of an attribute the one that must weigh more."""


def faults_in(told: Any) -> Iterator[str]:
    """All that is wrong with a model file, as YAML gives it: where, what was found, what was expected.

    What a shipped model has no place for is wrong too, and a level that weighs less than one that agrees less.
    """
    faults = list(_faults(told, _pattern(), ()))
    yield from faults or _turned(told)


@cache
def _pattern() -> Any:
    """The shipped model: what every other must have."""
    return yaml.safe_load((resources.files(__package__) / "data" / "model.yaml").read_text(encoding="utf-8"))


def _faults(told: Any, pattern: Any, path: _Path) -> Iterator[str]:
    if isinstance(pattern, Mapping):
        yield from _faults_of_group(told, pattern, path)
    elif isinstance(pattern, list):
        yield from _faults_of_levels(told, path)
    elif isinstance(pattern, int | float):
        yield from _faults_of_number(told, path)


def _faults_of_group(told: Any, pattern: Mapping[str, Any], path: _Path) -> Iterator[str]:
    if not isinstance(told, Mapping):
        yield f"{_called(path)}: found {_shown(told)}, expected {', '.join(map(str, pattern))} below it"
        return
    if path and path[-1] in _OPEN:
        for key, one in told.items():
            yield from _faults_of_number(one, (*path, str(key)))
        return
    yield from (f"{_called((*path, str(key)))}: no model has this" for key in told if key not in pattern)
    for key, below in pattern.items():
        if key in told:
            yield from _faults(told[key], below, (*path, key))
        else:
            yield f"{_called((*path, key))}: found nothing"
    if path and path[-1] == "reach" and not _rises(told.values()):
        yield f"{_called(path)}: found distances that do not rise from level to level"


def _rises(distances: Any) -> bool:
    numbers = [one for one in distances if isinstance(one, int | float)]
    return numbers == sorted(numbers)


def _faults_of_number(told: Any, path: _Path) -> Iterator[str]:
    over, most, expected = next((_RANGES[name] for name in reversed(path) if name in _RANGES), _BITS)
    number = isinstance(told, int | float) and not isinstance(told, bool) and math.isfinite(told)
    if not number or not over < told <= most:
        yield f"{_called(path)}: found {_shown(told)}, expected {expected}"


def _faults_of_levels(told: Any, path: _Path) -> Iterator[str]:
    attribute = path[-1]
    held = _pattern()["name"].get(attribute) or _pattern().get(attribute) or KINSHIP
    wrong = [one for one in told if one not in held] if isinstance(told, list) else [told]
    yield from (f"{_called(path)}: found {_shown(one)}, expected levels of {attribute}" for one in wrong)


KINSHIP = frozenset({"relatives", "crosswise", "exchanged"})
"""The levels of kinship, which have no shares in a model file and may be named among its contradictions."""


def _called(path: _Path) -> str:
    return " ".join(path) or "the file"


def _shown(told: Any) -> str:
    text = "nothing" if told is None else str(told)
    return text if len(text) <= 40 else f"{text[:40]} …"


def _turned(told: Mapping[str, Any]) -> Iterator[str]:
    for place, more, less in _ORDER:
        levels = told
        for name in place:
            levels = levels[name]
        if _bits(levels[more]) < _bits(levels[less]):
            gives = f"{' '.join((*place, more))} would give {_bits(levels[more]):+.2f} bits"
            yield f"{gives}, {less} {_bits(levels[less]):+.2f}; what agrees better must not weigh less"


def _bits(level: Mapping[str, float]) -> float:
    return math.log2(level["m"] / (level["u"] if "u" in level else level["spread"]))
