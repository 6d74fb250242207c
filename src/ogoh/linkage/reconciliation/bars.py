"""Bars drawn as SVG on the sheet of the house: from zero, labelled directly, what is withheld said in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ogoh.linkage.reconciliation import words
from ogoh.matching.explain import Translate, sentence
from ogoh.matching.lettering import drawable, shortened, width
from ogoh.matching.sheet import ACCENT, INK, QUIET, RULE, Sheet

_WIDTH, _MARGIN, _BAR, _TEXT, _GAP = 340.0, 4.0, 13.0, 14.0, 10.0
_BESIDE = 132.0
_LONGEST_LABEL = 60.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: ``count`` is ``None`` where it is withheld; ``whole`` draws what it is a part of behind it."""

    label: str
    count: int | None
    whole: int | None = None
    ink: str = ACCENT


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture of bars: a title above, its source below; ``is_narrow`` puts short labels beside the bars."""

    title: str
    bars: tuple[Bar, ...]
    source: str
    is_narrow: bool = False


def bars_as_svg(plot: Plot, translate: Translate = sentence, language: str = "") -> str:
    """The picture as one SVG element: no script, no style; readers of the screen get all of it as text."""
    sheet = Sheet(_WIDTH, _MARGIN, 0.0)
    sheet.paragraph(plot.title, 16, weight=600)
    sheet.bottom += 4
    scale = _Scale.of(plot, translate)
    for bar in plot.bars:
        (_beside if plot.is_narrow else _below)(sheet, bar, scale, translate)
    sheet.bottom += 8
    if any(bar.count is None for bar in plot.bars):
        sheet.paragraph(translate(words.WITHHELD), 12, ink=QUIET)
    sheet.paragraph(plot.source, 12, ink=QUIET)
    return sheet.document(plot.title, _description(plot, translate), language)


@dataclass(frozen=True, slots=True)
class _Scale:
    """From counts to lengths: the longest bar takes the ``room`` that the widest figure leaves."""

    room: float
    longest: int

    @classmethod
    def of(cls, plot: Plot, translate: Translate) -> _Scale:
        """The scale of all bars of a plot."""
        left = _MARGIN + (_BESIDE if plot.is_narrow else 0)
        figures = max((width(_figure(bar, translate)) for bar in plot.bars), default=0) * _TEXT
        longest = max((max(bar.count or 0, bar.whole or 0) for bar in plot.bars), default=0)
        return cls(_WIDTH - _MARGIN - figures - _GAP - left, longest)

    def length(self, count: int) -> float:
        """How long the bar of a count is."""
        return self.room * count / self.longest


def _below(sheet: Sheet, bar: Bar, scale: _Scale, translate: Translate) -> None:
    """The label, and the bar below it."""
    sheet.bottom += 8
    sheet.paragraph(shortened(drawable(bar.label), _LONGEST_LABEL), _TEXT)
    sheet.bottom += 5
    _draw(sheet, bar, _MARGIN, scale, translate)


def _beside(sheet: Sheet, bar: Bar, scale: _Scale, translate: Translate) -> None:
    """The label, and the bar on the same line."""
    sheet.bottom += 6 + _BAR
    sheet.text(shortened(drawable(bar.label), _BESIDE / _TEXT), _MARGIN, _TEXT)
    sheet.bottom -= _BAR - 2
    _draw(sheet, bar, _MARGIN + _BESIDE, scale, translate)


def _draw(sheet: Sheet, bar: Bar, left: float, scale: _Scale, translate: Translate) -> None:
    top = sheet.bottom
    for count, ink in ((bar.whole, RULE), (bar.count, bar.ink)):
        if count:
            sheet.bottom = top
            sheet.bar(left, left + scale.length(count), _BAR, ink)
    sheet.bottom = top + _BAR - 1
    ink = QUIET if bar.count is None else INK
    sheet.text(_figure(bar, translate), sheet.right, _TEXT, ink=ink, weight=600 if bar.count else 400, anchor="end")
    sheet.bottom = top + _BAR


def _figure(bar: Bar, translate: Translate) -> str:
    if bar.count is None:
        return translate(words.NOT_SHOWN)
    part = words.number(bar.count)
    return part if bar.whole is None else translate(words.PART_OF).format(part=part, whole=words.number(bar.whole))


def _description(plot: Plot, translate: Translate) -> str:
    """The whole picture in words."""
    return "\n".join((*(f"{drawable(bar.label)}: {_figure(bar, translate)}" for bar in plot.bars), plot.source))


def filled(bars: Sequence[Bar]) -> bool:
    """Whether there is anything to draw."""
    return any(bar.count != 0 for bar in bars)
