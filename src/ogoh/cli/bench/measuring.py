"""What a run costs: wall and CPU seconds, peak memory; and where results are kept until they are reported."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event, Thread

_RESULTS = "results.json"
_SAMPLE_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure: what it is of, how it stands to its bar, and the command that made it."""

    name: str
    figure: str
    bar: str
    met: bool | None
    command: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds, and the greatest memory of a process and its helpers together, in megabytes (10**6 bytes)."""

    wall: float
    cpu: float
    peak_megabytes: float


def run_command(arguments: Sequence[str], home: Path) -> Cost:
    """Run an ``ogoh`` command in a process of its own, with its data in ``home``, and say what it cost.

    Raises CalledProcessError where it ends with a status other than 0 or 1.
    """
    environment = {**os.environ, "OGOH_HOME": str(home)}
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "ogoh", *arguments], env=environment)  # noqa: S603
    watch = _Watch(process.pid)
    watch.start()
    status = process.wait()
    wall = time.perf_counter() - started
    watch.ended.set()
    watch.join()
    if status not in (0, 1):
        raise subprocess.CalledProcessError(status, list(arguments))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu, watch.peak / 1e6)


class _Watch(Thread):
    """Looks ten times a second at the memory that a process and its children hold (resident pages, Linux)."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self.ended = Event()
        self.peak = 0

    def run(self) -> None:
        while not self.ended.wait(_SAMPLE_SECONDS):
            self.peak = max(self.peak, sum(_resident(one) for one in _family(self._process)))


def _family(process: int) -> Iterator[int]:
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        for child in _text(children).split():
            yield from _family(int(child))


def _resident(process: int) -> int:
    pages = _text(Path(f"/proc/{process}/statm")).split()
    return int(pages[1]) * resource.getpagesize() if pages else 0


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def keep(home: Path, figures: Sequence[Figure]) -> None:
    """Keep figures until they are reported; a figure of the same name is replaced."""
    held = {one.name: one for one in kept(home)} | {one.name: one for one in figures}
    home.mkdir(parents=True, exist_ok=True)
    (home / _RESULTS).write_text(json.dumps([asdict(one) for one in held.values()], ensure_ascii=False, indent=1))


def kept(home: Path) -> list[Figure]:
    """The figures kept so far."""
    path = home / _RESULTS
    return [Figure(**one) for one in json.loads(path.read_text())] if path.exists() else []
