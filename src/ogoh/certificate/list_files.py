"""The signed lists as files: JSON with one or two lines of letters, small enough to be sent by any messenger."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ogoh.certificate.signed_lists import KeyList, ListRefusedError, RevokedList, read_keys, read_revoked
from ogoh.certificate.signing import PublicKey

LARGEST_FILE = 10_000_000


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A root key and the list that it signed. The root is believed because of where the file comes from."""

    root: PublicKey
    letters: str
    keys: KeyList


@dataclass(frozen=True, slots=True)
class RevokedFile:
    """The list of revoked numbers, checked against the root of a key file."""

    letters: str
    revoked: RevokedList


def read_key_file(path: Path) -> KeyFile:
    """Raises `ListRefusedError` and OSError."""
    held = _strings(path, {"root", "keys"}, "a file of keys")
    try:
        root = PublicKey(bytes.fromhex(held["root"]))
    except ValueError:
        raise ListRefusedError(f"{path}: the root key cannot be read. Fetch the file again.") from None
    return KeyFile(root, held["keys"], read_keys(held["keys"], root))


def read_revoked_file(path: Path, root: PublicKey) -> RevokedFile:
    """Raises `ListRefusedError` and OSError."""
    letters = _strings(path, {"revoked"}, "a file of revoked numbers")["revoked"]
    return RevokedFile(letters, read_revoked(letters, root))


def _strings(path: Path, names: set[str], called: str) -> dict[str, str]:
    if path.stat().st_size > LARGEST_FILE:
        raise ListRefusedError(f"{path}: larger than any such file.")
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        raise ListRefusedError(f"{path} is not {called}.") from None
    if not isinstance(held, dict) or set(held) != names or not all(isinstance(one, str) for one in held.values()):
        raise ListRefusedError(f"{path} is not {called}.")
    return held


def key_file_text(root: PublicKey, letters: str) -> str:
    """What a file of keys holds."""
    return json.dumps({"root": root.point.hex(), "keys": letters}, indent=1) + "\n"


def revoked_file_text(letters: str) -> str:
    """What a file of revoked numbers holds."""
    return json.dumps({"revoked": letters}, indent=1) + "\n"


def write_whole(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Write a file whole or not at all, readable for its owner alone unless ``mode`` says more.

    Raises OSError, which names ``path`` and not the file beside it that becomes it.
    """
    try:
        _write_beside(path, data, mode)
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, str(path)) from fault


def _write_beside(path: Path, data: bytes, mode: int) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(mode)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
