"""The installation's secret key: made on first use, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def secret_key(home: Path) -> str:
    """The key from ``OGOH_SECRET_KEY``, or from the file ``secret_key`` in the data folder, made there if absent."""
    given = os.environ.get("OGOH_SECRET_KEY")
    if given:
        return given
    path = home / "secret_key"
    home.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text()
