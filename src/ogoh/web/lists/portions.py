"""Rows some thousand at a time: read in other processes where there are many, settled here in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeAlias, TypeGuard, TypeVar

from ogoh.delivery import Rejected
from ogoh.matching.commonness import Borne
from ogoh.web.lists.helping import Helpers
from ogoh.web.lists.preparing import Ready, keys_and_names
from ogoh.web.stretches import stretches

BATCH = 5_000

Outcome: TypeAlias = Ready | Rejected
Row = TypeVar("Row")
_Row = TypeVar("_Row", bound=Outcome)


@dataclass(frozen=True, slots=True)
class Read:
    """What reading some rows came to: an outcome of each, and whatever else the reader found out about them."""

    outcomes: Sequence[Outcome]
    beside: bytes = b""

    def __reduce__(self) -> tuple[object, ...]:
        # From one process to another by columns: some lists of text take half the time of thousands of rows.
        rejected = {place: one for place, one in enumerate(self.outcomes) if isinstance(one, Rejected)}
        columns = list(zip(*[one for one in self.outcomes if not isinstance(one, Rejected)], strict=True))
        return _read_again, (columns, rejected, self.beside)


def _read_again(columns: list[tuple[Any, ...]], rejected: dict[int, Rejected], beside: bytes) -> Read:
    outcomes: list[Outcome] = list(map(Ready._make, zip(*columns, strict=True)))
    for place, one in rejected.items():
        outcomes.insert(place, one)
    return Read(outcomes, beside)


def _as_read(rows: Sequence[Row], read: Read) -> Sequence[Outcome]:
    return read.outcomes


@dataclass(frozen=True, slots=True)
class Portions(Generic[Row]):
    """Rows as they were delivered, and how they are read.

    ``rows`` is walked once; ``read`` goes to other processes, with the rows; ``settle`` is called here, in the order of
    the rows, and gives back the outcomes themselves where none of them has to change.
    """

    rows: Iterable[Row] = field(repr=False)
    read: Callable[[Sequence[Row]], Read]
    settle: Callable[[Sequence[Row], Read], Sequence[Outcome]] = _as_read


Made: TypeAlias = tuple[Outcome, bytes]
"""A row with its keys: native 64-bit numbers, packed; none where it has none or nobody asked for them."""

Keyed: TypeAlias = tuple[Ready, bytes]
"""An entry with the keys it is stored under."""

_Keys: TypeAlias = tuple[list[bytes], Counter[Borne]]


def made(portions: Portions[Row], helpers: Helpers, names: Counter[Borne] | None = None) -> Iterator[Made]:
    """Every row read, in order. With ``names`` each has its keys, and the names they bear are counted there.

    Past five thousand rows other processes read them. Raises what ``read`` and ``settle`` raise.
    """
    work = partial(_make, portions.read, keyed=names is not None)
    for rows, (read, keys) in helpers.each(work, stretches(portions.rows, BATCH)):
        outcomes = portions.settle(rows, read)
        if names is None or keys is None:
            yield from ((outcome, b"") for outcome in outcomes)
        else:
            # Where a row was turned down after all, its names must not count.
            yield from _joined(outcomes, keys if outcomes is read.outcomes else _keys_of(outcomes), names)


def with_keys(ready: Iterable[Ready], helpers: Helpers, names: Counter[Borne]) -> Iterator[Keyed]:
    """Put keys to entries, in order, and count their names into ``names``.

    Only JSON goes to other processes and only keys and counts come back.
    """
    for some, keys in helpers.each(_keys_of, stretches(ready, BATCH)):
        yield from _joined(some, keys, names)


def _make(read: Callable[[Sequence[Row]], Read], rows: Sequence[Row], *, keyed: bool) -> tuple[Read, _Keys | None]:
    found = read(rows)
    return found, _keys_of(found.outcomes) if keyed else None


def _keys_of(outcomes: Sequence[Outcome]) -> _Keys:
    return keys_and_names([one.subject for one in outcomes if _has_keys(one)])


def _joined(outcomes: Sequence[_Row], found: _Keys, names: Counter[Borne]) -> Iterator[tuple[_Row, bytes]]:
    keys, counted = found
    names.update(counted)
    following = iter(keys)
    return ((one, next(following) if _has_keys(one) else b"") for one in outcomes)


def _has_keys(one: object) -> TypeGuard[Ready]:
    return isinstance(one, Ready) and not one.removed
