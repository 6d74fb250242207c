"""``ogoh link``: the pairs of a list and a register that are one person; or of one list with itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ogoh.cli.linking.options import (
    Columns,
    EngineChoice,
    EngineName,
    Memory,
    RegisterColumns,
    RegisterRejects,
    Rejects,
    Work,
    Workers,
    settings_of,
)
from ogoh.linkage.settings import EVEN, MEMORY, Kept


def run(
    list_file: Annotated[Path, typer.Argument(metavar="LIST", help="CSV, XLSX, JSON Lines, Parquet or XML.")],
    out: Annotated[Path, typer.Option(help="Where the pairs go: .csv, .parquet, .jsonl or .xlsx.")],
    register: Annotated[
        Path | None, typer.Argument(metavar="[REGISTER]", help="Left out: the list is linked with itself.")
    ] = None,
    min_probability: Annotated[
        float, typer.Option(help="The least probability of a pair.", min=0.0001, max=0.9999)
    ] = EVEN,
    keep: Annotated[
        Kept, typer.Option(help="The best for each record of the register, one-to-one, or all.")
    ] = Kept.BEST,
    groups_out: Annotated[
        Path | None, typer.Option("--groups", help="With one file: where the group of every record goes.")
    ] = None,
    crossings: Annotated[
        bool, typer.Option("--crossings", help="With one file: it is a register, in which one person crosses often.")
    ] = False,
    engine: EngineChoice = EngineName.DUCKDB,
    columns: Columns = None,
    register_columns: RegisterColumns = None,
    rejects: Rejects = None,
    register_rejects: RegisterRejects = None,
    workers: Workers = None,
    memory: Memory = MEMORY,
    work: Work = None,
    figures: Annotated[
        Path | None, typer.Option(help="A JSON file for what the run cost: seconds of each step, sizes.")
    ] = None,
) -> None:
    """Link a whole list with a whole register: which records are one person, and what speaks for it."""
    from ogoh.cli.linking import link
    from ogoh.cli.linking.files import SideFile

    if register is None and crossings:
        left, right = SideFile(list_file, True, register_columns or columns, register_rejects or rejects), None
    else:
        left = SideFile(list_file, False, columns, rejects)
        right = None if register is None else SideFile(register, True, register_columns, register_rejects)
    outputs = link.Outputs(out, groups_out, figures)
    link.link(left, right, outputs, min_probability, keep, settings_of(workers, memory), engine, work)
