"""The folder of a run: whose it is, so that a run that was broken off goes on, and no other is mistaken for it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import orjson

from ogoh.matching import KEYS_VERSION
from ogoh.matching.model import model

_NAME = "run.json"


def run_folder(folder: Path, asked: Mapping[str, str]) -> bool:
    """Make the folder of a run, or take up one in which the same was ``asked``; whether it was there already.

    What another run has left there is thrown away, if it is a run's folder. Raises FileExistsError where it is not.
    """
    told = {**asked, "keys": KEYS_VERSION, "model": model().version}
    held = folder / _NAME
    if folder.exists() and not held.exists() and any(folder.iterdir()):
        raise FileExistsError(17, "it is there already and is no folder of a run", str(folder))
    if held.exists() and orjson.loads(held.read_bytes()) == told:
        return True
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    held.write_bytes(orjson.dumps(told))
    return False


def fingerprint(path: Path) -> str:
    """What tells one state of a file from another: its place, size and time of change."""
    state = path.stat()
    return f"{path.resolve()} {state.st_size} {state.st_mtime_ns}"
