"""Importing a great list, and checking travellers against it."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from ogoh.cli.bench.measuring import Cost, Figure, run_command
from ogoh.cli.bench.population import travellers
from ogoh.cli.telling import refuse
from ogoh.identity import Subject

_SEED = 1
_SOURCE = "bench"
_MOST_SECONDS, _MOST_MEGABYTES = 180, 1500
_MEDIAN_MS, _P99_MS = 2.0, 10.0
# A service that has answered this many travellers has read the common words of names once.
_WARM = 1000
# Made-up lists have some rows that an import rejects.
_MOSTLY = 0.95


def import_list(home: Path, size: int) -> list[Figure]:
    """Import ``size`` made-up rows from CSV into an empty SQLite database in ``home``."""
    home.mkdir(parents=True, exist_ok=True)
    made_up = home / f"list-{size}.csv"
    if not made_up.exists():
        run_command(["synthetic", "list", "--size", str(size), "--seed", str(_SEED), "--out", str(made_up)], home)
    for old in home.glob("ogoh.sqlite3*"):
        old.unlink()
    run_command(["source", "add", _SOURCE, "--name", "Benchmark", "--kind", "entry_ban"], home)
    cost = run_command(["list", "import", str(made_up), "--source", _SOURCE, "--dated", "2026-11-01"], home)
    command = f"ogoh bench import --size {size}"
    return [
        _within(f"import of {size:,} CSV rows into SQLite, with keys", cost, command),
        Figure(
            f"peak memory of that import, {size:,} rows",
            f"{cost.peak_megabytes:.0f} MB",
            f"under {_MOST_MEGABYTES} MB",
            cost.peak_megabytes < _MOST_MEGABYTES,
            command,
            f"database {(home / 'ogoh.sqlite3').stat().st_size / 1e6:.0f} MB",
        ),
    ]


def _within(name: str, cost: Cost, command: str) -> Figure:
    met = cost.wall < _MOST_SECONDS
    return Figure(name, f"{cost.wall:.0f} s", f"under {_MOST_SECONDS} s", met, command, f"{cost.cpu:.0f} CPU s")


def check_travellers(home: Path, size: int, asked: int) -> list[Figure]:
    """Check ``asked`` travellers in process against the list that `import_list` left in ``home``; refused where that
    list is not there."""
    os.environ["OGOH_HOME"] = str(home)
    from ogoh.cli.database import open_database

    open_database()
    _refuse_without_list(home, size)
    # Other people for each form, for words once read are remembered. Nothing narrows a name alone: fewer of them.
    whole, dated, named = _groups(size, [asked + _WARM, asked + _WARM, asked // 5 + _WARM])
    command = f"ogoh bench check --size {size} --asked {asked}"
    forms = {
        "name, birth date, document, sex, citizenship": whole,
        "name and birth date": [replace(one, documents=(), sex=None, citizenships=()) for one in dated],
        "name alone": [replace(one, documents=(), sex=None, citizenships=(), births=()) for one in named],
    }
    return [
        figure
        for form, subjects in forms.items()
        for figure in _latency(f"{form}, {size:,} listings", subjects, command, barred=form != "name alone")
    ]


def _refuse_without_list(home: Path, size: int) -> None:
    from ogoh.web.lists.holdings import holdings

    held = sum(one.alive for one in holdings())
    if not _MOSTLY * size <= held <= size:
        refuse(
            f"{home} holds {held:,} listings, expected those of a list of {size:,}. "
            f"Import it first: ogoh bench import --size {size} --home {home}"
        )


def _groups(listed: int, sizes: Sequence[int]) -> Iterator[list[Subject]]:
    people = travellers(2 * sum(sizes), _SEED, listed)
    return ([one.subject for one in islice(people, size)] for size in sizes)


def _latency(form: str, subjects: Sequence[Subject], command: str, *, barred: bool) -> list[Figure]:
    from ogoh.web.checks.services import check

    milliseconds = []
    for subject in subjects:
        started = time.perf_counter()
        check(subject)
        milliseconds.append(1000 * (time.perf_counter() - started))
    measured = sorted(milliseconds[_WARM:])
    found = {"median": statistics.median(measured), "99th percentile": measured[int(0.99 * len(measured))]}
    bars = {"median": _MEDIAN_MS, "99th percentile": _P99_MS}
    return [
        Figure(
            f"a check in process ({form}): {what}",
            f"{value:.2f} ms",
            f"under {bars[what]:.0f} ms" if barred else "–",
            value < bars[what] if barred else None,
            command,
            f"slowest {measured[-1]:.1f} ms; after {_WARM} others",
        )
        for what, value in found.items()
    ]
