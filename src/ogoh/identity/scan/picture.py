"""A picture from a stranger, opened within limits: looked at before it is decoded, upright, grey, of bounded size."""

from __future__ import annotations

import struct
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from ogoh.identity.scan.refusal import BY_HAND, NoPicture, PictureTooLarge

MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 3_600
"""Larger pictures are made smaller: a page of 125 mm then still has 29 pixels a millimetre."""

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF")

# Pillow's own limit, beside ours: it also holds for what a header does not tell.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS

_DAMAGED = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, struct.error, OverflowError)
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def open_picture(content: bytes) -> Image.Image:
    """Decode a JPEG, PNG, WebP or the first page of a TIFF to 8-bit grey, upright by its EXIF orientation.

    Raises `PictureTooLarge` (before decoding) and `NoPicture`.
    """
    if len(content) > MOST_BYTES:
        raise _too_large(f"{len(content) / 1e6:.1f} MB", f"at most {MOST_BYTES / 1e6:.0f} MB")
    picture = _undecoded(content)
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise _too_large(f"{width} x {height} pixels", f"at most {MOST_PIXELS / 1e6:.0f} million pixels")
    try:
        picture.draft("L", (LONGEST_SIDE, LONGEST_SIDE))
        picture.load()
        grey = _grey(ImageOps.exif_transpose(picture))
    except _BOMBS:
        raise _too_large("more pixels than its header tells", "a header that is true") from None
    except _DAMAGED:
        raise _no_picture("a damaged or cut-off picture", "a whole one", "Take or send the picture again") from None
    grey.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.BOX)
    return grey


def _undecoded(content: bytes) -> Image.Image:
    """The picture with nothing but its header read."""
    if content[:1024].lstrip().startswith(b"%PDF"):
        raise _no_picture("a PDF", "JPEG, PNG, WebP or TIFF", "Save the page as a picture, or take a photo of it")
    try:
        return Image.open(BytesIO(content), formats=FORMATS)
    except _BOMBS:
        raise _too_large(
            f"more than {MOST_PIXELS / 1e6:.0f} million pixels", f"at most {MOST_PIXELS / 1e6:.0f} million pixels"
        ) from None
    except (UnidentifiedImageError, *_DAMAGED):
        found = "an empty file" if not content else "a file of another kind, or a damaged one"
        raise _no_picture(found, "JPEG, PNG, WebP or TIFF", "Take a photo of the page, or scan it") from None


def _grey(picture: Image.Image) -> Image.Image:
    """Eight bits of grey; what is transparent is paper."""
    if picture.mode.startswith(("I", "F")):
        low, high = picture.getextrema()
        span = max(float(high) - float(low), 1.0)  # type: ignore[arg-type]
        return picture.convert("F").point(lambda value: value * (255 / span) - float(low) * 255 / span).convert("L")  # type: ignore[arg-type]
    if "A" in picture.getbands() or "transparency" in picture.info:
        coloured = picture.convert("RGBA")
        paper = Image.new("RGBA", coloured.size, "white")
        return Image.alpha_composite(paper, coloured).convert("L")
    return picture.convert("L")


def _too_large(found: str, expected: str) -> PictureTooLarge:
    remedy = f"Take a photo of the page with the zone only, or scan it in grey at 300 dots an inch, {BY_HAND}."
    return PictureTooLarge("The size of the picture", found, expected, remedy)


def _no_picture(found: str, expected: str, remedy: str) -> NoPicture:
    return NoPicture("The picture", found, expected, f"{remedy}, {BY_HAND}.")
