"""What an entry needs before it can be a row: JSON and digest made here, keys beside it in other processes."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice

import numpy as np
import pyarrow as pa

from ogoh.delivery import Entry, content_digest
from ogoh.identity import subject_from_json, subject_to_json
from ogoh.identity.batch import subjects_batch
from ogoh.linkage.keys import Dating, KeyMaker
from ogoh.linkage.name_columns import NameReader
from ogoh.matching.commonness import Borne
from ogoh.web.lists.helping import helpers

_BATCH = 5_000
_KEY_BYTES = 8
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


def keys_and_names(subjects: Iterable[str]) -> tuple[list[bytes], Counter[Borne]]:
    """The keys that subjects (JSON) are stored under, packed as native 64-bit numbers, and the names they bear.

    By columns: the same numbers as `ogoh.matching.stored_keys`, in a small part of the time.
    """
    batch = subjects_batch((str(number), subject_from_json(one)) for number, one in enumerate(subjects))
    numbered = batch.append_column("number", pa.array(np.arange(batch.num_rows)))
    keyed, names = KeyMaker(_reader()).stored(numbered, Dating())
    packed = np.asarray(keyed.column("key")).tobytes()
    ends = np.searchsorted(np.asarray(keyed.column("subject")), np.arange(batch.num_rows), "right") * _KEY_BYTES
    begins = [0, *ends.tolist()]
    return [packed[begin:end] for begin, end in zip(begins, ends.tolist(), strict=False)], names


@cache
def _reader() -> NameReader:
    """Remembers the words that this process has met."""
    return NameReader()


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


def with_keys(ready: Iterable[Ready], names: Counter[Borne]) -> Iterator[Keyed]:
    """Put keys to entries, in order, and count their names into ``names``.

    Past five thousand entries other processes read the names, a few batches ahead. Only JSON goes to them and only keys
    and counts come back: to pickle subjects costs as much as to read their names.
    """
    walk = iter(ready)
    first = list(islice(walk, _BATCH))
    if len(first) < _BATCH:
        return _joined(first, keys_and_names(_subjects(first)), names)
    return _with_helpers(chain(first, walk), names)


def _with_helpers(ready: Iterator[Ready], names: Counter[Borne]) -> Iterator[Keyed]:
    waiting: deque[tuple[list[Ready], Future[tuple[list[bytes], Counter[Borne]]]]] = deque()
    with helpers() as pool:
        while batch := list(islice(ready, _BATCH)):
            waiting.append((batch, pool.submit(keys_and_names, _subjects(batch))))
            if len(waiting) > _AHEAD:
                done, found = waiting.popleft()
                yield from _joined(done, found.result(), names)
        for done, found in waiting:
            yield from _joined(done, found.result(), names)


def _joined(batch: list[Ready], found: tuple[list[bytes], Counter[Borne]], names: Counter[Borne]) -> Iterator[Keyed]:
    keys, counted = found
    names.update(counted)
    return zip(batch, keys, strict=True)


def _subjects(batch: list[Ready]) -> list[str]:
    return [one.subject for one in batch]
