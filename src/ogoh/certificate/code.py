"""The QR code of a certificate: drawn for a page, and as dots at the size of print."""

from __future__ import annotations

from io import BytesIO

import segno

QUIET_MODULES = 4
DOTS_PER_INCH = 300
_SCALE = 8
_INK = "#1d2327"


def qr_code(text: str) -> segno.QRCode:
    """The smallest code of this text that can lose 15 % of its surface (level M)."""
    return segno.make_qr(text, error="m", boost_error=False)


def qr_svg(text: str) -> str:
    """The code as SVG without a size, so that the page decides; nothing but one path in it."""
    out = BytesIO()
    qr_code(text).save(out, kind="svg", border=QUIET_MODULES, dark=_INK, light="#fff", xmldecl=False, omitsize=True)
    return out.getvalue().decode().strip()


def qr_png(text: str) -> bytes:
    """The code as PNG: eight dots to a module, 46 mm wide in version 11 at 300 dots an inch."""
    out = BytesIO()
    qr_code(text).save(out, kind="png", scale=_SCALE, border=QUIET_MODULES, dpi=DOTS_PER_INCH)
    return out.getvalue()
