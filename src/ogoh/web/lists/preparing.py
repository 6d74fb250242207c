"""What an entry needs before it can be a row: JSON, digest and keys, made beside the import in another process."""

from __future__ import annotations

import os
from array import array
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context

from ogoh.delivery import Entry, content_digest
from ogoh.identity import Subject, subject_to_json
from ogoh.matching import prepare, stored_keys

_BATCH = 2_000
_AHEAD = 6


@dataclass(frozen=True, slots=True)
class Ready:
    """An entry as it goes into the database; ``keys`` are native 64-bit numbers, packed."""

    reference: str
    digest: str
    subject: str
    keys: bytes
    grounds: str
    agency: str
    decided_on: str | None
    until: str | None


def make_ready(entry: Entry) -> Ready:
    """Make one entry ready."""
    return Ready(
        entry.reference,
        content_digest(entry),
        subject_to_json(entry.subject),
        packed_keys(entry.subject),
        entry.grounds,
        entry.agency,
        entry.decided_on.isoformat() if entry.decided_on else None,
        entry.until.isoformat() if entry.until else None,
    )


def packed_keys(subject: Subject) -> bytes:
    """The keys a subject is stored under, as native 64-bit numbers."""
    return array("q", stored_keys(prepare(subject))).tobytes()


def all_ready(entries: Iterable[Entry]) -> Iterator[Ready]:
    """Make entries ready, in order; past two thousand of them other processes help, a few batches ahead.

    Memory holds at most eight batches at a time.
    """
    walk = iter(entries)
    first = list(islice(walk, _BATCH))
    if len(first) < _BATCH:
        return map(make_ready, first)
    return _by_helpers(chain(first, walk))


def _by_helpers(entries: Iterable[Entry]) -> Iterator[Ready]:
    walk = iter(entries)
    waiting: deque[Future[list[Ready]]] = deque()
    # A forked process would share our database connection: start anew.
    with ProcessPoolExecutor(max(1, (os.cpu_count() or 2) - 1), mp_context=get_context("spawn")) as helpers:
        while batch := list(islice(walk, _BATCH)):
            waiting.append(helpers.submit(_batch_ready, batch))
            if len(waiting) > _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _batch_ready(batch: list[Entry]) -> list[Ready]:
    return [make_ready(entry) for entry in batch]
