"""How the candidates of a check grow with a list, counted while the list streams by; it is never held."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from ogoh.cli.bench.population import subject_of
from ogoh.cli.evaluate.kept import today
from ogoh.cli.evaluate.key_index import Places, bounded
from ogoh.cli.evaluate.spread import Spread, spread
from ogoh.cli.evaluate.travellers import FORMS
from ogoh.identity import Subject
from ogoh.matching import asked_keys, prepare, stored_keys
from ogoh.synthetic import list_rows, traveller_rows

_CHUNK = 20_000

Hits = tuple[Places, Places]
"""Which of the asked keys (by place) is held by which listing."""


@dataclass(frozen=True, slots=True)
class Growth:
    """Candidates of the checks of one form against the first ``listings`` of a list."""

    form: str
    listings: int
    candidates: Spread


@dataclass(frozen=True, slots=True)
class GrowthResult:
    """The growth of candidates for every form of question."""

    asked: int
    seed: int
    growths: tuple[Growth, ...]
    command: str
    day: str


def sizes(largest: int) -> list[int]:
    """The powers of ten from 10,000 to below ``largest``, and ``largest``."""
    powers = (10**power for power in range(4, 12))
    return [*(size for size in powers if size < largest), largest]


def measure(largest: int, asked: int, seed: int, processes: int, command: str) -> GrowthResult:
    """Count candidates of ``asked`` questions against lists of growing size, up to ``largest``."""
    questions = {
        form.name: [asked_keys(prepare(form.tell(one))) for one in _asked(asked, seed, largest)] for form in FORMS
    }
    keys = np.unique(np.array([key for form in questions.values() for one in form for key in one], np.int64))
    held = _Held.of(_streamed(keys, largest, seed, processes), len(keys))
    growths = tuple(
        Growth(form, size, spread([held.candidates(np.searchsorted(keys, one), size) for one in found]))
        for form, found in questions.items()
        for size in sizes(largest)
    )
    return GrowthResult(asked, seed, growths, command, today())


def _asked(asked: int, seed: int, largest: int) -> list[Subject]:
    subjects = (subject_of(row) for row in traveller_rows(asked, seed, largest))
    return [one for one in subjects if one is not None]


@dataclass(frozen=True, slots=True)
class _Held:
    """The hits of all chunks by key; ``starts`` says where each key's holders begin."""

    holders: Places
    starts: Places

    @classmethod
    def of(cls, hits: Sequence[Hits], keys: int) -> _Held:
        places = np.concatenate([one for one, _ in hits])
        holders = np.concatenate([one for _, one in hits])
        order = np.argsort(places, kind="stable")
        return cls(holders[order], np.searchsorted(places[order], np.arange(keys + 1)))

    def candidates(self, keys: NDArray[np.intp], size: int) -> int:
        """How many of the first ``size`` listings a question looks at."""
        if not len(keys):
            return 0
        found = np.concatenate([self.holders[self.starts[key] : self.starts[key + 1]] for key in keys.tolist()])
        listings, shared = np.unique(found[found < size], return_counts=True)
        return len(bounded(listings, shared))


def _streamed(keys: Places, largest: int, seed: int, processes: int) -> list[Hits]:
    chunks = [(first, min(_CHUNK, largest - first)) for first in range(0, largest, _CHUNK)]
    job = partial(_hits, keys, seed)
    if processes == 1:
        return list(map(job, chunks))
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        return list(pool.imap(job, chunks))


def _hits(keys: Places, seed: int, chunk: tuple[int, int]) -> Hits:
    """Those keys of a chunk of listings that somebody asks for."""
    first, size = chunk
    stored = list(_stored(first, size, seed))
    held = np.array([key for _, own in stored for key in own], np.int64)
    holders = np.repeat([listing for listing, _ in stored], [len(own) for _, own in stored]).astype(np.int64)
    places = np.minimum(np.searchsorted(keys, held), len(keys) - 1)
    found = keys[places] == held
    return places[found], holders[found]


def _stored(first: int, size: int, seed: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    for listing, row in enumerate(list_rows(size, seed, first), first):
        subject = subject_of(row)
        if subject is not None:
            yield listing, stored_keys(prepare(subject))
