"""The keys by which records become candidates for each other: 64-bit numbers, so that the index is a table.

A record is stored under few keys and asked for under as many as find its misspellings. What of a name enters is told
in `ogoh.matching.name_pieces`. A birth date enters so that a swap of day and month does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from ogoh.identity import APPROXIMATE_YEARS, PartialDate
from ogoh.matching.key_numbers import known_number_of, mixed, number_of, signed
from ogoh.matching.name_pieces import asked_pieces, stored_pieces
from ogoh.matching.prepared import Prepared
from ogoh.names import TABLES_DIGEST

_RECIPE = "5"

KEYS_VERSION = f"{_RECIPE}-{TABLES_DIGEST}"
"""Names the state of the recipe and of the folding tables; keys stored under another version are stale."""

MOST_CANDIDATES = 256
"""How many listings a check compares at most, of all lists together; see `ogoh.matching.nearest`."""

ENOUGH_OF_A_YEAR = 4
"""Where the year finds so many, nobody is looked for by name alone besides: a misspelt name is a rare one."""

DOCUMENT, NAMES, UNDATED = map(known_number_of, ("d", "n", "u"))
"""Kinds of key without a date: a document's number; two frames; two frames of a listing without a date of birth."""
WHOLE_DAY, DAY_OF_YEAR, YEAR_AND_NUMBER = map(known_number_of, ("b", "m", "p"))
"""Kinds with a whole date: one frame and the date; two frames and day and month; two, the year, and day or month."""
YEAR, YEAR_ALONE = map(known_number_of, ("y", "v"))
"""Two frames and the year, of every date and of those that tell no day."""

TENS = 64
"""By what a month, or a year, counts more than a day in the number of a date."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The keys a question looks up, by how much it means to share one; each tuple sorted, no key in two.

    ``strong``: a document, a name and the whole date, two names and the year where the day is not known. ``narrow``:
    what else says more than frames of names. ``wide``: frames alone, which common names share with a good part of a
    list: looked up only where the others find fewer than ``enough``.
    """

    strong: tuple[int, ...]
    narrow: tuple[int, ...]
    wide: tuple[int, ...] = ()
    enough: int = MOST_CANDIDATES


def stored_keys(prepared: Prepared) -> tuple[int, ...]:
    """The keys a listing is held under: signed 64-bit numbers, each once, sorted."""
    return _each_once(_stored(prepared))


def asked_keys(prepared: Prepared) -> tuple[int, ...]:
    """All keys a question may look up: signed 64-bit numbers, each once, sorted."""
    found = asked_apart(prepared)
    return tuple(sorted((*found.strong, *found.narrow, *found.wide)))


def asked_apart(prepared: Prepared) -> Asked:
    """The keys a question looks up, the most telling apart.

    Who tells no day of birth is looked for by name besides; who tells the year, only where it finds next to nobody.
    """
    strong, close, wide = _identifying(prepared), _named_closely(prepared), _named_widely(prepared)
    if not prepared.births:
        return Asked(_each_once(strong), _each_once(close), _each_once(wide))
    if all(map(is_exact, prepared.births)):
        return Asked(_each_once(strong), _each_once(_dated(prepared)))
    return Asked(_each_once(strong), _each_once(_dated(prepared)), _each_once(chain(close, wide)), ENOUGH_OF_A_YEAR)


def _each_once(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(map(signed, set(numbers))))


def _stored(prepared: Prepared) -> Iterator[int]:
    yield from _of_documents(prepared)
    for name in prepared.names:
        pieces = stored_pieces(name)
        yield from _of_pairs(NAMES, pieces.pairs)
        yield from pieces.close
        yield from pieces.halves
        if not prepared.births:
            yield from _of_pairs(UNDATED, pieces.pairs)
        for birth in prepared.births:
            yield from _of_years(YEAR, pieces.pairs, birth)
            if is_exact(birth):
                yield from _of_whole_day(pieces.singles, birth)
                yield from _of_day(pieces.pairs, birth)
            else:
                yield from _of_years(YEAR_ALONE, pieces.pairs, birth)


def _identifying(prepared: Prepared) -> Iterator[int]:
    yield from _of_documents(prepared)
    for name in prepared.names:
        pieces = asked_pieces(name)
        for birth in prepared.births:
            if is_exact(birth):
                yield from _of_whole_day(pieces.singles, birth)
            else:
                yield from _of_years(YEAR, pieces.pairs, birth)


def _dated(prepared: Prepared) -> Iterator[int]:
    for name in prepared.names:
        pairs = asked_pieces(name).pairs
        yield from _of_pairs(UNDATED, pairs)
        for birth in filter(is_exact, prepared.births):
            yield from _of_years(YEAR_ALONE, pairs, birth)
            yield from _of_day(pairs, birth)


def _named_closely(prepared: Prepared) -> Iterator[int]:
    for name in prepared.names:
        yield from asked_pieces(name).close


def _named_widely(prepared: Prepared) -> Iterator[int]:
    for name in prepared.names:
        pieces = asked_pieces(name)
        yield from _of_pairs(NAMES, pieces.pairs)
        yield from pieces.halves


def is_exact(birth: PartialDate) -> bool:
    """Whether the day is known and meant: 1 January often says that it is not."""
    return birth.precision == "day" and not birth.placeholder and not birth.approximate


def years_of(birth: PartialDate) -> range:
    """The years that a date may mean: a range its years, an approximate date some more on each side."""
    slack = APPROXIMATE_YEARS if birth.approximate else 0
    return range(birth.year - slack, (birth.last_year or birth.year) + slack + 1)


def _of_documents(prepared: Prepared) -> Iterator[int]:
    return (mixed(DOCUMENT, number_of(number)) for number in prepared.documents)


def _of_pairs(kind: int, pairs: tuple[int, ...]) -> Iterator[int]:
    return (mixed(kind, pair) for pair in pairs)


def _of_years(kind: int, pairs: tuple[int, ...], birth: PartialDate) -> Iterator[int]:
    """Two names and a year that the date may mean."""
    return (mixed(kind, pair, year) for year in years_of(birth) for pair in pairs)


def _of_whole_day(singles: tuple[int, ...], birth: PartialDate) -> Iterator[int]:
    """One name and the whole date; day and month stand in no order, for they may have changed places."""
    low, high = sorted((birth.month or 0, birth.day or 0))
    date = (birth.year * TENS + low) * TENS + high
    return (mixed(WHOLE_DAY, single, date) for single in singles)


def _of_day(pairs: tuple[int, ...], birth: PartialDate) -> Iterator[int]:
    """Two names and the day of the year; two names, the year, and its day or month; day and month in no order."""
    low, high = sorted((birth.month or 0, birth.day or 0))
    for pair in pairs:
        yield mixed(DAY_OF_YEAR, pair, low * TENS + high)
        yield mixed(YEAR_AND_NUMBER, pair, birth.year * TENS + low)
        yield mixed(YEAR_AND_NUMBER, pair, birth.year * TENS + high)
