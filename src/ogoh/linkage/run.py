"""The folder of a run: whose it is, so that a run that was broken off goes on, and no other is mistaken for it."""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import orjson

from ogoh.matching import KEYS_VERSION
from ogoh.matching.model import model_digest

_MARK, _LOCK = ".ogoh-run.json", ".ogoh-run.lock"


@contextmanager
def run_folder(folder: Path, asked: Mapping[str, str], gone_after: type[Exception] | tuple[()] = ()) -> Iterator[str]:
    """Make the folder of a run, or take up one in which the same was ``asked``; gives the run's own name.

    What another run has left there is thrown away. When the block ends without an error, or with one of ``gone_after``,
    the folder goes; else it stays, and the same run goes on in it. Raises FileExistsError where the folder is no run's,
    BlockingIOError where another process is at work in it.
    """
    _refuse_foreign(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        told = {**asked, "keys": KEYS_VERSION, "model": model_digest(), "ogoh": version("ogoh")}
        try:
            name = _taken_up(folder, told)
        except OSError:
            # A full disk, say: nothing has begun, so nothing is to be found again.
            _throw_away(folder)
            raise
        try:
            yield name
        except gone_after:
            _throw_away(folder)
            raise
        _throw_away(folder)


def _throw_away(folder: Path) -> None:
    _empty(folder)
    shutil.rmtree(folder)


def _refuse_foreign(folder: Path) -> None:
    """Nothing is ever taken away from a folder that Ogoh did not make."""
    if folder.exists() and not (folder / _MARK).exists() and any(one.name != _LOCK for one in folder.iterdir()):
        raise FileExistsError(17, "it is there already and is no folder of a run", str(folder))


def _taken_up(folder: Path, told: Mapping[str, str]) -> str:
    held = _held(folder / _MARK)
    if held.get("told") == told:
        return str(held["name"])
    _empty(folder)
    name = secrets.token_hex(8)
    write_whole(folder / _MARK, orjson.dumps({"name": name, "told": told}))
    return name


def _empty(folder: Path) -> None:
    """Throw away all but the mark: whoever is broken off here leaves a folder that can still be known for a run's."""
    for one in folder.iterdir():
        if one.is_dir():
            shutil.rmtree(one)
        elif one.name not in (_MARK, _LOCK):
            one.unlink()


def _held(mark: Path) -> dict[str, object]:
    """What is told of the run before; nothing where its mark cannot be read."""
    try:
        held = orjson.loads(mark.read_bytes())
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}


def write_whole(path: Path, content: bytes) -> None:
    """Write a small file whole or not at all."""
    beside = path.with_name(f"{path.name}.new")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def fingerprint(path: Path) -> str:
    """What tells one state of a file from another: its place, size and time of change."""
    state = path.stat()
    return f"{path.resolve()} {state.st_size} {state.st_mtime_ns}"
