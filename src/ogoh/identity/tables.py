"""The tables of this room: comma-separated files in ``data`` whose comment lines name their source."""

from __future__ import annotations

import csv
from importlib.resources import files


def read_table(name: str) -> list[dict[str, str]]:
    """Read one table as rows by heading; lines that begin with ``#`` are remarks."""
    text = (files("ogoh.identity") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#")))
