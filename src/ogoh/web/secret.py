"""The installation's secret key: made on first use, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from tempfile import NamedTemporaryFile


def secret_key(home: Path) -> str:
    """The key from ``OGOH_SECRET_KEY``, or from the file ``secret_key`` in the data folder, made there if absent."""
    given = os.environ.get("OGOH_SECRET_KEY")
    if given:
        return given
    path = home / "secret_key"
    if not path.exists():
        _make(path)
    return path.read_text()


def _make(path: Path) -> None:
    """Put a new key in place at once, so that a process that starts at the same moment never reads half of one."""
    with NamedTemporaryFile("w", dir=path.parent, prefix=path.name) as file:
        file.write(secrets.token_urlsafe(50))
        file.flush()
        try:
            path.hardlink_to(file.name)
        except FileExistsError:
            return
