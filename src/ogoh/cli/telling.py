"""How the command speaks: results on standard output, all else on standard error, no traceback to a user."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from ogoh.delivery.refusal import DeliveryRefused
from ogoh.delivery.tables import TableNotWritten
from ogoh.identity import Unreadable

REJECTED = 1
UNUSABLE = 2


def say(text: str) -> None:
    """Put a result on standard output."""
    typer.echo(text)


def tell(text: str) -> None:
    """Put a message on standard error."""
    typer.echo(text, err=True)


def refuse(text: str) -> NoReturn:
    """Say in one paragraph why the arguments or the input cannot be used, and end with status 2."""
    tell(text)
    raise typer.Exit(UNUSABLE)


@contextmanager
def refusing() -> Iterator[None]:
    """Turn what a user can mend into one paragraph and status 2."""
    try:
        yield
    except (DeliveryRefused, TableNotWritten, Unreadable) as refused:
        refuse(str(refused))
    except OSError as fault:
        what, why = fault.filename or "The file", fault.strerror or str(fault)
        refuse(f"{what}: {why}. Check the name, the rights and the room on the disk.")


@contextmanager
def progress() -> Iterator[Progress]:
    """A progress bar on standard error; it shows nothing where that is no terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    quiet = not console.is_terminal
    with Progress(*columns, console=console, transient=True, refresh_per_second=4, disable=quiet) as bar:
        yield bar
