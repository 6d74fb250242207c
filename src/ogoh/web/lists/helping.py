"""Processes that work beside an import, or whatever else reads a whole list, and never outlive it.

Each has a pipe of its own, of which nobody else holds an end: where one of the two is ended, the other is told at once.
A pool that shares its pipes may wait for ever for the second half of an answer.
"""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, cycle, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import NamedTuple, Self, TypeVar

from ogoh.delivery import DeliveryRefused

Given = TypeVar("Given")
Found = TypeVar("Found")


class _Helper(NamedTuple):
    process: BaseProcess
    pipe: Connection


class Helpers:
    """As many as the machine has cores, begun when they are wanted; a context manager, at whose end they are gone.

    ``work`` is what they help, for the message. They are spawned, for forked ones would share the database.
    """

    def __init__(self, work: str = "import") -> None:
        self._work = work
        self._begun: list[_Helper] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for helper in self._begun:
            helper.pipe.close()
            helper.process.terminate()
            helper.process.join()

    def each(
        self, work: Callable[[Given], Found], portions: Iterable[Given], worth: int = 2
    ) -> Iterator[tuple[Given, Found]]:
        """Every portion with what ``work`` makes of it, in order, one for each helper under way; fewer than ``worth``
        portions are done here. ``work`` and portions must be picklable.

        Raises what ``work`` raises, and DeliveryRefused where a helper is ended from outside.
        """
        walk = iter(portions)
        first = list(islice(walk, worth))
        if len(first) < worth:
            yield from ((portion, work(portion)) for portion in first)
        else:
            yield from self._shared_out(work, chain(first, walk))

    def _shared_out(self, work: Callable[[Given], Found], portions: Iterator[Given]) -> Iterator[tuple[Given, Found]]:
        crew = [self._begin(work) for _ in range(os.cpu_count() or 1)]
        under_way: deque[tuple[_Helper, Given]] = deque()
        # By turns, so that the helper whose turn it is has the oldest answer.
        for helper, portion in zip(cycle(crew), portions, strict=False):
            done: tuple[Given, Found] | None = self._done(*under_way.popleft()) if len(under_way) == len(crew) else None
            self._give(helper, portion)
            under_way.append((helper, portion))
            if done is not None:
                yield done
        yield from (self._done(*one) for one in under_way)

    def _begin(self, work: Callable[[Given], Found]) -> _Helper:
        spawned = get_context("spawn")
        ours, theirs = spawned.Pipe()
        process = spawned.Process(target=_help, args=(theirs, work), daemon=True)
        process.start()
        theirs.close()
        helper = _Helper(process, ours)
        self._begun.append(helper)
        return helper

    def _give(self, helper: _Helper, portion: object) -> None:
        try:
            helper.pipe.send(portion)
        except OSError as fault:
            raise self._ended() from fault

    def _done(self, helper: _Helper, portion: Given) -> tuple[Given, Found]:
        try:
            found, fault = helper.pipe.recv()
        except (EOFError, OSError) as broken:
            raise self._ended() from broken
        if fault is not None:
            raise fault
        return portion, found

    def _ended(self) -> DeliveryRefused:
        return DeliveryRefused(
            f"The processes that help the {self._work}",
            "one of them ended by the system",
            "all of them to work to the end",
            f"Nothing was changed. Most likely the memory ran out: make room and repeat the {self._work}.",
        )


def _help(pipe: Connection, work: Callable[[Given], Found]) -> None:
    """Work until the pipe is closed, or whoever holds its other end is gone; Ctrl-C is theirs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Portions hold no circles: looking at every object of one again and again costs a good part of the time.
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    try:
        while True:
            pipe.send(_outcome(work, pipe.recv()))
    except (EOFError, OSError):
        return


def _outcome(work: Callable[[Given], Found], portion: Given) -> tuple[Found | None, Exception | None]:
    try:
        return work(portion), None
    except Exception as fault:  # told to whoever asked
        return None, fault
