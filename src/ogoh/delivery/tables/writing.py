"""Files appear whole or not at all: written beside their place, then renamed into it."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the file would be larger than this system allows",
    errno.EACCES: "this user may not write there",
    errno.EROFS: "the disk can only be read",
    errno.ENOENT: "the folder does not exist",
}


class TableNotWritten(Exception):  # noqa: N818  # the house names an exception by what happened
    """A file could not be written; whatever was at ``path`` before is untouched and no half file is left."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: not written, because {reason}. Nothing was changed.")

    def __reduce__(self) -> tuple[type[TableNotWritten], tuple[object, ...]]:
        """What another process needs to raise the same."""
        return TableNotWritten, (self.path, self.reason)


OWNER_ALONE = 0o600
"""The mode of a file that holds a secret."""


@contextmanager
def replaced_when_whole(path: Path, mode: int | None = None) -> Iterator[Path]:
    """Give a temporary path in the same folder; rename it to ``path`` when the block ends without an error.

    The file has ``mode`` before it appears under its name; where none is given, what the umask says.
    Raises TableNotWritten for anything the system refuses (full disk, missing folder, no permission).
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=path.suffix, dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise TableNotWritten(path, reason_of(error)) from error
    beside = Path(name)
    try:
        yield beside
        _reach_the_disk(beside)
        beside.chmod(0o666 & ~_umask() if mode is None else mode)
        beside.replace(path)
    except OSError as error:
        raise TableNotWritten(path, reason_of(error)) from error
    finally:
        beside.unlink(missing_ok=True)


def reason_of(error: OSError) -> str:
    """The system's refusal in plain words."""
    return REASONS.get(error.errno or 0, error.strerror or str(error))


def _reach_the_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _umask() -> int:
    """The umask can only be read by setting it; mkstemp ignores it and gives 0600."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
