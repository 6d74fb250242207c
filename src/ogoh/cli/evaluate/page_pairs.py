"""The part of the page on labelled pairs, ourselves and others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ogoh.cli.evaluate.pairs import ALL, PairsResult, Ranking, Standing
from ogoh.cli.evaluate.words import NONE, figure, table

_FIGURES = ("AUC", "best F1", "recall at precision .99")
_ABSENT = """## Labelled pairs

No pairs have been measured; `ogoh evaluate peers PAIRS` does.
"""
_HEAD = """## Labelled pairs, and others on the same pairs

Ogoh reads whatever a pair says. RapidFuzz alone is `fuzz.token_sort_ratio` of the two whole names in small letters
(Unicode NFKC, case folded), once as they are and once with Cyrillic spelled in Latin letters (ICAO Doc 9303-3) and
marks taken off. nomenklatura is the matcher of OpenSanctions with its algorithm logic-v2; it is told names, birth
dates and numbers as a Person. Speed is pairs in one second of one core, reading included, after one pair to warm up.
"""


def pairs_section(results: Sequence[PairsResult]) -> str:
    """One part for each file of pairs."""
    return "\n".join([_HEAD, *map(_one, results)]) if results else _ABSENT


def standing_line(one: Standing) -> str:
    """One scorer's row, as the command says it."""
    return "| " + " | ".join(_row(one)) + " |"


def _one(result: PairsResult) -> str:
    head = (
        f"### {result.name}\n\n{result.pairs:,} pairs, {result.same:,} of one person. `{result.command}`, {result.day}."
    )
    parts = [head, table(("scorer", *_FIGURES, "pairs a CPU second"), map(_row, result.standings)), *_notes(result)]
    parts += [
        f"![ROC curves of the scorers on {result.name}](pictures/accuracy/roc-{result.name}.svg)",
        f"![Precision and recall on {result.name}](pictures/accuracy/precision-recall-{result.name}.svg)",
    ]
    return "\n\n".join([*parts, *_by_group(result)]) + "\n"


def _row(one: Standing) -> tuple[str, ...]:
    return (one.system, *_figures(one.rankings[0]), f"{one.speed:,.0f}" if one.speed else NONE)


def _figures(found: Ranking) -> tuple[str, ...]:
    return tuple(figure(one) for one in (found.auc, found.best_f1, found.recall_when_precise))


def _notes(result: PairsResult) -> Iterator[str]:
    for name in result.absent:
        yield f"{name} was not installed where this was measured; no figure of it is given."
    if result.unread:
        yield f"{result.unread} rows have no label 1 or 0 and are left out."
    for one in result.standings:
        if one.unread:
            yield f"{one.system} could not read {one.unread} pairs; they are left out of its figures."


def _by_group(result: PairsResult) -> Iterator[str]:
    ours, *others = result.standings
    dimensions = dict.fromkeys(one.dimension for one in ours.rankings if one.dimension != ALL)
    for dimension in dimensions:
        groups = sorted((one for one in ours.rankings if one.dimension == dimension), key=lambda one: -one.pairs)
        note = " A kind with one label only is set against all pairs of the other." if dimension == "kind" else ""
        yield f"By {dimension}, {ours.system}; the last column is the best AUC of the others.{note}"
        headings = (dimension, "pairs", "one person", *_FIGURES, "best other AUC")
        yield table(headings, ([*_group_row(one), _best(one, others)] for one in groups))


def _group_row(one: Ranking) -> list[str]:
    return [one.group, f"{one.pairs:,}", f"{one.same:,}", *_figures(one)]


def _best(ours: Ranking, others: Sequence[Standing]) -> str:
    found = [
        (one.auc.value, standing.system)
        for standing in others
        for one in standing.rankings
        if (one.dimension, one.group) == (ours.dimension, ours.group) and one.auc is not None
    ]
    return "{:.3f} ({})".format(*max(found)) if found else NONE
