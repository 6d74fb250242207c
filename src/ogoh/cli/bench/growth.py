"""How linkage grows with the size of both sides: a table and a plot, from the runs that were kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

_KEPT = "linkage.json"
_LEAST = 0.01
PICTURE = Path("pictures") / "benchmarks" / "linkage.svg"

_TABLE = """
## How linkage grows

Each row is a run of `ogoh bench linkage` with these sizes. *Join alone* is the engine's own floor: joining the keys of
both sides, counting and taking each pair once. Memory is that of all processes together.

| list | register | engine | wall | CPU | memory | pairs | join alone | whole to join |
|---|---|---|---|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One linkage of made-up files: rows of both sides, seconds, megabytes, pairs that share a key, and the seconds of
    the join alone."""

    listed: int
    registered: int
    engine: str
    spelling: str
    wall: float
    cpu: float
    megabytes: float
    pairs: int
    floor: float

    @property
    def name(self) -> str:
        """What tells the run from others."""
        return f"{self.listed} {self.registered} {self.engine} {self.spelling}"


def keep_run(home: Path, run: Run) -> None:
    """Keep a run until it is reported; one of the same sizes is replaced."""
    held = {one.name: one for one in kept_runs(home)} | {run.name: run}
    (home / _KEPT).write_bytes(orjson.dumps([asdict(one) for one in held.values()], option=orjson.OPT_INDENT_2))


def kept_runs(home: Path) -> list[Run]:
    """The runs kept so far, the smallest first."""
    path = home / _KEPT
    runs = [Run(**one) for one in orjson.loads(path.read_bytes())] if path.exists() else []
    return sorted(runs, key=lambda run: (run.spelling, run.engine, run.listed * run.registered))


def table(runs: list[Run]) -> str:
    """The table as Markdown, and the picture below it; nothing where nothing was linked."""
    usual = [run for run in runs if not run.spelling]
    if not usual:
        return ""
    rows = (
        f"| {run.listed:,} | {run.registered:,} | {run.engine} | {run.wall:.1f} s | {run.cpu:.0f} s | "
        f"{run.megabytes:,.0f} MB | {run.pairs:,} | {run.floor:.1f} s | {run.wall / max(run.floor, 0.1):.0f} |"
        for run in usual
    )
    shown = f"\n![Seconds of linkage by the rows of both sides]({PICTURE.as_posix()})\n" if drawn_of(runs) else ""
    return _TABLE + "\n".join(rows) + "\n" + shown


def drawn_of(runs: list[Run]) -> list[Run]:
    """The runs that the picture shows: on DuckDB, of lists as authorities write them."""
    return [run for run in runs if not run.spelling and run.engine == "duckdb"]


def picture(runs: list[Run]) -> str:
    """Seconds of the whole, of the processors and of the join alone, by the rows of both sides, as SVG."""
    import altair as alt

    from ogoh.cli.evaluate import drawing

    usual = drawn_of(runs)
    names = ("whole", "CPU", "join alone")
    rows = [row for run in usual for row in _points(run)]
    sizes = [run.listed + run.registered for run in usual]
    across = drawing.logarithmic("rows", "rows of both sides", min(sizes), max(*sizes, min(sizes) + 1))
    up = drawing.logarithmic("seconds", "seconds", _LEAST, max(1000.0, *(run.cpu for run in usual)))
    lines = drawing.drawn(rows).mark_line(strokeWidth=2, point=alt.OverlayMarkDef(size=30))
    encoded = lines.encode(alt.X(**across), alt.Y(**up), drawing.coloured(names), drawing.dashed(names))
    source = "Made-up list and register, DuckDB; made by ogoh bench linkage."
    return drawing.svg([encoded, *drawing.named_beside(names, 20, 14)], "Linkage: seconds by size", source)


def _points(run: Run) -> Iterator[Mapping[str, float | str]]:
    for series, seconds in (("whole", run.wall), ("CPU", run.cpu), ("join alone", run.floor)):
        yield {"rows": run.listed + run.registered, "series": series, "seconds": max(seconds, _LEAST)}
