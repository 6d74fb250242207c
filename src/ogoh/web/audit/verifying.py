"""Whether the log is what was recorded: every event, the tree over them, and every checkpoint that was signed of it.

Who can write the database but has not the key beside it leaves a trace that names the event: the seal of a row fits
nothing but what was sealed. Who has the key too can rewrite everything but what a witness outside has kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hmac import compare_digest
from itertools import chain, islice, repeat

import orjson
from django.conf import settings
from django.utils import timezone

from ogoh.web.audit.events import AGES, Act, digest_of
from ogoh.web.audit.keys import seal, seal_of_head, verifier
from ogoh.web.audit.notes import Checkpoint, UnfitNote, opened
from ogoh.web.audit.rows import (
    End,
    Row,
    UnreadRow,
    end_of_log,
    events_from,
    mentions_between,
    signed_checkpoints,
    stretches_of_rows,
)
from ogoh.web.audit.tree import Peaks

PLACES_TRIED = 50_000
"""So many places in all are tried for rows that stand where they were not recorded: a few seconds at most."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was recorded; ``number`` is that of the event, if it is about one."""

    number: int | None
    said: str

    def __str__(self) -> str:
        return f"Event {self.number} {self.said}." if self.number is not None else f"{self.said}."


@dataclass(frozen=True, slots=True)
class Verified:
    """What a look through the whole log found: its size and root, how many checkpoints fit, how many events have
    forgotten their details by the rule, and every fault."""

    size: int
    root: bytes
    checkpoints: int
    forgotten: int
    faults: tuple[Fault, ...]


def verified(kept: Iterable[Checkpoint] = (), days: int | None = None) -> Verified:
    """Look through the whole log; ``kept`` are checkpoints that were kept outside, ``days`` the rule of ageing, by
    default `settings.AUDIT_DAYS`.

    Events recorded while it looks are left to the next time.
    """
    end = end_of_log()
    walk = _Walk(_marks(kept), settings.AUDIT_DAYS if days is None else days)
    for rows in stretches_of_rows(end.size if end else 0):
        walk.take(rows)
    return walk.end(end)


@dataclass(slots=True)
class _Marks:
    """Roots that are known of some sizes, and who says so."""

    roots: defaultdict[int, list[tuple[bytes, str]]] = field(default_factory=lambda: defaultdict(list))
    faults: list[Fault] = field(default_factory=list)


def _marks(kept: Iterable[Checkpoint]) -> _Marks:
    marks = _Marks()
    for signed in signed_checkpoints():
        try:
            checkpoint = opened(signed.note, verifier())
        except UnfitNote as fault:
            marks.faults.append(Fault(None, f"The checkpoint of {signed.size} events is not the one signed: {fault}"))
            continue
        if str(checkpoint.size) != signed.size:
            said = f"The checkpoint of {checkpoint.size} events stands as one of {signed.size}"
            marks.faults.append(Fault(None, said))
        marks.roots[checkpoint.size].append((checkpoint.root, f"signed on {signed.at[:16]}"))
    for checkpoint in kept:
        marks.roots[checkpoint.size].append((checkpoint.root, "kept outside"))
    return marks


class _Walk:
    """The log from its first event to its last."""

    def __init__(self, marks: _Marks, days: int) -> None:
        self._marks = marks
        self._oldest = timezone.now() - timedelta(days=days)
        self._peaks = Peaks()
        self._next = 0
        self._fitting = 0
        self._taken = 0
        self._unsealed: list[int] = []
        self._strangers: list[Row] = []
        self._forgotten: list[tuple[int, datetime]] = []
        self._forgotten_before: datetime | None = None
        self._missing: list[range] = []
        self._faults = list(marks.faults)

    def take(self, rows: Sequence[Row | UnreadRow]) -> None:
        """Some events, in their order."""
        mentioned = _mentions(rows)
        for row in rows:
            self._miss_until(row.number)
            if isinstance(row, UnreadRow):
                self._faults.append(Fault(row.number, f"cannot be read: {row.why}"))
            else:
                self._taken += 1
                self._look_at(row, mentioned[row.number])
            self._grow(row)

    def _grow(self, row: Row | UnreadRow) -> None:
        """A row without a hash is a hole in the tree."""
        self._next = row.number + 1
        if row.leaf is None:
            self._missing.append(range(row.number, row.number + 1))
            return
        self._peaks = self._peaks.grown(row.leaf)
        self._compare(self._peaks.size)

    def end(self, end: End | None) -> Verified:
        """What was found, once all events were taken."""
        size = end.size if end else 0
        self._miss_until(size)
        self._name_unsealed()
        self._name_strangers()
        self._weigh_forgotten()
        self._weigh_end(end)
        for later in sorted(one for one in self._marks.roots if one > size):
            for _, who in self._marks.roots[later]:
                said = f"The log ends after {size} events, and a checkpoint of {later} was {who}"
                self._faults.append(Fault(None, said))
        faults = tuple(sorted(self._faults, key=lambda one: (one.number is None, one.number or 0)))
        return Verified(size, self._peaks.root, self._fitting, len(self._forgotten), faults)

    def _miss_until(self, number: int) -> None:
        if number > self._next:
            self._missing.append(range(self._next, number))
            last = number - 1
            said = "is missing" if last == self._next else f"and all others up to {last} are missing"
            self._faults.append(Fault(self._next, said))
        self._next = max(self._next, number)

    def _look_at(self, row: Row, mentioned: frozenset[str]) -> None:
        header = row.header
        if header.leaf() != row.leaf:
            self._strangers.append(row)
        elif not _sealed(row.number, row):
            self._unsealed.append(row.number)
        elif not row.details:
            self._forgotten.append((row.number, header.at))
            if header.act not in AGES:
                self._faults.append(Fault(row.number, f"lost its details, which a {header.act} keeps"))
        elif digest_of(row.details) != header.digest:
            self._faults.append(Fault(row.number, "has other details than were recorded"))
        else:
            self._read(row, mentioned)

    def _read(self, row: Row, mentioned: frozenset[str]) -> None:
        details = orjson.loads(row.details)
        if mentioned != frozenset(details["subjects"]):
            self._faults.append(Fault(row.number, "is not found under all whom it is about, or under others"))
        if row.header.act == Act.AGED:
            before = datetime.fromisoformat(details["told"]["before"])
            self._forgotten_before = max(before, self._forgotten_before or before)

    def _compare(self, size: int) -> None:
        """The tree so far against what was signed of it; a tree with holes is told by its holes."""
        for root, who in () if self._missing else self._marks.roots.get(size, ()):
            if root == self._peaks.root:
                self._fitting += 1
            else:
                said = f"The first {size} events are not those of the checkpoint {who}"
                self._faults.append(Fault(None, said))

    def _name_unsealed(self) -> None:
        """Rows that are whole and in their place, but not sealed by this key: no other place can be theirs."""
        if self._has_strange_key:
            said = "No event bears the seal of this key: it is not the key of this log (OGOH_AUDIT_KEY, file audit_key)"
            self._faults.append(Fault(None, said))
            return
        said = "was not written by this installation, or its seal was changed"
        self._faults += (Fault(number, said) for number in self._unsealed)

    def _name_strangers(self) -> None:
        """Rows that are not what stood in their place: changed, moved from elsewhere, or written by somebody else."""
        moved = [row for row in self._strangers if not _sealed(row.number, row)]
        places = [row.number for row in moved]
        tries = islice(repeat(None), PLACES_TRIED)
        for row in self._strangers:
            if _sealed(row.number, row):
                said = "was changed: its act, time, office or number is not what was recorded"
            elif (origin := _origin(row, chain(places, *self._missing), tries)) is not None:
                said = f"stands in another's place: it was recorded as event {origin}"
            else:
                said = "was not written by this installation, or its hash was changed"
            self._faults.append(Fault(row.number, said))

    def _weigh_forgotten(self) -> None:
        for number, at in self._forgotten:
            if at > self._oldest or self._forgotten_before is None or at > self._forgotten_before:
                self._faults.append(Fault(number, "lost its details, and not by the rule of ageing"))

    def _weigh_end(self, end: End | None) -> None:
        """The end as it was when the walk began; what was recorded since is behind it and no fault."""
        if end is None:
            self._faults.append(Fault(None, "The end of the log is missing: somebody emptied the log, or cut it off"))
        elif not self._has_strange_key and not compare_digest(seal_of_head(end.size, end.peaks), end.seal):
            said = "The end of the log is not sealed by this installation: events that stood behind it may be gone"
            self._faults.append(Fault(None, said))
        if end and not self._missing and end.peaks != self._peaks.as_bytes():
            self._faults.append(Fault(None, "The end of the log does not fit its events"))
        beyond = events_from(end.size if end else 0) if end_of_log() == end else 0
        if beyond:
            self._faults.append(Fault(None, f"{beyond} events stand behind the end of the log"))

    @property
    def _has_strange_key(self) -> bool:
        """Whether the key in use sealed no event of those that are whole: then that is said, once."""
        return bool(self._unsealed) and len(self._unsealed) == self._taken


def _origin(row: Row, places: Iterable[int], tries: Iterator[None]) -> int | None:
    """The place of which a row is; each place that is tried takes one of the ``tries`` that are left for all rows."""
    header, leaf = row.header, row.leaf
    return next(
        (place for place, _ in zip(places, tries, strict=False) if header.leaf(place) == leaf and _sealed(place, row)),
        None,
    )


def _sealed(number: int, row: Row) -> bool:
    return compare_digest(seal(number, row.leaf), row.seal)


def _mentions(rows: Sequence[Row | UnreadRow]) -> defaultdict[int, frozenset[str]]:
    """Under whom each of these events is found."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for number, digest in mentions_between(rows[0].number, rows[-1].number):
        found[number].add(digest)
    return defaultdict(frozenset, {number: frozenset(digests) for number, digests in found.items()})
