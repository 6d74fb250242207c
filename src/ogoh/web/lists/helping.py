"""Processes that work beside an import and never outlive it."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from threading import Thread


def helpers() -> ProcessPoolExecutor:
    """As many helpers as the machine has cores; they are spawned, for forked ones would share the database."""
    return ProcessPoolExecutor(os.cpu_count() or 1, mp_context=get_context("spawn"), initializer=_follow_the_import)


def _follow_the_import() -> None:
    """Leave Ctrl-C to the import, and end with it even where it is killed and cannot say so.

    A helper holds both ends of the queue it waits at, so that nothing else would ever wake it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_import, daemon=True).start()


def _end_with_the_import() -> None:
    importing = parent_process()
    if importing is not None:
        importing.join()
        os._exit(1)
