"""The keys as files in two folders: the ring, which the server holds, and the root, which lies elsewhere.

The signed list in the ring is the only record of which keys there are. A change first writes a new private key, then
puts the new list in the old one's place, so that whatever stops it leaves the old state or the new.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from ogoh.certificate.list_files import (
    KeyFile,
    key_file_text,
    read_key_file,
    read_revoked_file,
    revoked_file_text,
    write_whole,
)
from ogoh.certificate.signed_lists import IssuingKey, KeyList, KeyState, RevokedList, sign_keys, sign_revoked
from ogoh.certificate.signing import SigningKey
from ogoh.certificate.statement import ZONE, CertificateError, start_of

KEYS_FILE, REVOKED_FILE, ROOT_FILE, LOCK_FILE = "keys.json", "revoked.json", "root.pem", ".lock"
KEY_DAYS, KEYS_DUE_DAYS, REVOKED_DUE_DAYS = 365, 90, 14
_EXTENSION = ".pem"


class KeyRingError(CertificateError):
    """The ring cannot do what was asked; the message says why."""


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The folder of issuing keys and signed lists. Changes need the folder of the root key and a moment."""

    folder: Path

    @property
    def key_file(self) -> KeyFile:
        """The signed list of keys. Raises `CertificateError` and OSError."""
        path = self.folder / KEYS_FILE
        if not path.exists():
            raise KeyRingError(f"{self.folder} holds no key ring. Make one with ogoh certificate keys new.")
        return read_key_file(path)

    @property
    def revoked(self) -> RevokedList:
        """The signed list of revoked numbers. Raises `CertificateError` and OSError."""
        return read_revoked_file(self.folder / REVOKED_FILE, self.key_file.root).revoked

    def has_private(self, key: IssuingKey) -> bool:
        """Whether the private half lies in the folder."""
        return self._path_of(key.public.kid).exists()

    def signing_key(self, now: datetime) -> SigningKey:
        """The newest key that signs today, for `ogoh.certificate.issue`. Raises `KeyRingError`."""
        day = _day(now)
        for key in reversed(self.key_file.keys.keys):
            if key.state is KeyState.IN_USE and key.signs_on(day) and self.has_private(key):
                return self._private(key)
        raise KeyRingError(
            f"{self.folder} holds no key that may sign on {day}. ogoh certificate keys rotate makes one."
        )

    def new(self, root_folder: Path, now: datetime) -> None:
        """Make a root key, where the folder has none, a first issuing key, and both signed lists."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._locked():
            if (self.folder / KEYS_FILE).exists():
                raise KeyRingError(f"{self.folder} holds a key ring already. ogoh certificate keys rotate changes it.")
            root = _root(root_folder) if (root_folder / ROOT_FILE).exists() else _new_root(root_folder)
            revoked = RevokedList(_second(now), _due(now, REVOKED_DUE_DAYS), ())
            self._write(REVOKED_FILE, revoked_file_text(sign_revoked(revoked, root)))
            self._publish((self._fresh(now),), root, now)

    def rotate(self, root_folder: Path, now: datetime) -> IssuingKey:
        """Retire the keys in use as of today, and sign with a new one from today on."""
        with self._changing(root_folder) as root:
            retired = (_ended(one, KeyState.RETIRED, _day(now)) for one in self.key_file.keys.keys)
            fresh = self._fresh(now)
            self._publish((*retired, fresh), root, now)
            return fresh

    def lost(self, kid: str, since: date, root_folder: Path, now: datetime) -> IssuingKey:
        """Refuse what a key signed on ``since`` or later, delete its private half, and sign with a new one."""
        with self._changing(root_folder) as root:
            held = self.key_file.keys
            key = next((one for one in held.keys if one.public.kid.hex() == kid), None)
            if key is None:
                raise KeyRingError(f"No key is named {kid}. ogoh certificate keys list names them.")
            if since > _day(now):
                raise KeyRingError(
                    f"{since} is still to come. Name the first day on which the key may have been known."
                )
            ended = replace(key, state=KeyState.LOST, since=_earlier(since, key))
            rest = [ended if one is key else one for one in held.keys]
            in_use = any(one.state is KeyState.IN_USE and self.has_private(one) for one in rest if one is not ended)
            self._publish((*rest, *(() if in_use else (self._fresh(now),))), root, now)
            self._path_of(key.public.kid).unlink(missing_ok=True)
            return ended

    def renew(self, root_folder: Path, now: datetime) -> None:
        """Sign both lists anew, as they are, so that they are good for longer."""
        with self._changing(root_folder) as root:
            self._revoke((), root, now)
            self._publish(self.key_file.keys.keys, root, now)

    def revoke(self, numbers: tuple[str, ...], root_folder: Path, now: datetime) -> RevokedList:
        """Add numbers to the revoked ones."""
        with self._changing(root_folder) as root:
            return self._revoke(numbers, root, now)

    def _revoke(self, numbers: tuple[str, ...], root: SigningKey, now: datetime) -> RevokedList:
        kept = tuple(sorted({*self.revoked.numbers, *numbers}))
        revoked = RevokedList(_second(now), _due(now, REVOKED_DUE_DAYS), kept)
        self._write(REVOKED_FILE, revoked_file_text(sign_revoked(revoked, root)))
        return revoked

    @contextmanager
    def _changing(self, root_folder: Path) -> Iterator[SigningKey]:
        with self._locked():
            root = _root(root_folder)
            if self.key_file.root != root.public:
                raise KeyRingError(f"The root key in {root_folder} is not the one of this ring.")
            yield root

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Two commands at once: the second waits."""
        if not self.folder.is_dir():
            raise KeyRingError(f"{self.folder} holds no key ring. Make one with ogoh certificate keys new.")
        with os.fdopen(os.open(self.folder / LOCK_FILE, os.O_CREAT | os.O_RDWR, 0o600)) as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _fresh(self, now: datetime) -> IssuingKey:
        """A new key whose private half is in the folder; nothing knows of it yet."""
        key, day = SigningKey.new(), _day(now)
        write_whole(self._path_of(key.public.kid), key.pem())
        return IssuingKey(key.public, day, day + timedelta(days=KEY_DAYS))

    def _publish(self, keys: tuple[IssuingKey, ...], root: SigningKey, now: datetime) -> None:
        letters = sign_keys(KeyList(_second(now), _due(now, KEYS_DUE_DAYS), keys), root)
        self._write(KEYS_FILE, key_file_text(root.public, letters))

    def _write(self, name: str, text: str) -> None:
        write_whole(self.folder / name, text.encode(), 0o644)

    def _path_of(self, kid: bytes) -> Path:
        return self.folder / f"{kid.hex()}{_EXTENSION}"

    def _private(self, key: IssuingKey) -> SigningKey:
        path = self._path_of(key.public.kid)
        found = _read_private(path)
        if found.public != key.public:
            raise KeyRingError(f"{path} is not the key that its name says.")
        return found


def _root(folder: Path) -> SigningKey:
    path = folder / ROOT_FILE
    if not path.exists():
        raise KeyRingError(f"{folder} holds no root key. Is the medium with the root key in its place?")
    return _read_private(path)


def _new_root(folder: Path) -> SigningKey:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    root = SigningKey.new()
    write_whole(folder / ROOT_FILE, root.pem())
    return root


def _read_private(path: Path) -> SigningKey:
    if path.stat().st_mode & 0o077:
        raise KeyRingError(f"{path} can be read by others. Take their rights away (chmod 600), and ask who read it.")
    try:
        private = load_pem_private_key(path.read_bytes(), None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise KeyRingError(f"{path} is no private key.") from None
    if not isinstance(private, ec.EllipticCurvePrivateKey) or not isinstance(private.curve, ec.SECP256R1):
        raise KeyRingError(f"{path} is a key of another kind.")
    return SigningKey(private)


def _ended(key: IssuingKey, state: KeyState, day: date) -> IssuingKey:
    return replace(key, state=state, since=day) if key.state is KeyState.IN_USE else key


def _earlier(since: date, key: IssuingKey) -> date:
    """A loss that is reported twice counts from the earlier day, and one of a retired key does not revive it."""
    if key.since is None:
        return since
    return min(since, key.since if key.state is KeyState.LOST else key.since + timedelta(days=1))


def _second(now: datetime) -> datetime:
    return now.replace(microsecond=0)


def _due(now: datetime, days: int) -> datetime:
    return start_of(_day(now) + timedelta(days=days + 1))


def _day(now: datetime) -> date:
    return now.astimezone(ZONE).date()
