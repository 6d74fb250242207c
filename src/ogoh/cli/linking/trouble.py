"""What can go wrong in bulk work, in one sentence each, with status 2."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

import duckdb

from ogoh.cli.telling import refuse, refusing
from ogoh.linkage.reconciliation import ReportNotWritten, UnfitTables
from ogoh.linkage.sides import EngineFailed

_AGAIN = "The same command goes on where this one ended."
_FULL = "The disk has no room left for what is kept until the end: make room, or name another disk with --work."
_DISK = ("no space left", "disk full", "could not write", "not enough space")


@contextmanager
def told_in_a_sentence() -> Iterator[None]:
    """Turn what a user can mend into one sentence that names it, and status 2."""
    with refusing():
        try:
            yield
        except EngineFailed as failed:
            refuse(str(failed))
        except (ReportNotWritten, UnfitTables) as fault:
            refuse(str(fault))
        except BlockingIOError:
            refuse("Another command is at work on the same result. Let it end, or name another place with --out.")
        except OSError as fault:
            if "errno 28" not in str(fault).lower():
                raise
            refuse(f"{_FULL} {_AGAIN}")
        except duckdb.Error as fault:
            refuse(f"{_reason(fault)} {_AGAIN}")
        except BrokenProcessPool:
            refuse(
                "A process that compares was ended by the system, most likely for want of memory: "
                f"give fewer --workers. {_AGAIN}"
            )


def _reason(fault: duckdb.Error) -> str:
    """Why, without the engine's own words, which may quote what people are called."""
    text = str(fault).lower()
    if any(word in text for word in _DISK):
        return _FULL
    if isinstance(fault, duckdb.OutOfMemoryException):
        return "There is not enough memory for what is asked: give the engine more with --memory, or fewer --workers."
    return f"The engine could not go on ({type(fault).__name__})."
