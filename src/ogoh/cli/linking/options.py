"""Options that ``ogoh link`` and ``ogoh reconcile`` share; light, for every command imports them."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ogoh.linkage.settings import Settings

GROUPING_LEAST = 0.01
"""From which probability on pairs of one list are kept, to see how well groups hold together."""


class EngineName(StrEnum):
    """Which engine joins."""

    DUCKDB = "duckdb"
    SPARK = "spark"


Columns = Annotated[Path | None, typer.Option(help="A YAML file that names the columns of the list.")]
RegisterColumns = Annotated[Path | None, typer.Option(help="The same for the register.")]
Rejects = Annotated[Path | None, typer.Option(help="Where rows of the list go that cannot be used.")]
RegisterRejects = Annotated[Path | None, typer.Option(help="The same for the register.")]
EngineChoice = Annotated[EngineName, typer.Option(help="DuckDB in this process, or Apache Spark (ogoh[spark], Java).")]
Workers = Annotated[int | None, typer.Option(help="Processes; as many as there are processors, up to 8.", min=1)]
Memory = Annotated[int, typer.Option(help="Megabytes that the engine may hold before it writes to disk.", min=200)]
Work = Annotated[
    Path | None,
    typer.Option(help="A folder for what is kept until the end; beside the result where none is given."),
]


def settings_of(workers: int | None, memory: int) -> Settings:
    """The settings that options give."""
    chosen = Settings(memory=memory)
    return replace(chosen, workers=workers) if workers else chosen
