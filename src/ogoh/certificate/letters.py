"""Bytes as the letters that a QR code packs most densely (base45, RFC 9285), and back, in one way only."""

from __future__ import annotations

import base45

from ogoh.certificate.strict_cbor import CutShortError, NotCanonicalError

LONGEST_TEXT = 4_000
"""Characters; the largest QR code holds 4,296."""

_SIGNS = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
_AROUND = " \t\r\n"


def to_letters(prefix: str, data: bytes) -> str:
    """Prefix and letters."""
    letters: bytes = base45.b45encode(data)
    return prefix + letters.decode()


def from_letters(prefix: str, text: str) -> bytes | None:
    """The bytes behind the prefix; nothing where the text is something else.

    Blanks and line ends around it do not matter; base45 ends in none. Raises `CutShortError` where only the last group
    is incomplete and `NotCanonicalError` for letters that we never write.
    """
    inner = text.strip(_AROUND)
    if inner[: len(prefix)].upper() != prefix:
        return None
    letters = inner[len(prefix) :]
    if not inner.startswith(prefix) or not set(letters) <= _SIGNS:
        raise NotCanonicalError("letters that base45 does not have")
    whole = len(letters) - len(letters) % 3
    data, rest = _decoded(letters[:whole]), letters[whole:]
    if not rest:
        return data
    try:
        last: bytes = base45.b45decode(rest)
    except ValueError:
        raise CutShortError("the last group is incomplete") from None
    return data + last


def _decoded(letters: str) -> bytes:
    try:
        data: bytes = base45.b45decode(letters)
    except ValueError:
        raise NotCanonicalError("a group that base45 does not have") from None
    if base45.b45encode(data).decode() != letters:
        raise NotCanonicalError("a group that base45 does not have")
    return data
