"""A certificate's text from a photograph or a scan, within limits that no stranger's file can pass."""

from __future__ import annotations

import warnings
from pathlib import Path

import zxingcpp
from PIL import Image, ImageOps, UnidentifiedImageError

from ogoh.certificate.issuing import PREFIX
from ogoh.certificate.statement import CertificateError

LARGEST_PICTURE = 10_000_000
MOST_PIXELS = 60_000_000
"""Bytes of the file, and pixels once it is opened: more than any telephone takes, less than a bomb."""

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")


class PictureRefusedError(CertificateError):
    """No text can be had from this picture; the message says why."""


def text_in_picture(path: Path) -> str:
    """The certificate's text. Raises `PictureRefusedError` where there is none, or more than one; and OSError."""
    if path.stat().st_size > LARGEST_PICTURE:
        raise PictureRefusedError(
            f"{path} is larger than {LARGEST_PICTURE // 1_000_000} MB. Take a smaller picture of the code alone."
        )
    texts = [
        one.text
        for one in zxingcpp.read_barcodes(_opened(path), formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    ]
    ours = sorted({text for text in texts if text.startswith(PREFIX)})
    if len(ours) > 1:
        raise PictureRefusedError(f"{path} shows {len(ours)} certificates. Take a picture of one.")
    if ours:
        return ours[0]
    if texts:
        raise PictureRefusedError(f"{path} shows a QR code, but it is none of a certificate.")
    raise PictureRefusedError(
        f"No QR code was found in {path}. Take a picture that shows the whole code, sharp and lit."
    )


def _opened(path: Path) -> Image.Image:
    try:
        with warnings.catch_warnings():
            # The limit on pixels is ours, below; of a damaged picture more is said here than a warning does.
            warnings.simplefilter("ignore")
            with Image.open(path, formats=_FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise PictureRefusedError(f"{path} has too many pixels. Take a smaller picture of the code alone.")
                return _grey(picture)
    except PictureRefusedError:
        raise
    except UnidentifiedImageError:
        raise PictureRefusedError(f"{path} is neither a picture nor a certificate's text.") from None
    except Image.DecompressionBombError:
        raise PictureRefusedError(f"{path} has too many pixels. Take a smaller picture of the code alone.") from None
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError):
        raise PictureRefusedError(f"{path} is cut off or damaged, so it cannot be read.") from None


def _grey(picture: Image.Image) -> Image.Image:
    """Upright, on white where it is transparent, in grey."""
    upright = ImageOps.exif_transpose(picture)
    if "A" in upright.getbands() or "transparency" in upright.info:
        white = Image.new("RGBA", upright.size, "white")
        white.alpha_composite(upright.convert("RGBA"))
        return white.convert("L")
    return upright.convert("L")
