"""What training is told: files of pairs, exported reviews and answers, each row as levels, or named and left out."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from ogoh.cli.pair_file import LABELS, open_pairs, pairs_in
from ogoh.cli.telling import refuse
from ogoh.delivery.tables import Cell, Table, cell_text, open_table
from ogoh.matching import Prepared, compare
from ogoh.matching.training import Estimate, Labelled, Place, Seen, is_counted, place_called, seen_in

_HELD = 20_000
_STRANGERS, _MOST_ROUNDS = 40_000, 20
_NAMED = 10
_HEAVIEST = 10_000.0
_CODE = re.compile(r"[a-z_]{1,30}")
_ATTRIBUTES = ("given", "family", "patronymic", "birth", "document", "citizenship", "birthplace")
"""What is taken from reviews: of a sex that agrees they do not say which, and so of none that does not."""

Sides: TypeAlias = tuple[Prepared, Prepared]


@dataclass(slots=True)
class LeftOut:
    """What was not used of a file: rows with the column that is wrong, and levels that the model does not have."""

    name: str
    rows: list[tuple[int, str]] = field(default_factory=list)
    codes: Counter[str] = field(default_factory=Counter)

    def told(self) -> Iterator[str]:
        """A line for each kind; columns and codes alone, never what a person's cell holds."""
        if self.rows:
            named = ", ".join(f"row {number} ({column})" for number, column in self.rows[:_NAMED])
            more = " and others" if len(self.rows) > _NAMED else ""
            yield f"{self.name}: {len(self.rows)} rows could not be read and are left out: {named}{more}."
        if self.codes:
            named = ", ".join(f"{code} ({number})" for code, number in sorted(self.codes.items()))
            yield f"{self.name}: levels that this model does not have are left out: {named}."


@dataclass(slots=True)
class PairSet:
    """A file of pairs: levels by label (True, False, or None where nobody labelled), and some records to part anew.

    ``known`` are the levels that the model has; others are not taken.
    """

    name: str
    known: Collection[Place]
    seen: dict[bool | None, Counter[Seen]] = field(default_factory=dict)
    held: list[Sides] = field(default_factory=list)

    def count(self, label: bool | None) -> int:
        """How many pairs bear a label."""
        return self.seen.get(label, Counter[Seen]()).total()

    def mean_bits(self, label: bool, start: Estimate) -> float | None:
        """What the pairs of a label bring on the mean by a model, every name as rare as any other; ``None`` without
        any."""
        seen, pairs = self.seen.get(label, Counter[Seen]()), self.count(label)
        return sum(number * sum(map(start.bits, places)) for places, number in seen.items()) / pairs if pairs else None

    def labelled(self) -> Labelled:
        """As training takes it."""
        same, others = (self.seen.get(label, Counter[Seen]()).elements() for label in (True, False))
        return Labelled(same, others, self.strangers())

    def strangers(self) -> Iterator[Seen]:
        """Left sides beside right sides of other rows, in an order that is the same every time.

        Rows that share a left side are left alone: their right sides may be one person.
        """
        chance = random.Random(1)  # noqa: S311  # it must be repeatable, and hides nothing
        places = list(range(len(self.held)))
        for _ in range(max(1, min(_MOST_ROUNDS, -(-_STRANGERS // max(1, len(places)))))):
            _shuffle(places, chance)
            for (left, _), at in zip(self.held, places, strict=True):
                other, right = self.held[at]
                if other != left:
                    yield tuple([place for place in seen_in(compare(left, right)) if place in self.known])


def _shuffle(places: list[int], chance: random.Random) -> None:
    """Fisher and Yates by ``random()`` alone, whose sequence Python promises to keep."""
    for at in range(len(places) - 1, 0, -1):
        other = int(chance.random() * (at + 1))
        places[at], places[other] = places[other], places[at]


def read_pair_set(path: Path, start: Estimate, *, labelled: bool) -> tuple[PairSet, LeftOut]:
    """Compare the pairs of a file; one without names, or without labels where they are asked for, is refused."""
    table = open_pairs(path, *(["label"] if labelled else []))
    place = table.headings.index("label") if labelled else None
    found, out = PairSet(path.name, start.m.keys()), LeftOut(path.name)
    chance = random.Random(2)  # noqa: S311  # it must be repeatable, and hides nothing
    count = 0
    for pair in pairs_in(table.headings, table.rows()):
        label = None if place is None else LABELS.get(cell_text(pair.cells[place]).strip())
        if pair.sides is None or (labelled and label is None):
            out.rows.append((pair.number, pair.fault.field if pair.fault else "label"))
            continue
        seen = _known(seen_in(compare(*pair.sides)), start, out)
        found.seen.setdefault(label, Counter[Seen]())[seen] += 1
        count += 1
        _hold(found.held, pair.sides, count, chance)
    return found, out


def _hold(held: list[Sides], sides: Sides, count: int, chance: random.Random) -> None:
    """Keep a fair sample of what streams by (Vitter's algorithm R)."""
    if len(held) < _HELD:
        held.append(sides)
    elif (at := int(chance.random() * count)) < _HELD:
        held[at] = sides


def _known(seen: Seen, start: Estimate, out: LeftOut) -> Seen:
    for place in seen:
        if place not in start.m:
            out.codes[" ".join(place)] += 1
    return tuple([place for place in seen if place in start.m])


def read_review_set(path: Path, start: Estimate) -> tuple[Labelled, LeftOut]:
    """What reviewers decided, as ``ogoh review export`` writes it. A level of another version counts like one of this,
    as long as the model has it."""
    table = open_table(path)
    attributes = {
        attribute: table.headings.index(attribute) for attribute in _ATTRIBUTES if attribute in table.headings
    }
    if "label" not in table.headings or not attributes:
        columns = ", ".join(table.headings)
        refuse(
            f"{path.name} is no export of reviews: it needs label and levels such as given or birth; it has: {columns}."
        )
    place = table.headings.index("label")
    seen: dict[bool, list[Seen]] = {True: [], False: []}
    out = LeftOut(path.name)
    for number, cells in table.rows():
        label = LABELS.get(cell_text(cells[place]).strip())
        if label is None:
            out.rows.append((number, "label"))
        else:
            seen[label].append(tuple(_levels(cells, attributes, start, out)))
    return Labelled(seen[True], seen[False], ()), out


def _levels(cells: tuple[Cell, ...], attributes: Mapping[str, int], start: Estimate, out: LeftOut) -> Iterator[Place]:
    for attribute, at in attributes.items():
        for level in filter(is_counted, cell_text(cells[at]).split()):
            where = place_called(attribute, level)
            if where in start.m:
                yield where
            else:
                out.codes[f"{attribute} {level}" if _CODE.fullmatch(level) else f"{attribute}, no code"] += 1


@dataclass(slots=True)
class Answers:
    """The weight of each answer, and whether it was right; ``listed`` says whether the traveller is on the list.

    ``asked`` counts all travellers by that; an answer without a weight (no record) says nothing else.
    """

    weighed: list[tuple[float, bool]] = field(default_factory=list)
    listed: list[bool] = field(default_factory=list)
    asked: Counter[bool] = field(default_factory=Counter)

    def counts(self, share: float) -> list[float]:
        """How many answers each stands for, were so many of all travellers on the list."""
        whole = self.asked.total()
        worth = {True: share * whole / self.asked[True], False: (1 - share) * whole / self.asked[False]}
        return [worth[one] for one in self.listed]


def read_answers(path: Path, *others: str) -> tuple[Answers, LeftOut]:
    """Read a file of answers; one without the columns that are asked for is refused."""
    table = open_table(path)
    missing = [column for column in ("weight", "right", *others) if column not in table.headings]
    if missing:
        refuse(f"{path.name} has no column {' and '.join(missing)}; it has: {', '.join(table.headings)}.")
    return _answers(
        table, [table.headings.index(column) for column in ("weight", "right", *others)], LeftOut(path.name)
    )


def _answers(table: Table, places: list[int], out: LeftOut) -> tuple[Answers, LeftOut]:
    found = Answers()
    for number, cells in table.rows():
        weight, right, *listed = (cell_text(cells[at]).strip() for at in places)
        if any(one not in LABELS for one in listed):
            out.rows.append((number, "listed"))
            continue
        found.asked.update(map(LABELS.__getitem__, listed))
        if not weight:
            continue
        if _number(weight) is None or right not in LABELS:
            out.rows.append((number, "weight" if _number(weight) is None else "right"))
            continue
        found.weighed.append((float(weight), LABELS[right]))
        found.listed += map(LABELS.__getitem__, listed)
    return found, out


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < _HEAVIEST else None
