"""The keys of the log, kept beside the database and not in it: who can write the one cannot forge the other."""

from __future__ import annotations

import hmac
import secrets
from functools import cache
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from ogoh.web.audit.notes import Verifier
from ogoh.web.secret import secret_in

_FILE = "audit_key"
_SEED = 32


def signing_key() -> Ed25519PrivateKey:
    """The key that signs checkpoints, from ``OGOH_AUDIT_KEY`` or the file ``audit_key`` in the data folder, made
    there if absent."""
    return Ed25519PrivateKey.from_private_bytes(_seed(settings.HOME))


def verifier() -> Verifier:
    """Its public half, under the name of this log."""
    return Verifier.of(signing_key(), settings.AUDIT_ORIGIN)


def seal(number: int, leaf: bytes) -> bytes:
    """What only this installation can put beside an event: HMAC-SHA-256 (RFC 2104) of its number and its hash."""
    return hmac.digest(_derived("seal"), number.to_bytes(8, "big") + leaf, "sha256")


def person_digest(kind: str, text: str) -> str:
    """A keyed digest, in hexadecimal, by which a person is found again in the log and by nobody without the key."""
    return hmac.new(_derived(f"person {kind}"), text.encode(), sha256).hexdigest()


def _derived(purpose: str) -> bytes:
    return hmac.digest(_seed(settings.HOME), f"ogoh audit {purpose}".encode(), "sha256")


@cache
def _seed(home: Path) -> bytes:
    return bytes.fromhex(settings.AUDIT_KEY or secret_in(home / _FILE, lambda: secrets.token_hex(_SEED)))
