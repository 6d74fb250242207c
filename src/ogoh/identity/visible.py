"""What is left of typed or exported text when everything that cannot be seen is taken away."""

from __future__ import annotations

import unicodedata


class _VisibleSigns(dict[int, str | None]):
    """A translation table that learns each sign of Unicode when it first meets it."""

    def __missing__(self, code: int) -> str | None:
        self[code] = visible = _visible_sign(chr(code))
        return visible


def _visible_sign(sign: str) -> str | None:
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    if category == "Pd" or sign == "\N{MINUS SIGN}":
        return "-"
    if sign.isspace():
        return " "
    # Right-to-left marks, zero-width joiners, soft hyphens (Cf); nulls and other controls (Cc).
    return None if category in ("Cf", "Cc") else sign


_SIGNS = _VisibleSigns()


def visible_text(text: str) -> str:
    """Bring text to plain form: compatibility forms folded (NFKC), digits of every script as ASCII,
    every dash as "-", every space as one blank, invisible signs dropped, no blanks at the ends.
    """
    # Twice: NFKC may itself yield a no-break hyphen or a combination that carries blanks.
    return " ".join(unicodedata.normalize("NFKC", text.translate(_SIGNS)).translate(_SIGNS).split())
