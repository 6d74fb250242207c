"""The plots of the page, each from the result that its table shows. Needs the extra ``charts``."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from ogoh.cli.evaluate.calibration import Calibration
from ogoh.cli.evaluate.drawing import (
    HEIGHT,
    INK,
    NO_RECORD,
    QUIET,
    RECORDED,
    RULE,
    WIDTH,
    axis,
    coloured,
    dashed,
    drawn,
    logarithmic,
    named_at_ends,
    named_beside,
    svg,
)
from ogoh.cli.evaluate.fairness import MOST, Gap
from ogoh.cli.evaluate.growth import GrowthResult
from ogoh.cli.evaluate.measures import Point
from ogoh.cli.evaluate.pairs import PairsResult

_MOST_WRONG, _MOST_TIMES, _BAR = 0.3, 6.0, 20
_GAP = 16.0


def roc(result: PairsResult) -> str:
    """How many pairs of one person are found, against how many of two are taken for one."""
    across = axis("across", f"share of pairs of two people taken for one (drawn up to {_MOST_WRONG})", 0, _MOST_WRONG)
    up = axis("up", "share of pairs of one person found", 0, 1)
    curves = {one.system: one.roc for one in result.standings if one.roc}
    ends = {name: max(y for x, y in points if x <= _MOST_WRONG) for name, points in curves.items()}
    labels = named_at_ends(ends, list(curves))
    return svg([_curves(curves, across, up), *labels], f"ROC: {result.name}", source(result))


def precision_recall(result: PairsResult) -> str:
    """How many of the pairs taken for one person are, against how many are found."""
    across, up = axis("across", "recall", 0, 1), axis("up", "precision", 0, 1)
    curves = {one.system: one.precision_recall for one in result.standings if one.precision_recall}
    labels = named_beside(list(curves), WIDTH + 10, _GAP)
    return svg([_curves(curves, across, up), *labels], f"Precision and recall: {result.name}", source(result))


def source(result: Any) -> str:
    """The line under a plot: what made it, and when."""
    return f"{result.command}, {result.day}"


def _curves(curves: Mapping[str, Sequence[Point]], across: Any, up: Any) -> Any:
    names = list(curves)
    points = ((name, at, *point) for name, curve in curves.items() for at, point in enumerate(curve))
    rows = [{"series": name, "at": at, "across": x, "up": y} for name, at, x, y in points]
    lines = drawn(rows).mark_line(strokeWidth=2, clip=True)
    return lines.encode(alt.X(**across), alt.Y(**up), coloured(names), dashed(names), alt.Order("at:Q"))


def reliability(calibrations: Sequence[Calibration], form: str, below: str) -> str:
    """What came true of what was foretold; a probability that means what it says lies on the diagonal."""
    rows = [
        {"series": one.what, "foretold": bin_.foretold, "true": bin_.true.value}
        | {"low": bin_.true.low, "high": bin_.true.high}
        for one in calibrations
        for bin_ in one.bins
    ]
    names = [one.what for one in calibrations]
    across = alt.X(**axis("foretold", "probability foretold (mean of a bin)", 0, 1))
    title = "share that came true, with its 95 % interval"
    base = drawn(rows).encode(across, coloured(names))
    even = drawn([{"foretold": 0, "true": 0}, {"foretold": 1, "true": 1}]).mark_line(color=RULE, strokeWidth=2)
    layers = [
        even.encode(across, alt.Y(**axis("true", title, 0, 1))),
        base.mark_rule(strokeWidth=1.5).encode(alt.Y(**axis("low", title, 0, 1)), alt.Y2("high:Q")),
        base.mark_line(strokeWidth=1.5).encode(alt.Y(**axis("true", title, 0, 1)), dashed(names)),
        base.mark_circle(size=40, opacity=1).encode(alt.Y(**axis("true", title, 0, 1))),
        *named_beside(names, WIDTH * 0.42, HEIGHT - 3 * _GAP),
    ]
    return svg(layers, f"Reliability of probabilities: {form}", below)


def growth(result: GrowthResult) -> str:
    """Candidates of a check against the length of the list, both in powers of ten."""
    counts = ((one, (("median", one.candidates.median), ("p99", one.candidates.p99))) for one in result.growths)
    rows: list[dict[str, Any]] = [
        {"series": f"{one.form}, {what}", "listings": one.listings, "candidates": max(1, number)}
        for one, numbers in counts
        for what, number in numbers
    ]
    names = list(dict.fromkeys(str(row["series"]) for row in rows))
    top = 10 ** len(str(max(row["candidates"] for row in rows)))
    lengths = [one.listings for one in result.growths]
    across = logarithmic("listings", "listings", min(lengths), max(*lengths, min(lengths) + 1))
    up = logarithmic("candidates", "candidates of a check", 1, top)
    lines = drawn(rows).mark_line(strokeWidth=2, point=alt.OverlayMarkDef(size=30))
    encoded = lines.encode(alt.X(**across), alt.Y(**up), coloured(names), dashed(names))
    ends = {str(row["series"]): math.log(row["candidates"], top) for row in rows}
    return svg([encoded, *named_at_ends(ends, names)], "Candidates of a check as a list grows", source(result))


def fairness(gaps: Sequence[Gap], form: str, below: str) -> str:
    """How many times as often a group is missed as everybody: a bar for each, with its interval."""
    rows = [
        {"group": f"{one.group.dimension}: {one.group.group}", "unfair": one.unfair, "shown": f"{one.times.value:.2f}"}
        | {"times": min(one.times.value, _MOST_TIMES), "low": one.times.low, "high": min(one.times.high, _MOST_TIMES)}
        for one in gaps
        if one.times is not None
    ]
    title = f"times as often missed as everybody (drawn up to {_MOST_TIMES:.0f}); red: more than twice"
    across = axis("times", title, 0, _MOST_TIMES)
    base = drawn(rows).encode(alt.Y("group:N", sort=None, title=None, axis=_groups()))
    ink = alt.condition("datum.unfair", alt.value(RECORDED), alt.value(NO_RECORD))
    limits = drawn([{"times": 1.0}, {"times": MOST}]).mark_rule(color=QUIET, strokeDash=[3, 3])
    layers = [
        base.mark_bar(size=11, opacity=0.6).encode(alt.X(**across), color=ink),
        base.mark_rule(color=INK, clip=True).encode(alt.X(**{**across, "shorthand": "low:Q"}), alt.X2("high:Q")),
        limits.encode(alt.X(**across)),
        base.mark_text(align="left", dx=6, color=INK).encode(
            alt.X(**{**across, "shorthand": "high:Q"}), text="shown:N"
        ),
    ]
    return svg(layers, f"Missed people by group: {form}", below, _BAR * max(1, len(rows)))


def _groups() -> alt.Axis:
    return alt.Axis(labelLimit=360, ticks=False, domain=False, grid=False)
