"""A pattern as a picture: a bar each, what stands out in another ink, no script and no style."""

from __future__ import annotations

from ogoh.matching.sheet import ACCENT, AGAINST, QUIET, Sheet
from ogoh.web.desk.patterns import Pattern

_WIDTH, _MARGIN, _HEIGHT = 640.0, 12.0, 14.0
MOST = 15
"""Bars in one picture; the page's table has the rest."""


def chart(pattern: Pattern, source: str, language: str) -> str:
    """The picture as SVG; ``source`` says what was counted and up to when, in words."""
    sheet = Sheet(_WIDTH, _MARGIN, _MARGIN)
    most = max((bar.count for bar in pattern.bars), default=1)
    room = sheet.right - _MARGIN - 60
    for bar in pattern.bars[:MOST]:
        called = f"{bar.called} ({bar.beside})" if bar.beside else bar.called
        sheet.paragraph(called, 13)
        # Room for what hangs below the line of letters.
        sheet.bottom += 5
        length = room * bar.count / most
        sheet.bar(_MARGIN, _MARGIN + length, _HEIGHT, AGAINST if bar.stands_out else ACCENT)
        sheet.text(str(bar.count), _MARGIN + length + 6, 13, weight=600)
        sheet.bottom += 8
    sheet.paragraph(source, 12, ink=QUIET)
    told = "; ".join(f"{bar.called} {bar.count}" for bar in pattern.bars[:MOST])
    return sheet.document(str(pattern.title), told, language)
