"""Lines of a page that may be a machine-readable zone: long, one close under another, beginning at the same edge."""

from __future__ import annotations

from ogoh.identity.mrz_layout import FILLER, LAYOUTS
from ogoh.identity.scan.tesseract import Line

_SHORTEST = 24
_FEWEST_FILLERS = 2
_LONGER_AT_MOST = 12

Block = tuple[Line, ...]


def blocks(lines: list[Line]) -> list[Block]:
    """Groups of two or three lines that may be a zone, those with most fillers first; none has a line of another."""
    long = [line for line in lines if _SHORTEST <= len(line.text) <= LAYOUTS[0].width + _LONGER_AT_MOST]
    found = [block for line in long if (block := _below(line, long)) and _has_fillers(block)]
    found.sort(key=lambda block: -sum(line.text.count(FILLER) for line in block))
    apart: list[Block] = []
    for block in found:
        if not any(line in other for line in block for other in apart):
            apart.append(block)
    return apart


def _below(line: Line, lines: list[Line]) -> Block | None:
    block = [line]
    while len(block) < 3:
        following = next((other for other in lines if _follows(block[-1], other)), None)
        if following is None:
            break
        block.append(following)
    return tuple(block) if len(block) > 1 else None


def _follows(upper: Line, lower: Line) -> bool:
    height = max(_height(upper), _height(lower))
    step = lower.top - upper.top
    shared = min(upper.right, lower.right) - max(upper.left, lower.left)
    return 0.7 * height < step < 4 * height and shared > 0.6 * max(upper.right - upper.left, lower.right - lower.left)


def _height(line: Line) -> int:
    return line.bottom - line.top


def _has_fillers(block: Block) -> bool:
    return sum(line.text.count(FILLER) for line in block) >= _FEWEST_FILLERS
