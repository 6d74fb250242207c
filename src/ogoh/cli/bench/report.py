"""The page of figures."""

from __future__ import annotations

import os
import platform
import sqlite3
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from ogoh.cli.bench.measuring import Figure

_HEAD = """# Benchmarks

Measured by the command beside each figure, on a machine with {cores} cores ({processor}), Python {python},
SQLite {sqlite}, on {day}. Machines are noisy: compare ratios within one run. On that day adding up ten million
numbers in Python took this one {pace:.1f} CPU seconds. All people are made up (`ogoh synthetic`); what the error
channel does to a name is in [the explanation](explanation/synthetic.md).

| what | figure | bar | | command | beside |
|---|---|---|---|---|---|
"""
_MET = {True: "met", False: "**missed**", None: ""}


def _pace() -> float:
    """How fast the machine is just now, so that figures of two days can be held against each other: CPU seconds."""
    started, total = time.process_time(), 0
    for number in range(10_000_000):
        total += number
    return time.process_time() - started


def page(figures: Sequence[Figure]) -> str:
    """The page as Markdown."""
    head = _HEAD.format(
        cores=os.cpu_count(),
        processor=platform.machine(),
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        day=f"{datetime.now(UTC):%Y-%m-%d}",
        pace=_pace(),
    )
    rows = (
        f"| {one.name} | {one.figure} | {one.bar} | {_MET[one.met]} | `{one.command}` | {one.beside} |"
        for one in sorted(figures, key=lambda one: one.command)
    )
    return head + "\n".join(rows) + "\n"
