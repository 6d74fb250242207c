"""The kernel in processes of its own, so that Python uses every core: batches out, results back, a few under way."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any, Self, TypeVar

import pyarrow as pa

from ogoh.linkage.keys import Dating, KeyMaker
from ogoh.linkage.name_columns import NameReader
from ogoh.linkage.scores import Scorer
from ogoh.linkage.sieve import sieve_in
from ogoh.matching.commonness import Bearers, Borne, commonness_on

_Result = TypeVar("_Result")
_UNDER_WAY = 2

_scorers: dict[str, Scorer] = {}


class Workers:
    """A pool of processes, or none; a context manager. Each remembers the words it has met."""

    def __init__(self, number: int) -> None:
        self._number = number
        # A fork would copy the threads of the engine half; a fresh interpreter is sure to work.
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(max(1, number), mp_context=context, initializer=_follow_parent)
        for _ in range(number):
            self._pool.submit(_wake)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def begin(self, work: Callable[..., _Result], *told: Any) -> Future[_Result]:
        """Let a process do something while this one does something else."""
        return self._pool.submit(work, *told)

    def each(self, work: Callable[..., _Result], batches: Iterable[pa.RecordBatch], *told: Any) -> Iterator[_Result]:
        """What ``work`` makes of each batch, in the order of the batches, with a bounded number under way."""
        under_way: deque[Future[_Result]] = deque()
        for batch in batches:
            under_way.append(self._pool.submit(work, batch, *told))
            if len(under_way) > self._number * _UNDER_WAY:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


def _follow_parent() -> None:
    """End with the command, however it ends: whoever presses Ctrl-C means the command, which ends its processes itself,
    and one that is killed leaves nobody behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_after, args=(multiprocessing.parent_process(),), daemon=True).start()


def _end_after(parent: BaseProcess | None) -> None:
    if parent is not None:
        parent.join()
        os._exit(1)


def _wake() -> None:
    """Does nothing, but while the parent reads files the child has read its modules."""


@cache
def _reader() -> NameReader:
    return NameReader()


def asked_keys(subjects: pa.RecordBatch) -> pa.RecordBatch:
    """`KeyMaker.asked` in this process."""
    return KeyMaker(_reader()).asked(subjects)


def stored_keys(subjects: pa.RecordBatch, asking: Dating, sieve: Path) -> tuple[pa.RecordBatch, Counter[Borne]]:
    """`KeyMaker.stored` in this process, with the sieve in a file."""
    return KeyMaker(_reader()).stored(subjects, asking, sieve_in(sieve))


def scores(pairs: pa.RecordBatch, bearers: tuple[Bearers, ...], counted: str, least: float) -> pa.RecordBatch:
    """`Scorer.score` in this process, with the names of a register; ``counted`` is their digest."""
    if counted not in _scorers:
        _scorers.clear()
        _scorers[counted] = Scorer(_reader(), commonness_on(bearers, "register"))
    return _scorers[counted].score(pairs, least)
