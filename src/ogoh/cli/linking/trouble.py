"""What can go wrong in bulk work, in one sentence each, with status 2."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

import duckdb
import typer

from ogoh.cli.telling import refuse, refusing, tell
from ogoh.linkage.reconciliation import ReportNotWritten, UnfitTables
from ogoh.linkage.sides import EngineFailed

INTERRUPTED = 130
"""The status of what Ctrl-C ended."""

_FULL = "The disk has no room left for what is kept until the end: make room, or name another disk with --work."
_NO_ROOM = ("errno 28", "errno 27")
_DISK = ("no space left", "disk full", "could not write", "not enough space")


@contextmanager
def told_in_a_sentence(folder: Path) -> Iterator[None]:
    """Turn what a user can mend into one sentence that names it, and status 2; ``folder`` is that of the run.

    An interruption is no fault: it says what is kept, and ends with the status that the system knows for it.
    """
    with refusing():
        try:
            before = signal.signal(signal.SIGTERM, _interrupted)
            try:
                yield
            finally:
                signal.signal(signal.SIGTERM, before)
        except KeyboardInterrupt:
            tell(f"Stopped.{_kept(folder)}")
            raise typer.Exit(INTERRUPTED) from None
        except EngineFailed as failed:
            refuse(str(failed))
        except (ReportNotWritten, UnfitTables) as fault:
            refuse(str(fault))
        except BlockingIOError:
            refuse("Another command is at work on the same result. Let it end, or name another place with --out.")
        except FileExistsError as fault:
            refuse(f"{fault.filename}: {fault.strerror}. Name another folder with --work; nothing was read or written.")
        except OSError as fault:
            if not any(one in str(fault).lower() for one in _NO_ROOM):
                raise
            refuse(f"{_FULL}{_kept(folder)}")
        except duckdb.Error as fault:
            refuse(f"{_reason(fault)}{_kept(folder)}")
        except BrokenProcessPool:
            refuse(
                "A process that compares was ended by the system, most likely for want of memory: "
                f"give fewer --workers.{_kept(folder)}"
            )


def _interrupted(_signal: int, _frame: FrameType | None) -> NoReturn:
    """Who ends the command politely means what Ctrl-C means."""
    raise KeyboardInterrupt


def _kept(folder: Path) -> str:
    """Where what was done is kept, if anything is."""
    return f" What was done is kept in {folder}: the same command goes on from there." if folder.exists() else ""


def _reason(fault: duckdb.Error) -> str:
    """Why, without the engine's own words, which may quote what people are called."""
    text = str(fault).lower()
    if any(word in text for word in _DISK):
        return _FULL
    if isinstance(fault, duckdb.OutOfMemoryException):
        return "There is not enough memory for what is asked: give the engine more with --memory, or fewer --workers."
    return f"The engine could not go on ({type(fault).__name__})."
