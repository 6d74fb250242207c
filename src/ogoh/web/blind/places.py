"""Where secret halves of keys and built lists lie, by the name of the key; what nobody may ask under is deleted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import timedelta
from fcntl import LOCK_EX, flock
from pathlib import Path

from django.conf import settings
from django.utils import timezone

_NAME = re.compile(r"[0-9a-f]{16}")
_LENGTH = 16
_BEING_MADE = timedelta(hours=1)
"""A file may be there before the key it belongs to is committed."""


def is_name(text: str) -> bool:
    """Whether a key can be called so."""
    return _NAME.fullmatch(text) is not None


def secret_file(name: str) -> Path:
    """The secret half of a key, readable for its owner alone."""
    return _folder("blind_keys") / f"{name}.key"


def offered(name: str) -> Path:
    """Where the file of a key lies that whoever may ask can fetch."""
    return _folder("blind_lists") / f"{name}.blind"


@contextmanager
def one_maker() -> Iterator[None]:
    """Let nobody else make a key meanwhile; others wait."""
    with (_folder("blind_keys") / "lock").open("a") as file:
        flock(file, LOCK_EX)
        yield


def delete_all_but(held: Collection[str], ended: Collection[str]) -> None:
    """Delete secrets and lists, finished or not, of keys that ended at once, and of keys that never came to be."""
    for path in (*_folder("blind_keys").glob("*.key"), *_folder("blind_lists").glob("*.blind*")):
        name = path.name[:_LENGTH]
        if name in ended or (is_name(name) and name not in held and not _is_new(path)):
            path.unlink(missing_ok=True)


def _is_new(path: Path) -> bool:
    try:
        return path.stat().st_mtime > (timezone.now() - _BEING_MADE).timestamp()
    except FileNotFoundError:
        return True


def _folder(name: str) -> Path:
    folder = Path(settings.HOME) / name
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)
    return folder
