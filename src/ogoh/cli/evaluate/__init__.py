"""``ogoh evaluate``: how well the weights tell one person from two, on labelled pairs."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Annotated

import typer

from ogoh.cli.compare import open_pairs, score_pairs
from ogoh.cli.evaluate.measures import Accuracy, Labelled, accuracy
from ogoh.cli.telling import REJECTED, refusing, say, tell
from ogoh.delivery.tables import cell_text

_LABELS = {"1": True, "0": False}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("evaluate")(run)


def run(
    pairs: Annotated[Path, typer.Argument(help="Pairs as for compare, with a column label: 1 one person, 0 two.")],
    by: Annotated[str, typer.Option(help="A column to report apart, such as country or kind.")] = "",
) -> None:
    """Say how well the weights tell one person from two, over all pairs and by group."""
    with refusing():
        table = open_pairs(pairs, "label", *filter(None, [by]))
        groups: defaultdict[str, list[Labelled]] = defaultdict(list)
        label, place = table.headings.index("label"), table.headings.index(by) if by else None
        unread = 0
        for one in score_pairs(table.headings, table.rows()):
            same = _LABELS.get(cell_text(one.cells[label]).strip())
            if one.comparison is None or same is None:
                unread += 1
                continue
            labelled = (one.comparison.weight, same)
            groups["all"].append(labelled)
            if place is not None:
                groups[cell_text(one.cells[place])].append(labelled)
    say("| group | pairs | one person | AUC | best F1 | recall at precision .99 |\n|---|---|---|---|---|---|")
    for group, found in sorted(groups.items(), key=lambda item: -len(item[1])):
        say(_line(group, accuracy(found)))
    if unread:
        tell(f"{unread} pairs are not counted: ogoh compare names those it cannot read; a label is 1 or 0.")
        raise typer.Exit(REJECTED)


def _line(group: str, found: Accuracy) -> str:
    figures = (found.auc, found.best_f1, found.recall_when_precise)
    shown = ("–" if figure is None else f"{figure:.4f}" for figure in figures)
    return f"| {group} | {found.pairs} | {found.same} | {' | '.join(shown)} |"
