"""A sheet of SVG that is filled from the top; it knows ink and text, and nothing of what is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Literal

from ogoh.matching.lettering import width, wrapped

PAGE, INK, QUIET, RULE, ACCENT, AGAINST = "#fbfaf6", "#1d2327", "#55606a", "#d9d5cb", "#0b5a6b", "#8c1d18"
"""The inks of the house."""

_FACE = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"
_LEADING, _MOST_LINES, _BOLD = 1.3, 4, 1.1

Anchor = Literal["start", "middle", "end"]


@dataclass(slots=True)
class Sheet:
    """``width`` units wide, with an empty ``margin``; ``bottom`` is how far down it has been filled."""

    width: float
    margin: float
    bottom: float = 0.0
    behind: list[str] = field(default_factory=list)
    front: list[str] = field(default_factory=list)

    @property
    def right(self) -> float:
        """Where the right margin begins."""
        return self.width - self.margin

    def paragraph(self, text: str, size: float, *, ink: str = INK, weight: int = 400) -> None:
        """Text across the sheet, broken into lines, below what is there."""
        em = size * (_BOLD if weight > 400 else 1.0)
        for line in wrapped(text, (self.right - self.margin) / em, _MOST_LINES):
            self.bottom += size * _LEADING
            self._paper(width(line) * em, size)
            self.text(line, self.margin, size, ink=ink, weight=weight)

    def _paper(self, length: float, size: float) -> None:
        """Keep what lies behind from crossing a line of text."""
        self.front.append(
            f'<rect x="{self.margin - 3:g}" y="{self.bottom - size:.1f}" width="{length + 3:.1f}" '
            f'height="{size * _LEADING:.1f}" fill="{PAGE}"/>'
        )

    def text(
        self, text: str, x: float, size: float, *, ink: str = INK, weight: int = 400, anchor: Anchor = "start"
    ) -> None:
        """One line that stands on the bottom."""
        self.front.append(
            f'<text x="{x:.1f}" y="{self.bottom:.1f}" font-size="{size:g}" font-weight="{weight}" fill="{ink}" '
            f'text-anchor="{anchor}">{escape(text)}</text>'
        )

    def bar(self, one: float, other: float, height: float, ink: str) -> None:
        """A bar between two places, below what is there; so thin a one as would not be seen gets a pixel."""
        left, length = min(one, other), max(abs(other - one), 1.0)
        self.front.append(
            f'<rect x="{left:.1f}" y="{self.bottom:.1f}" width="{length:.1f}" height="{height:g}" fill="{ink}"/>'
        )
        self.bottom += height

    def upright(self, x: float, top: float, ink: str) -> None:
        """A line behind everything, from ``top`` to the bottom."""
        self.behind.append(f'<path d="M{x:.1f} {top:.1f}V{self.bottom:.1f}" stroke="{ink}" fill="none"/>')

    def document(self, title: str, description: str, language: str) -> str:
        """The sheet as a file; readers of the screen get title and description for it."""
        spoken = f' xml:lang="{escape(language)}"' if language else ""
        height = self.bottom + self.margin
        drawn = "\n".join((*self.behind, *self.front))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg"{spoken} viewBox="0 0 {self.width:g} {height:.1f}" '
            f'preserveAspectRatio="xMidYMin meet" role="img" font-family="{_FACE}">\n'
            f"<title>{escape(title)}</title>\n<desc>{escape(description)}</desc>\n"
            f'<rect width="100%" height="100%" fill="{PAGE}"/>\n{drawn}\n</svg>\n'
        )
