"""Making up a population."""

from __future__ import annotations

import time

from ogoh.cli.bench.measuring import Figure
from ogoh.synthetic import people

_MOST_SECONDS = 120


def make_up(size: int) -> list[Figure]:
    """Make up ``size`` people and throw them away."""
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in people(size, 1):
        pass
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    name, command = f"{size:,} made-up people", f"ogoh bench people --size {size}"
    return [
        Figure(name, f"{wall:.0f} s", f"under {_MOST_SECONDS} s", wall < _MOST_SECONDS, command, f"{cpu:.0f} CPU s")
    ]
