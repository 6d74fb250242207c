"""A list from one installation to another: the whole of it, and what changed in four hours."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from ogoh.cli.bench.measuring import Cost, Figure, run_command

_SEED = 1
_MOST_SECONDS_FULL, _MOST_SECONDS_DELTA, _MOST_MEGABYTES = 120, 5, 1500
_SENDER, _RECEIVER = "sender", "receiver"


def exchange(home: Path, size: int, changes: int) -> list[Figure]:
    """Release ``size`` made-up listings there, take them here, then ``changes`` changes; on SQLite, all from empty."""
    command = f"ogoh bench parcel --size {size} --changes {changes}"
    made_up = _list_of(home, size)
    sender, receiver = _two_states(home / "parcel")
    run_command(["list", "import", str(made_up), "--source", "bans", "--dated", "2026-11-01"], sender)
    full = _release_and_take(sender, receiver)
    run_command(
        ["list", "import", str(_changed(made_up, changes)), "--source", "bans", "--delta", "--dated", "2026-11-02"],
        sender,
    )
    delta = _release_and_take(sender, receiver)
    _refuse_unequal(sender, receiver)
    return [
        *_figures(f"{size:,} listings, in full", full, _MOST_SECONDS_FULL, command, _size_of(sender, "bans-1-full")),
        *_figures(
            f"{changes:,} changes to {size:,} listings", delta, _MOST_SECONDS_DELTA, command, _size_of(sender, "bans-2")
        ),
    ]


def _list_of(home: Path, size: int) -> Path:
    home.mkdir(parents=True, exist_ok=True)
    made_up = home / f"list-{size}.csv"
    if not made_up.exists():
        run_command(["synthetic", "list", "--size", str(size), "--seed", str(_SEED), "--out", str(made_up)], home)
    return made_up


def _two_states(home: Path) -> tuple[Path, Path]:
    shutil.rmtree(home, ignore_errors=True)
    sender, receiver = home / _SENDER, home / _RECEIVER
    for place, code in ((sender, _SENDER), (receiver, _RECEIVER)):
        place.mkdir(parents=True)
        run_command(["parcel", "keys", "new", "--code", code, "--name", code], place)
        run_command(["parcel", "keys", "show", "--card", str(home / f"{code}.json")], place)
        run_command(["source", "add", "bans", "--name", "Benchmark", "--kind", "entry_ban"], place)
    for place, other in ((sender, _RECEIVER), (receiver, _SENDER)):
        run_command(["peer", "add", str(home / f"{other}.json"), "--fingerprint", _fingerprint(home / other)], place)
    run_command(["peer", "send", _RECEIVER, "bans"], sender)
    run_command(["peer", "take", _SENDER, "bans", "--source", "bans"], receiver)
    return sender, receiver


def _fingerprint(place: Path) -> str:
    from ogoh.delivery.parcel import KeyFolder

    return KeyFolder(place / "parcel_keys").card.fingerprint


def _changed(made_up: Path, changes: int) -> Path:
    """A delta: a third of the changes takes people off, a third changes them, a third adds some."""
    path = made_up.with_name(f"changes-{changes}.csv")
    with made_up.open(encoding="utf-8", newline="") as file, path.open("w", encoding="utf-8", newline="") as out:
        reader = csv.DictReader(file)
        writer = csv.DictWriter(out, [*(reader.fieldnames or ()), "removed"])
        writer.writeheader()
        writer.writerows(_changes(islice(reader, changes)))
    return path


def _changes(rows: Iterable[dict[str, str]]) -> Iterable[dict[str, str]]:
    for number, row in enumerate(rows):
        if number % 3 == 0:
            yield {**row, "removed": "yes"}
        elif number % 3 == 1:
            yield {**row, "agency": row["agency"] + " (перерегистрация)"}
        else:
            yield {**row, "id": "N" + row["id"]}


def _release_and_take(sender: Path, receiver: Path) -> tuple[Cost, Cost]:
    made = run_command(["release", "make", "bans"], sender)
    stick = sender.parent / "stick"
    shutil.rmtree(stick, ignore_errors=True)
    stick.mkdir()
    run_command(["peer", "pack", _RECEIVER, "--folder", str(stick)], sender)
    newest = max(stick.iterdir(), key=lambda one: one.stat().st_mtime)
    return made, run_command(["peer", "receive", str(newest)], receiver)


def _size_of(sender: Path, name: str) -> str:
    return f"{(sender / 'parcels' / 'out' / f'{name}.parcel').stat().st_size / 1e6:.2f} MB"


def _refuse_unequal(sender: Path, receiver: Path) -> None:
    """A figure of lists that are not equal would be worth nothing."""
    held = [_alive(place) for place in (sender, receiver)]
    if held[0] != held[1]:
        raise RuntimeError(f"{held[0]} people on the sender's list, {held[1]} on the receiver's")


def _alive(place: Path) -> int:
    told = subprocess.run(
        [sys.executable, "-m", "ogoh", "list", "show", "--json"],
        env={**os.environ, "OGOH_HOME": str(place)},
        check=True,
        capture_output=True,
    )
    alive: int = json.loads(told.stdout)[0]["alive"]
    return alive


def _figures(what: str, costs: tuple[Cost, Cost], most: int, command: str, size: str) -> list[Figure]:
    made, taken = costs
    whole = made.wall + taken.wall
    peak = max(made.peak_megabytes, taken.peak_megabytes)
    beside = f"made {made.wall:.1f} s, taken {taken.wall:.1f} s; {made.cpu + taken.cpu:.0f} CPU s; parcel of {size}"
    return [
        Figure(
            f"a release of {what}: made, opened and equal",
            f"{whole:.1f} s",
            f"under {most} s",
            whole < most,
            command,
            beside,
        ),
        Figure(
            f"a release of {what}: peak memory",
            f"{peak:.0f} MB",
            f"under {_MOST_MEGABYTES} MB",
            peak < _MOST_MEGABYTES,
            command,
        ),
    ]
