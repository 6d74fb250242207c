"""How the candidates of a check grow with a list, counted while the list streams by; it is never held."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from ogoh.cli.bench.population import subject_of
from ogoh.cli.evaluate.intervals import Estimate, share
from ogoh.cli.evaluate.kept import today
from ogoh.cli.evaluate.spread import Spread, spread
from ogoh.cli.evaluate.travellers import FORMS, Form
from ogoh.matching import prepare, stored_keys
from ogoh.matching.keys import Asked, asked_apart
from ogoh.matching.nearest import nearest
from ogoh.synthetic import list_rows, traveller_rows

_CHUNK = 20_000

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Growth:
    """Candidates of the checks of one form against the first ``listings`` of a list.

    ``recall`` is the share of listed travellers whose own listing was among them, ``sharing`` the share of those whose
    own listing shared a key: what lies between was cut by the bound.
    """

    form: str
    listings: int
    candidates: Spread
    recall: Estimate | None
    sharing: Estimate | None


@dataclass(frozen=True, slots=True)
class GrowthResult:
    """The growth of candidates for every form of question."""

    asked: int
    seed: int
    growths: tuple[Growth, ...]
    command: str
    day: str


@dataclass(frozen=True, slots=True)
class _Question:
    """Somebody who asks: the keys of every form, and the own listing's reference, empty for who is not listed."""

    forms: tuple[Asked, ...]
    own: str


@dataclass(frozen=True, slots=True)
class _Hits:
    """Which of the asked keys (by place) is held by which listing, and where the listings of those who ask stand."""

    places: Places
    holders: Places
    own: dict[str, int]


def sizes(largest: int) -> list[int]:
    """The powers of ten from 10,000 to below ``largest``, and ``largest``."""
    powers = (10**power for power in range(4, 12))
    return [*(size for size in powers if size < largest), largest]


def measure(largest: int, asked: int, seed: int, processes: int, command: str) -> GrowthResult:
    """Count candidates of ``asked`` questions against lists of growing size, up to ``largest``; to each its own
    travellers, so that half of them are listed on it."""
    questions = {size: list(_questions(asked, seed, size)) for size in sizes(largest)}
    everybody = [one for some in questions.values() for one in some]
    keys = np.unique(np.array([key for one in everybody for form in one.forms for key in _all(form)], np.int64))
    own = frozenset(one.own for one in everybody)
    held = _Held.of(keys, _streamed(keys, own, largest, seed, processes))
    growths = tuple(
        _growth(held, form, place, some, size) for place, form in enumerate(FORMS) for size, some in questions.items()
    )
    return GrowthResult(asked, seed, growths, command, today())


def _questions(asked: int, seed: int, listed: int) -> Iterator[_Question]:
    for row in traveller_rows(asked, seed, listed):
        subject = subject_of(row)
        if subject is not None:
            yield _Question(tuple(asked_apart(prepare(form.tell(subject))) for form in FORMS), row["listed_as"])


def _all(asked: Asked) -> tuple[int, ...]:
    return (*asked.strong, *asked.narrow, *asked.wide)


def _growth(held: _Held, form: Form, place: int, questions: Sequence[_Question], size: int) -> Growth:
    found = [(held.own.get(one.own), held.candidates(one.forms[place], size), one.forms[place]) for one in questions]
    listed = [(own, candidates, keys) for own, candidates, keys in found if own is not None]
    return Growth(
        form.name,
        size,
        spread([len(candidates) for _, candidates, _ in found]),
        share(sum(own in candidates for own, candidates, _ in listed), len(listed)),
        share(sum(held.shares(own, keys) for own, _, keys in listed), len(listed)),
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """The hits of all chunks by key; ``starts`` says where each key's holders begin."""

    keys: Places
    holders: Places
    starts: Places
    own: dict[str, int]

    @classmethod
    def of(cls, keys: Places, hits: Sequence[_Hits]) -> _Held:
        places = np.concatenate([one.places for one in hits])
        order = np.argsort(places, kind="stable")
        holders = np.concatenate([one.holders for one in hits])[order]
        own = {reference: listing for one in hits for reference, listing in one.own.items()}
        return cls(keys, holders, np.searchsorted(places[order], np.arange(len(keys) + 1)), own)

    def held_under(self, key: int) -> Places:
        """The listings under an asked key, in their order."""
        place = np.searchsorted(self.keys, key)
        return self.holders[self.starts[place] : self.starts[place + 1]]

    def candidates(self, asked: Asked, size: int) -> list[int]:
        """Which of the first ``size`` listings a question looks at."""

        def holders(key: int) -> list[int]:
            held = self.held_under(key)
            found: list[int] = held[: np.searchsorted(held, size)].tolist()
            return found

        return nearest(asked, holders)

    def shares(self, listing: int, asked: Asked) -> bool:
        """Whether a listing is held under any of these keys."""
        return any(_holds(self.held_under(key), listing) for key in _all(asked))


def _holds(held: Places, listing: int) -> bool:
    at = np.searchsorted(held, listing)
    return bool(at < len(held) and held[at] == listing)


def _streamed(keys: Places, own: frozenset[str], largest: int, seed: int, processes: int) -> list[_Hits]:
    chunks = [(first, min(_CHUNK, largest - first)) for first in range(0, largest, _CHUNK)]
    job = partial(_hits, keys, own, seed)
    if processes == 1:
        return list(map(job, chunks))
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        return list(pool.imap(job, chunks))


def _hits(keys: Places, own: frozenset[str], seed: int, chunk: tuple[int, int]) -> _Hits:
    """Those keys of a chunk of listings that somebody asks for."""
    first, size = chunk
    stored = list(_stored(first, size, seed))
    held = np.array([key for *_, under in stored for key in under], np.int64)
    holders = np.repeat([listing for listing, *_ in stored], [len(under) for *_, under in stored]).astype(np.int64)
    places = np.minimum(np.searchsorted(keys, held), len(keys) - 1)
    found = keys[places] == held
    return _Hits(places[found], holders[found], {ref: listing for listing, ref, _ in stored if ref in own})


def _stored(first: int, size: int, seed: int) -> Iterator[tuple[int, str, tuple[int, ...]]]:
    for listing, row in enumerate(list_rows(size, seed, first), first):
        subject = subject_of(row)
        if subject is not None:
            yield listing, row["id"], stored_keys(prepare(subject))
