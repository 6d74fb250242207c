"""``ogoh synthetic``: made-up lists, registers, travellers and pairs, as files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from ogoh.cli.telling import progress, refuse, refusing, tell
from ogoh.delivery.tables import write_table
from ogoh.synthetic import (
    COLUMNS,
    PAIR_COLUMNS,
    REGISTER_COLUMNS,
    TRAVELLER_COLUMNS,
    list_rows,
    pair_rows,
    register_rows,
    russian_headings,
    spellings,
    traveller_rows,
)

_STEP = 1000

Size = Annotated[int, typer.Option(help="How many rows.", min=1)]
Seed = Annotated[
    int, typer.Option(help="The same seed makes the same people; files of one seed belong together.", min=0)
]
Out = Annotated[Path, typer.Option(help="The file to write: .csv, .xlsx, .jsonl or .parquet.")]
Russian = Annotated[bool, typer.Option("--russian-headings", help="Headings as a Russian authority writes them.")]

group = typer.Typer(
    no_args_is_help=True, help="Made-up people for demo, tests and benchmarks; nobody among them exists."
)


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    app.add_typer(group, name="synthetic")


@group.command("list")
def make_list(
    size: Size,
    out: Out,
    seed: Seed = 1,
    russian: Russian = False,
    spelling: Annotated[
        str, typer.Option(help="Write all names in one spelling, such as tajik or passport; else as authorities do.")
    ] = "",
) -> None:
    """A list as an authority writes it: Russian spellings, grounds, agency, dates."""
    if spelling and spelling not in spellings():
        refuse(f"--spelling: {spelling!r} found, expected one of {', '.join(spellings())}.")
    _deliver(out, COLUMNS, list_rows(size, seed, spelling=spelling), size, russian)


@group.command("register")
def make_register(
    size: Size,
    out: Out,
    seed: Seed = 1,
    list_size: Annotated[int | None, typer.Option(help="How far the list of this seed reaches.", min=0)] = None,
    russian: Russian = False,
) -> None:
    """A border register: crossings in passport spelling; person and listed_as are the truth."""
    _deliver(out, REGISTER_COLUMNS, register_rows(size, seed, list_size), size, russian)


@group.command("pairs")
def make_pairs(size: Size, out: Out, seed: Seed = 1) -> None:
    """Labelled pairs for ``ogoh compare``: one person written twice, or two who look alike."""
    _deliver(out, PAIR_COLUMNS, pair_rows(size, seed), size, False)


@group.command("travellers")
def make_travellers(
    size: Size,
    out: Out,
    seed: Seed = 1,
    list_size: Annotated[int, typer.Option(help="How many records the list of this seed has.", min=1)] = 20_000,
    russian: Russian = False,
) -> None:
    """Travellers against the list of the same seed: half of them on it; listed_as is the truth."""
    _deliver(out, TRAVELLER_COLUMNS, traveller_rows(size, seed, list_size), size, russian)


def _deliver(out: Path, columns: Sequence[str], rows: Iterator[Mapping[str, str]], size: int, russian: bool) -> None:
    named = russian_headings() if russian else {}
    headings = [named.get(column, column) for column in columns]
    with refusing():
        written = write_table(out, headings, _counted(columns, rows, size))
    tell(f"{written} rows in {out}. None of these people exists.")


def _counted(columns: Sequence[str], rows: Iterable[Mapping[str, str]], size: int) -> Iterator[tuple[str, ...]]:
    with progress() as bar:
        task = bar.add_task("Making people up", total=size)
        for number, row in enumerate(rows, 1):
            yield tuple(row[column] for column in columns)
            if number % _STEP == 0:
                bar.update(task, completed=number)
