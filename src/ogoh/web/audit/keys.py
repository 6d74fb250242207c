"""The keys of the log, kept beside the database and not in it: who can write the one cannot forge the other."""

from __future__ import annotations

import hmac
import re
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
_WRITTEN = re.compile(rf"[0-9A-Fa-f]{{{2 * _SEED}}}")


class KeyRefused(RuntimeError):  # noqa: N818  # the house names an exception by what happened
    """The key of the log is missing or is no key; the message says what to do."""


def make_key() -> None:
    """Put a new key in the data folder, where the log begins and none is given. A log that began keeps its key."""
    if not settings.AUDIT_KEY:
        secret_in(settings.HOME / _FILE, lambda: secrets.token_hex(_SEED))


def refuse_without_key() -> None:
    """Before anything is served or recorded. Raises KeyRefused."""
    _seed(settings.HOME, settings.AUDIT_KEY)


def signing_key() -> Ed25519PrivateKey:
    """The key that signs checkpoints, from ``OGOH_AUDIT_KEY`` or the file ``audit_key`` in the data folder.

    Raises KeyRefused, as all that needs the key.
    """
    return Ed25519PrivateKey.from_private_bytes(_seed(settings.HOME, settings.AUDIT_KEY))


def verifier() -> Verifier:
    """Its public half, under the name of this log."""
    return Verifier.of(signing_key(), settings.AUDIT_ORIGIN)


def seal(number: int, leaf: bytes) -> bytes:
    """What only this installation can put beside an event: HMAC-SHA-256 (RFC 2104) of its number and its hash."""
    return hmac.digest(_derived("seal"), number.to_bytes(8, "big") + leaf, "sha256")


def seal_of_head(size: int, peaks: bytes) -> bytes:
    """What only this installation can put beside the end of the log: nobody else can make the log shorter."""
    return hmac.digest(_derived("head"), size.to_bytes(8) + peaks, "sha256")


def person_digest(kind: str, text: str) -> str:
    """A keyed digest, in hexadecimal, by which a person is found again in the log and by nobody without the key."""
    return hmac.new(_derived(f"person {kind}"), text.encode(), sha256).hexdigest()


def _derived(purpose: str) -> bytes:
    return hmac.digest(_seed(settings.HOME, settings.AUDIT_KEY), f"ogoh audit {purpose}".encode(), "sha256")


@cache
def _seed(home: Path, given: str) -> bytes:
    path = home / _FILE
    if not given and not path.exists():
        raise KeyRefused(
            f"The key of the log is missing: {path}. Put it back from where its copy is kept, or give it by "
            f"OGOH_AUDIT_KEY. Is it lost for good, write {2 * _SEED} hexadecimal digits of your own there: "
            "ogoh audit verify will then say that what was recorded before is under another key."
        )
    written = given or path.read_text().strip()
    if not _WRITTEN.fullmatch(written):
        where = "OGOH_AUDIT_KEY" if given else str(path)
        raise KeyRefused(f"{where} holds no key of a log: {2 * _SEED} hexadecimal digits are expected.")
    return bytes.fromhex(written)
