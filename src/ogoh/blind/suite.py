"""The suite ristretto255-SHA512 of RFC 9497 (4.1): hashing to the group and to scalars, in each mode's own domain."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha512

from ogoh.blind import sodium

_BLOCK = 128
_DIGEST = 64


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode of RFC 9497 (3.1) with the domains of its hashes; nothing of one mode can pass for another's."""

    number: int

    @property
    def context(self) -> bytes:
        """``CreateContextString`` (3.1)."""
        return b"OPRFV1-" + self.number.to_bytes(1, "big") + b"-ristretto255-SHA512"

    def point_of(self, text: bytes) -> bytes:
        """``HashToGroup``."""
        return sodium.point_of_hash(expanded(text, b"HashToGroup-" + self.context))

    def scalar_of(self, text: bytes, domain: bytes = b"HashToScalar-") -> bytes:
        """``HashToScalar``."""
        return sodium.scalar_of_hash(expanded(text, domain + self.context))


OPRF, VOPRF = Mode(0), Mode(1)
"""Without and with a proof that the answers were made with the key of the public half."""


def expanded(text: bytes, domain: bytes) -> bytes:
    """``expand_message_xmd`` with SHA-512 (RFC 9380, 5.3.1) to the 64 bytes that this suite asks for: one block."""
    domain += len(domain).to_bytes(1, "big")
    first = sha512(bytes(_BLOCK) + text + _DIGEST.to_bytes(2, "big") + b"\0" + domain).digest()
    return sha512(first + b"\1" + domain).digest()


def prefixed(*texts: bytes) -> bytes:
    """Texts, each behind its length in two bytes."""
    return b"".join(len(text).to_bytes(2, "big") + text for text in texts)
