"""Fillers told from letters by their shape, and painted out, so that the model meets letters and digits only.

Rows of fillers are what general models read worst: they lose some and take others for K. No check digit notices,
for K, like a filler, counts as nothing in the sum (its value is 20).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise

from PIL import Image

from ogoh.identity.mrz_layout import FILLER, LAYOUTS
from ogoh.identity.scan.finding import Block
from ogoh.identity.scan.geometry import black_and_white
from ogoh.identity.scan.repair import of_width
from ogoh.identity.scan.tesseract import Line

_MARGIN = 0.3
_INK = 128
_WIDEST_STEP = 1.6


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a zone: its height in the picture, and for every sign its columns and whether it is a filler."""

    top: int
    bottom: int
    signs: tuple[tuple[int, int], ...]
    fillers: tuple[bool, ...]

    def filled(self, letters: str) -> str | None:
        """The line with these letters and digits between its fillers; ``None`` where they are not as many."""
        if len(letters) != self.fillers.count(False):
            return None
        following = iter(letters)
        return "".join(FILLER if filler else next(following) for filler in self.fillers)

    def imposed(self, text: str) -> str | None:
        """The text with fillers where they were seen; ``None`` where it is too long or short, or lacks other signs."""
        for line in of_width(text, len(self.fillers)):
            signs = list(zip(line, self.fillers, strict=True))
            if all(filler or sign != FILLER for sign, filler in signs):
                return "".join(FILLER if filler else sign for sign, filler in signs)
        return None


def rows_of(picture: Image.Image, block: Block) -> tuple[Row, ...] | None:
    """The signs of every line of a block; ``None`` unless each line falls into as many as a zone has."""
    rows = tuple(row for line in block if (row := _row(picture, line)))
    return rows if len(rows) == len(block) and len({len(row.signs) for row in rows}) == 1 else None


def without_fillers(picture: Image.Image, rows: tuple[Row, ...]) -> Image.Image:
    """The rows with every run of fillers shrunk to one blank, so that no sign stands forlorn and is overlooked."""
    closed = Image.new("L", picture.size, 255)
    for row in rows:
        place = row.signs[0][0]
        for filler, run in groupby(zip(row.signs, row.fillers, strict=True), key=lambda sign: sign[1]):
            columns = [sign for sign, _ in run]
            left, right = columns[0][0] - 1, columns[-1][1] + 1
            if filler:
                place += columns[0][1] - columns[0][0]
            else:
                closed.paste(picture.crop((left, row.top, right, row.bottom)), (place, row.top))
                place += right - left + 1
    return closed


def letters_of(rows: tuple[Row, ...], lines: list[Line], block: Block) -> tuple[str, ...]:
    """The lines from what was read without fillers, or else with them; empty where signs are missing."""
    return tuple(_filled(row, lines) or row.imposed(line.text) or "" for row, line in zip(rows, block, strict=True))


def _filled(row: Row, lines: list[Line]) -> str | None:
    here = [line for line in lines if row.top < (line.top + line.bottom) / 2 < row.bottom]
    here.sort(key=lambda line: line.left)
    return row.filled("".join(line.text for line in here).replace(FILLER, ""))


def _row(picture: Image.Image, line: Line) -> Row | None:
    height = line.bottom - line.top
    top, bottom = max(0, round(line.top - _MARGIN * height)), min(picture.height, round(line.bottom + _MARGIN * height))
    if bottom - top < 4:
        return None
    ink = black_and_white(picture, height).crop((0, top, picture.width, bottom))
    for width in {layout.width for layout in LAYOUTS}:
        signs = _signs(ink, (line.right - line.left) / width)
        if len(signs) == width:
            return Row(top, bottom, tuple(signs), tuple(_is_filler(ink.crop((a, 0, b, ink.height))) for a, b in signs))
    return None


def _signs(ink: Image.Image, pitch: float) -> list[tuple[int, int]]:
    """Runs of columns with ink; the two halves of a broken sign are one, specks are none."""
    columns = [value < 255 - 255 // ink.height for value in ink.resize((ink.width, 1), Image.Resampling.BOX).tobytes()]
    edges = [place for place, (before, now) in enumerate(pairwise([False, *columns, False])) if before != now]
    joined: list[tuple[int, int]] = []
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        if joined and right - joined[-1][0] < 0.85 * pitch and left - joined[-1][1] < 0.15 * pitch:
            joined[-1] = (joined[-1][0], right)
        else:
            joined.append((left, right))
    return _chain([(left, right) for left, right in joined if right - left > 0.12 * pitch], pitch)


def _chain(signs: list[tuple[int, int]], pitch: float) -> list[tuple[int, int]]:
    """The most signs that follow each other at the pitch of the line: the edge of the page is none of them."""
    chains: list[list[tuple[int, int]]] = [[]]
    for sign in signs:
        if chains[-1] and sum(sign) - sum(chains[-1][-1]) > 2 * _WIDEST_STEP * pitch:
            chains.append([])
        chains[-1].append(sign)
    return max(chains, key=len)


def _is_filler(sign: Image.Image) -> bool:
    """Whether the ink has its point at the left, half-way up, and opens to the right: no letter or digit does."""
    bounds = sign.point(lambda value: 255 - value).getbbox()
    if bounds is None:
        return False
    cut = sign.crop(bounds).resize((9, 9), Image.Resampling.BOX)
    grid = [[cut.tobytes()[9 * row + column] < _INK for column in range(9)] for row in range(9)]
    corners = (grid[row][column] for row in (0, 1, 7, 8) for column in (0, 1))
    inside = (grid[row][column] for row in (4,) for column in (6, 7, 8))
    point = any(grid[4][column] for column in (0, 1, 2))
    opening = any(any(grid[row][6:]) for row in (0, 1, 2)) and any(any(grid[row][6:]) for row in (6, 7, 8))
    return point and opening and not any(corners) and not any(inside)
