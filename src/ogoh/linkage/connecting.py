"""DuckDB as a linkage opens it: bounded in memory, and spilling into the folder of the run, not where it was begun."""

from __future__ import annotations

from pathlib import Path

import duckdb

from ogoh.linkage.settings import Settings

IN_MEMORY = ":memory:"


def connected(folder: Path, settings: Settings, database: str = IN_MEMORY) -> duckdb.DuckDBPyConnection:
    """A connection to ``database``, a file or memory, that keeps what memory does not hold in ``folder``."""
    return duckdb.connect(
        database,
        config={
            "memory_limit": f"{settings.memory}MB",
            "threads": settings.workers,
            "temp_directory": str(folder / "spilled"),
            "preserve_insertion_order": False,
            # What is written is read a few times and thrown away.
            "force_compression": "uncompressed",
        },
    )
