"""Processes that work beside an import, or whatever else reads a whole list, and never outlive it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread

from ogoh.delivery import DeliveryRefused


@contextmanager
def helpers(work: str = "import") -> Iterator[ProcessPoolExecutor]:
    """As many helpers as the machine has cores; they are spawned, for forked ones would share the database.

    ``work`` is what they help, for the message. Raises DeliveryRefused where one of them is ended from outside.
    """
    spawned = get_context("spawn")
    try:
        with ProcessPoolExecutor(os.cpu_count() or 1, mp_context=spawned, initializer=_follow_the_import) as pool:
            yield pool
    except BrokenProcessPool as fault:
        raise DeliveryRefused(
            f"The processes that help the {work}",
            "one of them ended by the system",
            "all of them to work to the end",
            f"Nothing was changed. Most likely the memory ran out: make room and repeat the {work}.",
        ) from fault


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
