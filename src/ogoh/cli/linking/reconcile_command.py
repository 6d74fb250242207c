"""``ogoh reconcile``: what a linked register says about a list, as a workbook, a page of pictures and JSON."""

from __future__ import annotations

from datetime import datetime
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
from ogoh.cli.words import Language
from ogoh.linkage.kinds import ListKind, RegisterOf
from ogoh.linkage.settings import MEMORY


def run(
    list_file: Annotated[Path, typer.Argument(metavar="LIST", help="CSV, XLSX, JSON Lines, Parquet or XML.")],
    register: Annotated[Path, typer.Argument(metavar="REGISTER", help="Crossings: with crossed_on and direction.")],
    out: Annotated[Path, typer.Option(help="The folder for the report; made where it lacks.")],
    register_of: Annotated[
        RegisterOf, typer.Option(help="Whose border the register watches: the people's own state, or the barring one.")
    ] = RegisterOf.HOME,
    kind: Annotated[
        ListKind, typer.Option(help="Which of the two lists it is: leaving the country settles only one of them.")
    ] = ListKind.CONTROLLED_PERSONS,
    list_dated: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day of the list; else that of the file.")
    ] = None,
    today: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day on which terms are looked at.")
    ] = None,
    sure: Annotated[float, typer.Option(help="From which probability an answer is sure.", min=0.51, max=1.0)] = 0.9,
    language: Annotated[Language, typer.Option(help="The language of the report.")] = Language.ENGLISH,
    tell_documents: Annotated[
        bool,
        typer.Option(
            "--tell-documents", help="Tell the source new numbers of passports: it makes the list better at barring."
        ),
    ] = False,
    engine: EngineChoice = EngineName.DUCKDB,
    columns: Columns = None,
    register_columns: RegisterColumns = None,
    rejects: Rejects = None,
    register_rejects: RegisterRejects = None,
    allow_rejects: Annotated[
        bool, typer.Option("--allow-rejects", help="Go on though more than 5 % of the rows of a file cannot be used.")
    ] = False,
    workers: Workers = None,
    memory: Memory = MEMORY,
    work: Work = None,
) -> None:
    """Say who on a list has left, never entered, came back, is listed twice, too long, or under an old name."""
    from ogoh.cli.linking import reconcile
    from ogoh.cli.linking.files import SideFile

    left = SideFile(list_file, False, columns, rejects, is_spoilt_by_rejects=not allow_rejects)
    right = SideFile(register, True, register_columns, register_rejects, is_spoilt_by_rejects=not allow_rejects)
    wanted = reconcile.Wanted(
        out, register_of, kind, list_dated and list_dated.date(), today and today.date(), sure, language, tell_documents
    )
    reconcile.reconcile(left, right, wanted, settings_of(workers, memory), engine, work)
