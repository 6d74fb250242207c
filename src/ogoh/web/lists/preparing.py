"""What an entry needs before it can be a row: JSON and digest made here, keys beside it in other processes."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import chain, islice

from ogoh.delivery import Entry, content_digest
from ogoh.identity import subject_from_json, subject_to_json
from ogoh.matching import prepare, stored_keys
from ogoh.web.lists.helping import helpers

_BATCH = 2_000
_AHEAD = 6


@dataclass(frozen=True, slots=True)
class Ready:
    """An entry as it goes into the database: ``subject`` is JSON, the days ISO 8601."""

    reference: str
    digest: str
    subject: str
    grounds: str
    agency: str
    decided_on: str | None
    until: str | None
    removed: bool


Keyed = tuple[Ready, bytes]
"""An entry with the keys it is stored under: native 64-bit numbers, packed."""


def packed_keys(subject: str) -> bytes:
    """The keys a subject (JSON) is stored under, as native 64-bit numbers."""
    return array("q", stored_keys(prepare(subject_from_json(subject)))).tobytes()


def make_ready(entry: Entry) -> Ready:
    """Make one entry ready."""
    return Ready(
        entry.reference,
        content_digest(entry),
        subject_to_json(entry.subject),
        entry.grounds,
        entry.agency,
        entry.decided_on.isoformat() if entry.decided_on else None,
        entry.until.isoformat() if entry.until else None,
        entry.removed,
    )


def with_keys(ready: Iterable[Ready]) -> Iterator[Keyed]:
    """Put keys to entries, in order; past two thousand of them other processes make the keys, a few batches ahead.

    Only JSON goes to them and only keys come back: to pickle subjects costs as much as to read their names.
    """
    walk = iter(ready)
    first = list(islice(walk, _BATCH))
    if len(first) < _BATCH:
        return ((one, packed_keys(one.subject)) for one in first)
    return _with_helpers(chain(first, walk))


def _with_helpers(ready: Iterator[Ready]) -> Iterator[Keyed]:
    waiting: deque[tuple[list[Ready], Future[list[bytes]]]] = deque()
    with helpers() as pool:
        while batch := list(islice(ready, _BATCH)):
            waiting.append((batch, pool.submit(_keys_of, [one.subject for one in batch])))
            if len(waiting) > _AHEAD:
                yield from _joined(*waiting.popleft())
        while waiting:
            yield from _joined(*waiting.popleft())


def _joined(batch: list[Ready], keys: Future[list[bytes]]) -> Iterator[Keyed]:
    return zip(batch, keys.result(), strict=True)


def _keys_of(subjects: list[str]) -> list[bytes]:
    return [packed_keys(subject) for subject in subjects]
