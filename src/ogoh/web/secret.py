"""The installation's secrets: made on first use, readable by their owner alone."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile


def secret_key(home: Path) -> str:
    """The key from ``OGOH_SECRET_KEY``, or from the file ``secret_key`` in the data folder, made there if absent."""
    return os.environ.get("OGOH_SECRET_KEY") or secret_in(home / "secret_key", lambda: secrets.token_urlsafe(50))


def secret_in(path: Path, made: Callable[[], str]) -> str:
    """The secret that a file holds; what ``made`` gives is put there where it is absent."""
    if not path.exists():
        _put(path, made())
    return path.read_text()


def _put(path: Path, secret: str) -> None:
    """Put a new secret in place at once, so that a process that starts at the same moment never reads half of one."""
    with NamedTemporaryFile("w", dir=path.parent, prefix=path.name) as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
        try:
            path.hardlink_to(file.name)
        except FileExistsError:
            return
