"""A list against a register: seconds, memory, pairs, how many are right, and the engine's own floor."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import orjson

from ogoh.cli.bench.growth import Run, keep_run
from ogoh.cli.bench.measuring import Cost, Figure, run_command

_SEED = "1"
_MEGABYTES = 2000
_SECONDS = 20
_BEST, _AT_DEFAULT = 0.985, 0.98
_BARRED = (100_000, 1_000_000)
_LOWEST = "0.01"
_DEFAULT = 0.5


@dataclass(frozen=True, slots=True)
class Files:
    """Made-up files: the list, the register, and how many records each has."""

    listed: Path
    register: Path
    sizes: tuple[int, int]
    spelling: str

    @property
    def name(self) -> str:
        """What is linked, for a table."""
        written = f" (list in {self.spelling})" if self.spelling else ""
        return f"{self.sizes[0]:,} x {self.sizes[1]:,}{written}"


def link_made_up(home: Path, sizes: tuple[int, int], spelling: str, engine: str, *, accuracy: bool) -> list[Figure]:
    """Link a made-up list with a made-up register in a process of its own; with ``accuracy`` once more with a low
    threshold, to see which would have been best."""
    files = _files(home, sizes, spelling)
    command = f"ogoh bench linkage --list-size {sizes[0]} --register-size {sizes[1]}"
    command += (f" --spelling {spelling}" if spelling else "") + (f" --engine {engine}" if engine != "duckdb" else "")
    cost, told = _linked(home, files, engine, str(_DEFAULT))
    figures = list(_costs(files, engine, cost, told, command))
    floor = told["seconds"]["candidates"]
    keep_run(home, Run(*sizes, engine, spelling, cost.wall, cost.cpu, cost.peak_megabytes, told["candidates"], floor))
    if accuracy:
        _linked(home, files, engine, _LOWEST)
        figures += _accuracy(home, files, engine, command)
    return figures


def _files(home: Path, sizes: tuple[int, int], spelling: str) -> Files:
    listed, registered = map(str, sizes)
    home.mkdir(parents=True, exist_ok=True)
    found = Files(
        home / f"list-{listed}{spelling and '-'}{spelling}.csv",
        home / f"register-{registered}-{listed}.csv",
        sizes,
        spelling,
    )
    if not found.listed.exists():
        written = ("--spelling", spelling) if spelling else ()
        run_command(
            ["synthetic", "list", "--size", listed, "--seed", _SEED, *written, "--out", str(found.listed)], home
        )
    if not found.register.exists():
        wanted = ("--size", registered, "--list-size", listed, "--seed", _SEED)
        run_command(["synthetic", "register", *wanted, "--out", str(found.register)], home)
    return found


def _linked(home: Path, files: Files, engine: str, least: str) -> tuple[Cost, dict[str, Any]]:
    out, figures = home / "linked.parquet", home / "linked.json"
    out.unlink(missing_ok=True)
    told = ("--min-probability", least, "--engine", engine, "--figures", str(figures))
    cost = run_command(["link", str(files.listed), str(files.register), "--out", str(out), *told], home)
    return cost, orjson.loads(figures.read_bytes())


def _costs(files: Files, engine: str, cost: Cost, told: dict[str, Any], command: str) -> Iterator[Figure]:
    barred = files.sizes == _BARRED and engine == "duckdb"
    seconds = told["seconds"]
    floor = seconds["candidates"]
    steps = ", ".join(f"{step} {taken:.1f}" for step, taken in seconds.items())
    where = "" if engine == "duckdb" else f" on {engine.capitalize()}"
    name = f"link {files.name}{where}"
    yield Figure(
        f"{name}: wall",
        f"{cost.wall:.1f} s",
        f"under {_SECONDS} s" if barred else "–",
        cost.wall < _SECONDS if barred else None,
        command,
        f"{cost.cpu:.0f} CPU s; seconds of each step: {steps}",
    )
    yield Figure(
        f"{name}: memory",
        f"{cost.peak_megabytes:,.0f} MB",
        f"under {_MEGABYTES:,} MB" if barred else "–",
        cost.peak_megabytes < _MEGABYTES if barred else None,
        command,
        "all processes together",
    )
    scoring = seconds.get("scores", 0.0) or 0.01
    yield Figure(
        f"{name}: pairs",
        f"{told['candidates']:,}",
        "–",
        None,
        command,
        f"{told['candidates'] / scoring:,.0f} scored a second; {told['linked']:,} linked; "
        f"join and distinct alone {floor:.1f} s, the whole {cost.wall / max(floor, 0.01):.0f} times that",
    )


def _accuracy(home: Path, files: Files, engine: str, command: str) -> Iterator[Figure]:
    barred = files.sizes == _BARRED
    truth = _truth(files.register)
    ranked = _ranked(home / "linked.parquet", truth)
    best = max((_f1(right, found, len(truth)), at) for at, right, found in ranked)
    _, right, found = min(one for one in ranked if one[0] >= _DEFAULT)
    usual = _f1(right, found, len(truth))
    where = "" if engine == "duckdb" else f" on {engine.capitalize()}"
    told = f"precision {right / found:.4f}, recall {right / len(truth):.4f} of {len(truth):,} crossings of the listed"
    for what, value, bar, beside in (
        ("best F1", best[0], _BEST, f"at probability {best[1]:.2f}"),
        (f"F1 at the default threshold ({_DEFAULT})", usual, _AT_DEFAULT, told),
    ):
        wanted, met = (f"at least {bar}", value >= bar) if barred else ("–", None)
        yield Figure(f"link {files.name}{where}: {what}", f"{value:.4f}", wanted, met, command, beside)


def _truth(register: Path) -> dict[str, str]:
    with register.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["listed_as"] for row in csv.DictReader(file) if row["listed_as"]}


def _ranked(pairs: Path, truth: dict[str, str]) -> list[tuple[float, int, int]]:
    """For every probability that is met, how many pairs of at least that are right, and how many there are."""
    with duckdb.connect() as database:
        query = "SELECT probability, left_id, right_id FROM read_parquet(?)"
        found = database.execute(query, [str(pairs)]).fetchall()
    counts: Counter[float] = Counter()
    right: Counter[float] = Counter()
    for probability, left, register in found:
        counts[probability] += 1
        right[probability] += truth.get(register) == left
    ranked, so_far, right_so_far = [], 0, 0
    for probability in sorted(counts, reverse=True):
        so_far += counts[probability]
        right_so_far += right[probability]
        ranked.append((probability, right_so_far, so_far))
    return ranked


def _f1(right: int, found: int, true: int) -> float:
    """Twice the right ones over all that were found and all that there are (the harmonic mean of precision and
    recall)."""
    return 2 * right / (found + true)
