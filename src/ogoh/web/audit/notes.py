"""Signed checkpoints: how large the log is and its root, in the form that witnesses of transparency logs read.

C2SP tlog-checkpoint: three lines (origin, size, root in base64), a blank line and one line for each signature, which is
a signed note (C2SP signed-note) with Ed25519.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ogoh.web.audit.tree import HASH

_ED25519 = b"\x01"
_KEY_ID = 4
_DASH = "\N{EM DASH}"
_NAME = re.compile(r"[^\s+]+")
_SIZE = re.compile(r"0|[1-9][0-9]*")


class UnfitNote(ValueError):  # noqa: N818  # the house names an exception by what happened
    """A text is no checkpoint, or not one that this key has signed; the message says which."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log at one moment: ``origin`` names the log, ``size`` counts its events, ``root`` stands for all of them."""

    origin: str
    size: int
    root: bytes

    @property
    def body(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key under a name, as ``name+id+key``: what a witness is given once, by a way of its own."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """What a signature names its key by."""
        return sha256(f"{self.name}\n".encode() + _ED25519 + self.public).digest()[:_KEY_ID]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{b64encode(_ED25519 + self.public).decode()}"

    @classmethod
    def of(cls, key: Ed25519PrivateKey, name: str) -> Verifier:
        """The public half of a key."""
        return cls(name, key.public_key().public_bytes_raw())

    @classmethod
    def from_text(cls, text: str) -> Verifier:
        """What `__str__` writes. Raises UnfitNote."""
        name, _, rest = text.strip().partition("+")
        key_id, _, key = rest.partition("+")
        content = _bytes_of(key, "the key")
        verifier = cls(name, content[1:])
        if not _NAME.fullmatch(name) or content[:1] != _ED25519 or len(content) != 1 + HASH:
            raise UnfitNote("a key of another form found, name+id+key with an Ed25519 key expected")
        if verifier.key_id.hex() != key_id:
            raise UnfitNote("the id of the key does not fit the key: a sign was lost or changed")
        return verifier


def signed(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> str:
    """A checkpoint under the signature of its log, whose key bears the name of the origin."""
    verifier = Verifier.of(key, checkpoint.origin)
    signature = b64encode(verifier.key_id + key.sign(checkpoint.body.encode())).decode()
    return f"{checkpoint.body}\n{_DASH} {verifier.name} {signature}\n"


def opened(note: str, verifier: Verifier) -> Checkpoint:
    """The checkpoint of a note that ``verifier`` has signed; signatures by others are passed over.

    Raises UnfitNote.
    """
    body, blank, signatures = note.replace("\r\n", "\n").rpartition("\n\n")
    if not blank:
        raise UnfitNote("no blank line before a signature found")
    body += "\n"
    checkpoint = _checkpoint(body)
    if checkpoint.origin != verifier.name:
        raise UnfitNote(f"a checkpoint of {checkpoint.origin} found, one of {verifier.name} expected")
    if not any(_is_signed(body, line, verifier) for line in signatures.splitlines()):
        raise UnfitNote(f"no signature by {verifier.name} that fits the text")
    return checkpoint


def _is_signed(body: str, line: str, verifier: Verifier) -> bool:
    dash, _, rest = line.partition(" ")
    name, _, written = rest.partition(" ")
    if dash != _DASH or name != verifier.name:
        return False
    content = _bytes_of(written, "a signature")
    if content[:_KEY_ID] != verifier.key_id:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(verifier.public).verify(content[_KEY_ID:], body.encode())
    except InvalidSignature:
        return False
    return True


def _checkpoint(body: str) -> Checkpoint:
    lines = body.split("\n")
    if len(lines) < 4 or not _NAME.fullmatch(lines[0]) or not _SIZE.fullmatch(lines[1]):
        raise UnfitNote("three lines expected: the origin, the number of events, the root")
    root = _bytes_of(lines[2], "the root")
    if len(root) != HASH:
        raise UnfitNote(f"a root of {len(root)} bytes found, {HASH} expected")
    return Checkpoint(lines[0], int(lines[1]), root)


def _bytes_of(text: str, what: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise UnfitNote(f"{what} is no base64") from None
