"""The model file as text: the figures that it holds, and the same file with others in their place; comments, costs and
whatever was not estimated stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import yaml

from ogoh.matching.training import Calibration, Estimate, Place

_LINE = re.compile(r"^(?P<indent> *)(?P<name>\w+):")
_NUMBER = r"(?<=\b{}: )[0-9.e-]+"
_LEAST_SPREAD, _MOST_SPREAD = 0.02, 50.0


def figures_of(text: str) -> Estimate:
    """The m, u and spread of a model file by place: where training begins. ``text`` must be a model's."""
    levels = list(_levels(yaml.safe_load(text)))
    m, u, spread = ({place: level[key] for place, level in levels if key in level} for key in ("m", "u", "spread"))
    return Estimate(m, u, spread=spread)


def _levels(told: Any, place: Place = ()) -> Iterator[tuple[Place, Mapping[str, float]]]:
    for name, below in told.items():
        if isinstance(below, Mapping):
            if "m" in below:
                yield (*place, name), below
            else:
                yield from _levels(below, (*place, name))


def with_estimate(text: str, found: Estimate, version: str) -> str:
    """A model file with its m, u and spread as estimated, under another version.

    Agreement on a name has no u but a ``spread``: how many people bear a name at that level for each who bears the
    name itself.
    """
    lines = []
    path: list[tuple[int, str]] = []
    for line in text.splitlines():
        told = _LINE.match(line)
        if told:
            depth = len(told["indent"])
            path = [*((at, name) for at, name in path if at < depth), (depth, told["name"])]
            line = _with_shares(line, tuple(name for _, name in path), found)
        lines.append(line)
    return re.sub(r'^version: ".*"', f'version: "{version}"', "\n".join(lines) + "\n", flags=re.MULTILINE)


def _with_shares(line: str, place: Place, found: Estimate) -> str:
    for key, share in _numbers(place, found):
        line = re.sub(_NUMBER.format(key), written(share), line)
    return line


def written(number: float, digits: int = 3) -> str:
    """A number in few digits, never with an exponent: 1e-05 is a text to YAML, not a number."""
    return f"{Decimal(f'{number:.{digits}g}'):f}"


def _numbers(place: Place, found: Estimate) -> Iterator[tuple[str, float]]:
    if place in found.m:
        yield "m", found.m[place]
    if place in found.u:
        yield "u", found.u[place]
        equal = found.u.get((*place[:-1], "equal"))
        if equal:
            yield "spread", min(_MOST_SPREAD, max(_LEAST_SPREAD, found.u[place] / equal))


def with_calibration(text: str, found: Calibration) -> str:
    """A model file with another calibration."""
    row = f"calibration: {{slope: {written(found.slope, 4)}, shift: {written(found.shift, 4)}}}"
    return re.sub(r"^calibration: \{[^}]*\}", row, text, flags=re.MULTILINE)
