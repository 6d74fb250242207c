from __future__ import annotations

import pytest
from PIL import Image

from ogoh.identity.scan.fillers import Row, rows_of, without_fillers
from ogoh.identity.scan.tesseract import Line
from tests.identity.scan.drawing import OCR_B, draw_zone

SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<<<<<<K<"
BELOW = "K<K<KC<C<S<SX<X<E<E4<4L<L7<7<<<<<<<<<<<<<<06"


@pytest.fixture(scope="module")
def drawn() -> Image.Image:
    if not OCR_B.exists():
        pytest.skip("no OCR-B (Debian: fonts-ocr-b)")
    picture = Image.new("L", (1_260, 200), 235)
    draw_zone(picture, f"{SIGNS}\n{BELOW}", 60, 40)
    return picture


def _block() -> tuple[Line, Line]:
    return Line(SIGNS, 60, 50, 1_178, 76), Line(BELOW, 60, 113, 1_178, 139)


def test_a_filler_is_told_from_every_letter_and_digit(drawn: Image.Image) -> None:
    rows = rows_of(drawn, _block())
    assert rows is not None
    seen = ["".join("<" if filler else "x" for filler in row.fillers) for row in rows]
    assert seen == ["".join("<" if sign == "<" else "x" for sign in line) for line in (SIGNS, BELOW)]


def test_a_line_that_does_not_fall_into_its_signs_is_left(drawn: Image.Image) -> None:
    assert rows_of(drawn.crop((0, 0, 1_000, 200)), _block()) is None


def test_without_its_fillers_a_line_is_shorter(drawn: Image.Image) -> None:
    rows = rows_of(drawn, _block())
    assert rows is not None
    closed = without_fillers(drawn, rows).point(lambda value: 255 if value < 128 else 0)
    box = closed.getbbox()
    assert box is not None
    assert box[2] < 1_110


ROW = Row(0, 10, ((0, 0),) * 6, (False, True, False, False, True, True))


@pytest.mark.parametrize(("letters", "line"), [("PAB", "P<AB<<"), ("PA", None), ("PABC", None)])
def test_letters_go_between_the_fillers_only_if_they_are_as_many(letters: str, line: str | None) -> None:
    assert ROW.filled(letters) == line


@pytest.mark.parametrize(("text", "line"), [("PKABK<", "P<AB<<"), ("P<AB<", "P<AB<<"), ("P<A<<<", None), ("PAB", None)])
def test_fillers_are_imposed_only_where_no_letter_is_lost(text: str, line: str | None) -> None:
    assert ROW.imposed(text) == line
