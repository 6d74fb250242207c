"""A folder of files that appear whole or not at all: written out of sight, then moved into their places."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EACCES: "this user may not write there",
    errno.EROFS: "the disk can only be read",
    errno.ENOENT: "the folder around it does not exist",
}


class ReportNotWritten(Exception):  # noqa: N818  # the house names an exception by what happened
    """A report could not be written; what stood in its folder before is untouched and no half file is left."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: not written, because {reason}. Nothing was changed.")


@contextmanager
def placed_when_whole(folder: Path) -> Iterator[Path]:
    """Give an empty folder; when the block ends without an error, move the files in it to ``folder``.

    ``folder`` is made where it lacks, and taken away again where nothing came of it. Raises ReportNotWritten for
    anything the system refuses.
    """
    is_new = not folder.exists()
    try:
        beside = _room_beside(folder)
    except OSError as error:
        raise ReportNotWritten(folder, _reason_of(error)) from error
    try:
        yield beside
        _place(beside, folder)
    except OSError as error:
        _give_up(folder, is_new, beside)
        raise ReportNotWritten(folder, _reason_of(error)) from error
    except BaseException:
        _give_up(folder, is_new, beside)
        raise
    shutil.rmtree(beside)


def _room_beside(folder: Path) -> Path:
    """A hidden folder on the same disk; it is for its owner alone, the files in it get the usual mode."""
    folder.mkdir(exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=".reconciliation-", dir=folder))


def _place(beside: Path, folder: Path) -> None:
    written = sorted(beside.iterdir())
    for path in written:
        if (folder / path.name).is_dir():
            raise ReportNotWritten(folder / path.name, "a folder stands in its place")
        with path.open("rb") as file:
            os.fsync(file.fileno())
    for path in written:
        path.replace(folder / path.name)


def _give_up(folder: Path, is_new: bool, beside: Path) -> None:
    shutil.rmtree(beside, ignore_errors=True)
    if is_new:
        with suppress(OSError):
            folder.rmdir()


def _reason_of(error: OSError) -> str:
    return _REASONS.get(error.errno or 0, error.strerror or str(error))
