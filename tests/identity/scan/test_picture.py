from __future__ import annotations

import struct
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ogoh.identity.scan import NoPicture, PictureTooLarge
from ogoh.identity.scan.picture import LONGEST_SIDE, open_picture
from tests.identity.scan.drawing import as_bytes, texture


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _tiny_png_of(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0", 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def test_forty_megabytes_are_refused_unopened() -> None:
    with pytest.raises(PictureTooLarge, match=r"found 40\.0 MB, expected at most 10 MB"):
        open_picture(b"\xff\xd8" + bytes(40_000_000 - 2))


@pytest.mark.parametrize("side", [6_400, 8_000, 30_000])
def test_many_pixels_in_few_bytes_are_refused_by_the_header(side: int) -> None:
    content = _tiny_png_of(side, side)
    assert len(content) < 100
    with pytest.raises(PictureTooLarge, match="40 million pixels"):
        open_picture(content)


def test_a_cut_off_photo_is_said_to_be_damaged() -> None:
    content = as_bytes(texture((600, 400), 1), "JPEG", quality=80)
    with pytest.raises(NoPicture, match="damaged or cut-off"):
        open_picture(content[: len(content) // 2])


@pytest.mark.parametrize("content", [b"", b"Dear Sir or Madam,\n", b"GIF89a" + bytes(40), b"PK\x03\x04"])
def test_other_files_are_no_pictures(content: bytes) -> None:
    with pytest.raises(NoPicture, match="expected JPEG, PNG, WebP or TIFF"):
        open_picture(content)


def test_a_pdf_is_refused_with_the_way_on() -> None:
    with pytest.raises(NoPicture, match=r"found a PDF.*Save the page as a picture"):
        open_picture(b"%PDF-1.7\n")


# What Pillow remarks on odd tags is no refusal.
remarks_aside = pytest.mark.filterwarnings("ignore::UserWarning:PIL")


@remarks_aside
@given(st.binary(max_size=200), st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"II*\0", b"RIFF"]))
def test_no_bytes_do_worse_than_a_refusal(rest: bytes, start: bytes) -> None:
    with pytest.raises((NoPicture, PictureTooLarge)):
        open_picture(start + rest)


@remarks_aside
@given(st.integers(0, 5_000), st.integers(0, 255))
def test_a_damaged_byte_does_no_worse_than_a_refusal(place: int, value: int) -> None:
    content = bytearray(as_bytes(texture((60, 40), 1), "TIFF"))
    content[place % len(content)] = value
    with suppress(NoPicture, PictureTooLarge):
        assert open_picture(bytes(content)).mode == "L"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("mode", ["1", "L", "RGB", "RGBA", "P", "CMYK", "LA", "I;16"])
def test_every_usual_kind_and_colour_opens_grey(kind: str, mode: str) -> None:
    picture = Image.linear_gradient("L")
    picture = picture.convert("I").convert(mode) if mode == "I;16" else picture.convert(mode)
    try:
        content = as_bytes(picture, kind)
    except OSError:  # what Pillow cannot write nobody sends
        content = as_bytes(picture.convert("RGB"), kind)
    grey = open_picture(content)
    assert (grey.mode, grey.size) == ("L", (256, 256))
    low, high = grey.getextrema()
    assert high != low


def test_what_is_transparent_is_paper() -> None:
    assert open_picture(as_bytes(Image.new("RGBA", (20, 20), (0, 0, 0, 0)))).getextrema() == (255, 255)


def test_a_photo_stands_as_the_camera_was_held() -> None:
    written = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("L", (40, 20)).save(written, "JPEG", exif=exif)
    assert open_picture(written.getvalue()).size == (20, 40)


def test_only_the_first_page_of_a_tiff_is_looked_at() -> None:
    written = BytesIO()
    Image.new("L", (30, 20), 7).save(written, "TIFF", save_all=True, append_images=[Image.new("L", (50, 50), 9)])
    first = open_picture(written.getvalue())
    assert (first.size, first.getpixel((0, 0))) == ((30, 20), 7)


def test_a_large_photo_is_made_smaller() -> None:
    assert max(open_picture(as_bytes(Image.new("L", (5_000, 3_000)), "JPEG")).size) == LONGEST_SIDE
