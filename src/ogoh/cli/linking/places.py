"""Where results go: refused before any work, if they cannot go there."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.tables import format_of


def refuse_places(outputs: Iterable[Path | None], inputs: Iterable[Path | None], folder: Path) -> None:
    """Refuse results that would be written over what is read or over each other, into the folder of the run, which is
    thrown away, or into a folder that is not there. Raises DeliveryRefused."""
    if "?" in str(folder):
        raise _refused(folder, "a question mark in the name of the folder of the run", "a name that DuckDB can open")
    if folder.exists() and not folder.is_dir():
        raise _refused(folder, "a file", "a folder for what is kept until the end")
    wanted = [path.resolve() for path in outputs if path is not None]
    for path in inputs:
        if path is not None and (path.resolve() in wanted or path.resolve().parent in wanted):
            raise _refused(path, "a file that is read, where a result is to be", "another place for the result")
    for one, other in combinations(wanted, 2):
        if one == other or one in other.parents:
            raise _refused(one, "the place of two results", "a place of its own for each")
    for path in wanted:
        if path == folder or folder in path.parents:
            raise _refused(path, "a place inside the folder of the run, which is thrown away", "a place outside it")
        if not path.parent.is_dir():
            raise _refused(path, "no folder around it", "a file in a folder that is there")


def refuse_unwritable(*outputs: Path | None) -> None:
    """Refuse results in formats that are not written, and folders in their place. Raises DeliveryRefused."""
    for path in outputs:
        if path is not None:
            format_of(path)
    refuse_folders(*outputs)


def refuse_folders(*outputs: Path | None) -> None:
    """Refuse folders in the place of results. Raises DeliveryRefused."""
    for path in outputs:
        if path is not None and path.is_dir():
            raise _refused(path, "a directory", "a file that can be written")


def _refused(path: Path, found: str, expected: str) -> DeliveryRefused:
    return DeliveryRefused(str(path), found, expected, "Name another place; nothing was read or written.")
