"""Labelled pairs of one file, and how well a scorer ranks them: all together and by group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from ogoh.cli.compare import score_pairs
from ogoh.cli.evaluate.intervals import Estimate
from ogoh.cli.evaluate.measures import Labelled, Point, precision_recall, roc, surety, thinned
from ogoh.cli.evaluate.scripts import script_of
from ogoh.cli.pair_file import FIELDS, LABELS, open_pairs
from ogoh.delivery.tables import Cell, Table, cell_text

ALL = "all"
Row: TypeAlias = tuple[int, tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Pairs:
    """The labelled rows of a file; ``groups`` has (dimension, group) for every row, ``unread`` counts other labels."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    labels: tuple[bool, ...]
    groups: tuple[tuple[tuple[str, str], ...], ...]
    unread: int

    def texts(self) -> Iterator[tuple[str, ...]]:
        """What each pair says, as text: the columns of ``ogoh compare``, empty where the file has none."""
        places = [self.headings.index(field) if field in self.headings else None for field in FIELDS]
        for _, cells in self.rows:
            yield tuple("" if at is None else cell_text(cells[at]).strip() for at in places)


@dataclass(frozen=True, slots=True)
class Scores:
    """What a scorer made of the pairs: a weight for each, ``None`` for one it cannot read, and CPU seconds."""

    system: str
    weights: tuple[float | None, ...]
    seconds: float


Scorer: TypeAlias = Callable[[Pairs], Scores]


@dataclass(frozen=True, slots=True)
class Ranking:
    """How well a scorer does on one group of pairs; figures are ``None`` where a kind of pairs is absent."""

    dimension: str
    group: str
    pairs: int
    same: int
    auc: Estimate | None
    best_f1: Estimate | None
    recall_when_precise: Estimate | None


@dataclass(frozen=True, slots=True)
class Standing:
    """One scorer on one file: rankings, curves, speed (pairs a CPU second) and how many pairs it could not read."""

    system: str
    unread: int
    speed: float
    rankings: tuple[Ranking, ...]
    roc: tuple[Point, ...]
    precision_recall: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class PairsResult:
    """Every scorer that was there on one file; ``absent`` names those that were not."""

    name: str
    pairs: int
    same: int
    unread: int
    standings: tuple[Standing, ...]
    absent: tuple[str, ...]
    command: str
    day: str


def read_pairs(path: Path) -> Pairs:
    """Read a file of labelled pairs; one without names and labels is refused."""
    table = open_pairs(path, "label")
    label, dimensions = table.headings.index("label"), _dimensions(table)
    rows, labels, groups, unread = [], [], [], 0
    for number, cells in table.rows():
        same = LABELS.get(cell_text(cells[label]).strip())
        if same is None:
            unread += 1
            continue
        rows.append((number, cells))
        labels.append(same)
        groups.append(tuple((dimension, found(cells)) for dimension, found in dimensions))
    return Pairs(path.stem, table.headings, tuple(rows), tuple(labels), tuple(groups), unread)


def labelled_by(path: Path, by: str = "") -> tuple[dict[str, list[Labelled]], int]:
    """Our own weights of a file of pairs, all together and by a column; and how many pairs do not count."""
    table = open_pairs(path, "label", *filter(None, [by]))
    label, place = table.headings.index("label"), table.headings.index(by) if by else None
    groups: defaultdict[str, list[Labelled]] = defaultdict(list)
    unread = 0
    for one in score_pairs(table.headings, table.rows()):
        same = LABELS.get(cell_text(one.cells[label]).strip())
        if one.comparison is None or same is None:
            unread += 1
            continue
        for group in (ALL, *([] if place is None else [cell_text(one.cells[place])])):
            groups[group].append((one.comparison.weight, same))
    return dict(groups), unread


def standing(pairs: Pairs, scores: Scores) -> Standing:
    """Rank a scorer on all pairs and on every group."""
    found = [
        ((weight, same), groups)
        for weight, same, groups in zip(scores.weights, pairs.labels, pairs.groups, strict=True)
        if weight is not None
    ]
    whole = [labelled for labelled, _ in found]
    both = len({same for _, same in whole}) == 2
    return Standing(
        system=scores.system,
        unread=len(pairs.rows) - len(found),
        speed=len(pairs.rows) / scores.seconds if scores.seconds else 0.0,
        rankings=(ranking(ALL, ALL, whole), *_by_group(found)),
        roc=thinned(roc(whole)) if both else (),
        precision_recall=thinned(precision_recall(whole)) if both else (),
    )


def ranking(dimension: str, group: str, labelled: Sequence[Labelled]) -> Ranking:
    """The figures of one group, with intervals."""
    sure = surety(labelled)
    figures = (sure.auc, sure.best_f1, sure.recall_when_precise) if sure else (None, None, None)
    return Ranking(dimension, group, len(labelled), sum(label for _, label in labelled), *figures)


def _by_group(found: Sequence[tuple[Labelled, tuple[tuple[str, str], ...]]]) -> Iterator[Ranking]:
    """Every group; a kind that holds pairs of one label only is set against all pairs of the other."""
    held: defaultdict[tuple[str, str], list[Labelled]] = defaultdict(list)
    for labelled, groups in found:
        for trait in groups:
            held[trait].append(labelled)
    for (dimension, group), own in sorted(held.items()):
        labels = {same for _, same in own}
        others = [one for one, _ in found if one[1] not in labels] if dimension == "kind" and len(labels) == 1 else []
        yield ranking(dimension, group, [*own, *others])


def _dimensions(table: Table) -> list[tuple[str, Callable[[tuple[Cell, ...]], str]]]:
    """Country and kind where the file has them, and the scripts of the two sides."""
    columns = [column for column in ("country", "kind") if column in table.headings]
    named = [(column, _cell_at(table.headings.index(column))) for column in columns]
    left, right = (table.headings.index(f"{side}_name") for side in ("left", "right"))
    return [*named, ("scripts", lambda cells: _scripts(cell_text(cells[left]), cell_text(cells[right])))]


def _cell_at(place: int) -> Callable[[tuple[Cell, ...]], str]:
    return lambda cells: cell_text(cells[place]).strip() or "–"


def _scripts(left: str, right: str) -> str:
    return " – ".join(sorted((script_of(left), script_of(right))))
