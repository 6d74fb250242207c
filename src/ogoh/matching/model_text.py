"""The model file with other figures in it: comments, costs and whatever was not estimated stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ogoh.matching.training import Calibration, Estimate, Place

_LINE = re.compile(r"^(?P<indent> *)(?P<name>\w+):")
_NUMBER = r"(?<=\b{}: )[0-9.e-]+"
_MOST_SPREAD = 50.0


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
        line = re.sub(_NUMBER.format(key), f"{share:.3g}", line)
    return line


def _numbers(place: Place, found: Estimate) -> Iterator[tuple[str, float]]:
    if place in found.m:
        yield "m", found.m[place]
    if place in found.u:
        yield "u", found.u[place]
        equal = found.u.get((*place[:-1], "equal"))
        if equal:
            yield "spread", min(_MOST_SPREAD, max(1.0, found.u[place] / equal))


def with_calibration(text: str, found: Calibration) -> str:
    """A model file with another calibration."""
    row = f"calibration: {{slope: {found.slope:.4g}, shift: {found.shift:.4g}}}"
    return re.sub(r"^calibration: \{[^}]*\}", row, text, flags=re.MULTILINE)
