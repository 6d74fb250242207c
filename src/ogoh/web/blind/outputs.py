"""The keyed outputs of listings, as helpers work them out beside the build: subjects in, 8 bytes a key out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from itertools import chain, islice

from ogoh.blind import Key, output
from ogoh.blind.keyed_list import OUTPUT_BYTES
from ogoh.identity import subject_from_json
from ogoh.matching import prepare
from ogoh.matching.strong_keys import listed_strong_keys
from ogoh.web.lists.helping import helpers
from ogoh.web.stretches import stretches

TOGETHER = 500
"""People whose outputs reach the disk together: some two tenths of a second."""

_FEW = 4 * TOGETHER
_AHEAD = 8


def outputs_of(secret: bytes, subjects: list[str]) -> bytes:
    """The outputs of all strong keys of subjects (JSON), one after another."""
    key = Key(secret)
    prepared = (prepare(subject_from_json(one)) for one in subjects)
    return b"".join(output(key, one.text)[:OUTPUT_BYTES] for each in prepared for one in listed_strong_keys(each))


def outputs_in_order(key: Key, subjects: Iterator[str]) -> Iterator[tuple[int, bytes]]:
    """How many people, and their outputs, in the order of the list; past two thousand people on all cores.

    Raises `ogoh.delivery.DeliveryRefused` where a helper is ended from outside.
    """
    first = list(islice(subjects, _FEW))
    if len(first) < _FEW:
        yield from ((len(one), outputs_of(key.secret, one)) for one in stretches(first, TOGETHER))
        return
    with helpers("build") as pool:
        yield from _with_helpers(pool, key, chain(first, subjects))


def _with_helpers(pool: Executor, key: Key, subjects: Iterator[str]) -> Iterator[tuple[int, bytes]]:
    """A few stretches are worked out ahead."""
    waiting: deque[tuple[int, Future[bytes]]] = deque()
    for stretch in stretches(subjects, TOGETHER):
        waiting.append((len(stretch), pool.submit(outputs_of, key.secret, stretch)))
        if len(waiting) > _AHEAD:
            people, outputs = waiting.popleft()
            yield people, outputs.result()
    for people, outputs in waiting:
        yield people, outputs.result()
