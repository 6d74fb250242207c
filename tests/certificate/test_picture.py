"""Whatever a file holds, it is a certificate's text or one plain sentence."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from ogoh.certificate import SigningKey, issue
from ogoh.certificate.code import qr_png
from ogoh.certificate.picture import PictureRefusedError, text_in_picture
from tests.certificate.people import statement

TEXT = issue(statement(), SigningKey.new())
FOLDER = Path(mkdtemp())


def written(form: str) -> bytes:
    """The code in one of the forms that telephones and scanners write, turned by a note in the file."""
    picture = Image.open(BytesIO(qr_png(TEXT))).convert("RGB").resize((350, 350))
    turned = picture.getexif()
    turned[0x0112] = 6
    out = BytesIO()
    picture.save(out, form, **({"exif": turned} if form in {"JPEG", "WEBP"} else {}))
    return out.getvalue()


WRITTEN = {form: written(form) for form in ("JPEG", "PNG", "WEBP", "GIF", "BMP")}


@pytest.mark.parametrize("form", WRITTEN)
def test_the_usual_forms_of_picture_are_read(form: str, tmp_path: Path) -> None:
    path = tmp_path / "picture"
    path.write_bytes(WRITTEN[form])
    assert text_in_picture(path) == TEXT


def test_a_picture_that_is_transparent_is_read_on_white(tmp_path: Path) -> None:
    code = Image.open(BytesIO(qr_png(TEXT))).convert("L")
    black = Image.new("RGBA", code.size)
    black.putalpha(ImageOps.invert(code))
    black.save(tmp_path / "code.png")
    assert text_in_picture(tmp_path / "code.png") == TEXT


@given(
    st.sampled_from(sorted(WRITTEN)),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=6),
    st.integers(0, 2000),
)
def test_no_damaged_picture_makes_it_fall_over_or_warn(form: str, changes: list[tuple[int, int]], missing: int) -> None:
    data = bytearray(WRITTEN[form])
    for at, byte in changes:
        data[at] = byte
    path = FOLDER / "picture"
    path.write_bytes(data[: len(data) - missing])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            text = text_in_picture(path)
        except PictureRefusedError:
            return
    assert text == TEXT
