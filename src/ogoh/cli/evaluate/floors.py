"""Floors under the figures: what was reached once must not be lost unseen."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from ogoh.cli.evaluate import peers, people
from ogoh.cli.evaluate.groups import Group
from ogoh.cli.evaluate.pairs import read_pairs, standing
from ogoh.cli.telling import refuse

SLACK = 0.002
"""How far below a figure its floor is written: changes of the last digit are no news."""
_FEWEST = 30

Figures = Mapping[str, float]
"""Figures by name, such as ``all: auc``; all of them are better the higher they are."""

_HEAD = """# Floors under the figures of docs/accuracy.md: a test fails where one is no longer reached. Written by
#   {command}
# from figures measured then, rounded down. A figure that falls is a reason to look, not to lower its floor.
"""


@dataclass(frozen=True, slots=True)
class FlooredSet:
    """One thing to measure: a file of ``pairs``, or ``people`` made up; and the floors under its figures."""

    name: str
    settings: Mapping[str, Any]
    floors: Figures


@dataclass(frozen=True, slots=True)
class Fallen:
    """A figure below its floor; ``found`` is ``None`` where it is not measured any more."""

    set_name: str
    figure: str
    floor: float
    found: float | None

    @property
    def words(self) -> str:
        """The fall in one line."""
        found = "is not measured" if self.found is None else f"is {self.found:.4f}"
        return f"{self.set_name}, {self.figure}: {found}, its floor {self.floor:.4f}"


def read_floors(path: Path) -> tuple[FlooredSet, ...]:
    """Read a file of floors; refused where it is not one."""
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        return tuple(FlooredSet(name, one["measured"], one.get("floors") or {}) for name, one in told.items())
    except (AttributeError, KeyError, TypeError):
        refuse(f"{path} is no file of floors: every set in it has a part measured, and a part floors.")


def located(found: FlooredSet, floors: Path, elsewhere: Sequence[Path] = ()) -> FlooredSet | None:
    """The set with its file where it lies: among those given, else beside the floors; ``None`` where it is nowhere."""
    if "pairs" not in found.settings:
        return found
    wanted = floors.parent / found.settings["pairs"]
    places = (*(one for one in elsewhere if one.name == wanted.name), wanted)
    place = next((one for one in places if one.exists()), None)
    return None if place is None else replace(found, settings={**found.settings, "path": place})


def measured(found: FlooredSet) -> Figures:
    """The figures of a located set, as they are now."""
    return dict(_pairs(found.settings["path"]) if "pairs" in found.settings else _people(found.settings["people"]))


def fallen(found: FlooredSet, figures: Figures) -> Iterator[Fallen]:
    """Those of the set's floors that are not reached."""
    for name, floor in found.floors.items():
        figure = figures.get(name)
        if figure is None or figure < floor:
            yield Fallen(found.name, name, floor, figure)


def lowered(figures: Figures) -> Figures:
    """The floors that figures of today get."""
    return {name: max(0.0, math.floor((figure - SLACK) * 10_000) / 10_000) for name, figure in figures.items()}


def write_floors(path: Path, sets: Sequence[FlooredSet], command: str) -> None:
    """Write a file of floors; what was measured elsewhere stays as it is."""
    told = {
        one.name: {
            "measured": {name: value for name, value in one.settings.items() if name != "path"},
            "floors": dict(one.floors),
        }
        for one in sets
    }
    text = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=120)
    path.write_text(_HEAD.format(command=command) + text, encoding="utf-8")


def _pairs(path: Path) -> Iterator[tuple[str, float]]:
    """Ours alone, over all pairs and over each group that is large enough."""
    pairs = read_pairs(path)
    for one in standing(pairs, peers.ogoh(pairs)).rankings:
        if min(one.same, one.pairs - one.same) < _FEWEST:
            continue
        name = one.group if one.dimension == one.group else f"{one.dimension} {one.group}"
        figures = {"AUC": one.auc, "best F1": one.best_f1, "recall at precision .99": one.recall_when_precise}
        yield from ((f"{name}: {what}", found.value) for what, found in figures.items() if found is not None)


def _people(settings: Mapping[str, int]) -> Iterator[tuple[str, float]]:
    """Of two forms of question: listed people not missed and found by their keys, others left alone."""
    result = people.measure(settings["size"], settings["asked"], settings["seed"], 1, "")
    for form in result.forms:
        if form.recall is not None:
            yield f"{form.form}: own listing among the candidates", form.recall.value
        for group in form.groups:
            if group.dimension != group.group:
                continue
            for what, count in _KINDLY.items():
                yield f"{form.form}: {what}", count(group)


_KINDLY: Mapping[str, Callable[[Group], float]] = {
    "listed people not missed": lambda group: 1 - group.listed.no_record / group.listed.people,
    "listed people told recorded": lambda group: group.listed.recorded / group.listed.people,
    "others told no record": lambda group: group.others.no_record / group.others.people,
    "others not told recorded": lambda group: 1 - group.others.recorded / group.others.people,
}
