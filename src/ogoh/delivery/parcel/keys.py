"""The keys of installations: Ed25519 (RFC 8032) to sign with, X25519 as age writes it to seal with."""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_KEY = 32
_SIGNATURE = 64
_ID = 16


@dataclass(frozen=True, slots=True)
class VerifyingKey:
    """A public key and when it counts: for parcels made from ``counts_from`` on; from ``withdrawn_from`` on nothing
    that it signed is taken any more, whatever date it bears, for whoever stole the key can write any date."""

    public: bytes
    counts_from: datetime
    withdrawn_from: datetime | None = None

    @property
    def key_id(self) -> str:
        """What a header names the key by: the first 8 bytes of the SHA-256 of the public key, in hexadecimal."""
        return key_id_of(self.public)

    def counts_at(self, now: datetime) -> bool:
        """Whether it counts and is not withdrawn."""
        return self.counts_from <= now and (self.withdrawn_from is None or now < self.withdrawn_from)

    def withdrawn_by(self, since: datetime | None) -> VerifyingKey:
        """The key, withdrawn from a moment on if it was not before: no withdrawal is moved to a later moment."""
        moments = [one for one in (self.withdrawn_from, since) if one is not None]
        return replace(self, withdrawn_from=min(moments, default=None))

    def has_signed(self, text: bytes, signature: bytes) -> bool:
        """Whether a signature fits a text."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key."""

    private: Ed25519PrivateKey

    @property
    def public(self) -> bytes:
        """Its public half, 32 bytes."""
        return self.private.public_key().public_bytes_raw()

    @property
    def key_id(self) -> str:
        """The name of the key, as in `VerifyingKey`."""
        return key_id_of(self.public)

    def sign(self, text: bytes) -> bytes:
        """A signature of 64 bytes."""
        return self.private.sign(text)


def key_id_of(public: bytes) -> str:
    """The name of a public key, 16 hexadecimal digits."""
    return sha256(public).hexdigest()[:_ID]


def key_to_text(public: bytes) -> str:
    """A public key, or a signature, as base64 (RFC 4648)."""
    return b64encode(public).decode()


def key_from_text(text: str) -> bytes:
    """A public key from what `key_to_text` wrote. Raises ValueError."""
    return _bytes_of(text, _KEY)


def signature_from_text(text: str) -> bytes:
    """A signature from what `key_to_text` wrote. Raises ValueError."""
    return _bytes_of(text, _SIGNATURE)


def _bytes_of(text: str, length: int) -> bytes:
    try:
        found = b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError(f"base64 of {length} bytes expected") from None
    if len(found) != length:
        raise ValueError(f"{len(found)} bytes found, {length} expected")
    return found
