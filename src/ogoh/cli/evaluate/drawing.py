"""The strokes that all plots share: paper, ink, axes, labels beside the lines, the source below. Vega-Lite as data."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import altair as alt
import vl_convert

PAPER, INK, QUIET, RULE = "#fbfaf6", "#1d2327", "#55606a", "#d9d5cb"
ACCENT, RECORDED, POSSIBLE, NO_RECORD = "#0b5a6b", "#8c1d18", "#8a5a00", "#2f4a7d"
WIDTH, HEIGHT = 460, 340

_SERIES = (ACCENT, RECORDED, POSSIBLE, NO_RECORD, QUIET, INK)
_DASHES = ([1, 0], [7, 3], [2, 3], [8, 3, 2, 3], [4, 4], [1, 4])
_FONT = "DejaVu Sans, Verdana, sans-serif"
_GAP, _LINE, _SAMPLE = 15.0, 17.0, 26.0

Row: TypeAlias = Mapping[str, Any]
Layer: TypeAlias = Any
"""A part of an Altair chart; its types differ by mark, and only Vega-Lite reads them."""


def drawn(rows: Sequence[Row]) -> Any:
    """A chart of rows, nothing drawn yet."""
    return alt.Chart(alt.InlineData(values=list(rows)))


def axis(field: str, title: str, low: float, high: float) -> dict[str, Any]:
    """The arguments of an axis with fixed ends."""
    return {
        "shorthand": f"{field}:Q",
        "title": title,
        "scale": alt.Scale(domain=[low, high]),
        "axis": alt.Axis(tickCount=6),
    }


def logarithmic(field: str, title: str, low: float, high: float) -> dict[str, Any]:
    """The arguments of an axis in powers of ten."""
    scale = alt.Scale(type="log", domain=[low, high], nice=False)
    powers = [10.0**power for power in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]
    ticks = alt.Axis(format=",.2~f", values=[one for one in powers if low <= one <= high])
    return {"shorthand": f"{field}:Q", "title": title, "scale": scale, "axis": ticks}


def coloured(names: Sequence[str]) -> alt.Color:
    """The ink of each series; the field is ``series``."""
    return alt.Color("series:N", scale=alt.Scale(domain=list(names), range=list(_inks(names))), legend=None)


def dashed(names: Sequence[str]) -> alt.StrokeDash:
    """The stroke of each series, so that colour is not all that tells them apart."""
    strokes = [list(_DASHES[at % len(_DASHES)]) for at in range(len(names))]
    return alt.StrokeDash("series:N", scale=alt.Scale(domain=list(names), range=strokes), legend=None)


def _inks(names: Sequence[str]) -> Iterator[str]:
    return (_SERIES[at % len(_SERIES)] for at in range(len(names)))


def named_beside(names: Sequence[str], left: float, top: float) -> Iterator[Layer]:
    """Names of series in one column, each with a piece of its line, where labels at the lines would meet."""
    for at, (name, ink) in enumerate(zip(names, _inks(names), strict=True)):
        height = alt.value(top + at * _LINE)
        stroke = list(_DASHES[at % len(_DASHES)])
        piece = drawn([{}]).mark_rule(color=ink, strokeWidth=2, strokeDash=stroke)
        yield piece.encode(x=alt.value(left), x2=alt.value(left + _SAMPLE), y=height)
        yield _text(name, left + _SAMPLE + 6, top + at * _LINE, ink)


def named_at_ends(ends: Mapping[str, float], names: Sequence[str]) -> Iterator[Layer]:
    """Names of series right of where their lines end, pushed apart where two would cover each other.

    ``ends`` says how far up the plot each line ends, from 0 to 1.
    """
    wanted = sorted((HEIGHT * (1 - share), name) for name, share in ends.items())
    inks = dict(zip(names, _inks(names), strict=True))
    last = -_GAP
    for height, name in wanted:
        last = max(height, last + _GAP)
        yield _text(name, WIDTH + 6, last, inks[name])


def _text(text: str, left: float, top: float, ink: str) -> Layer:
    label = drawn([{"text": text}]).mark_text(align="left", baseline="middle", color=ink, clip=False)
    return label.encode(x=alt.value(left), y=alt.value(top), text="text:N")


def svg(layers: Sequence[Layer], title: str, source: str, height: float = HEIGHT) -> str:
    """The plot as SVG: a title above, its source and day below."""
    below = _text(source, 0, height + 52, QUIET)
    whole = alt.layer(*layers, below).properties(width=WIDTH, height=height, title=title)
    return _numbered_anew(vl_convert.vegalite_to_svg(_configured(whole).to_dict(), vl_version=alt.SCHEMA_VERSION[1:4]))


def _numbered_anew(drawing: str) -> str:
    """The same plot with its clips counted from 1: the drawer counts on from plot to plot, and bytes would differ."""
    names = list(dict.fromkeys(re.findall(r'id="(clip\d+)"', drawing)))
    numbers = {name: f"clip{at}" for at, name in enumerate(names, 1)}
    return re.sub(r"\bclip\d+\b", lambda found: numbers.get(found[0], found[0]), drawing)


def png(drawing: str) -> bytes:
    """A plot as PNG, to be looked at."""
    return bytes(vl_convert.svg_to_png(drawing, scale=1.5))


def _configured(chart: Any) -> Any:
    return chart.configure(
        background=PAPER,
        font=_FONT,
        padding=12,
        view=alt.ViewConfig(stroke=None),
        title=alt.TitleConfig(anchor="start", color=INK, fontSize=15, offset=14),
        axis=alt.AxisConfig(
            gridColor=RULE,
            domainColor=QUIET,
            tickColor=QUIET,
            labelColor=INK,
            titleColor=INK,
            titleFontWeight="normal",
            labelFontSize=12,
            titleFontSize=12,
        ),
        text=alt.MarkConfig(fontSize=12),
    )
