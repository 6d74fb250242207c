"""A name as it may stand in the other script: what whoever verifies tries, where the one as typed does not fit.

The digest in a certificate is over the letters that were typed when it was made, Cyrillic at one desk and Latin at
another, and the passport in hand has both or one. ``spellings.csv`` (letters as passports of the region write them, see
ICAO Doc 9303-3, 6; the usual ones first) is used at verifying alone: it may grow without changing what any certificate
says.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import islice

LONGEST_WORD = 40
MOST_WORDS = 8
MOST_UNUSUAL = 6
"""So many letters of a name may be written otherwise than usual."""

_MOST_OF_A_WORD = 1000

_Ways = tuple[tuple[int, str], ...]
"""How many letters are unusual, and what is written."""


def other_spellings(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The words, in capital letters, each in the other script, the usual spellings first; none where a letter is
    unknown."""
    ways = [_ways(word) for word in words[: MOST_WORDS + 1]]
    if len(ways) > MOST_WORDS:
        return
    for unusual in range(MOST_UNUSUAL + 1):
        yield from _together(ways, unusual)


def _together(ways: Sequence[_Ways], unusual: int) -> Iterator[tuple[str, ...]]:
    """One way of each word, with exactly so many unusual letters."""
    if not ways:
        if unusual == 0:
            yield ()
        return
    for here, spelled in ways[0]:
        if here <= unusual:
            yield from ((spelled, *rest) for rest in _together(ways[1:], unusual - here))


def _ways(word: str) -> _Ways:
    """From the end of the word to its beginning: the ways to write what stands from each place on."""
    if len(word) > LONGEST_WORD:
        return ()
    ways: list[_Ways] = [((0, ""),)]
    for place in reversed(range(len(word))):
        ways.insert(0, tuple(islice(sorted(set(_from(word[place:], ways))), _MOST_OF_A_WORD)))
    return ways[0]


def _from(rest: str, ways: Sequence[_Ways]) -> Iterator[tuple[int, str]]:
    """``ways`` are those of what stands from the next place on, and so forth; the most letters together are usual."""
    table, rank = _table(), 0
    for length in range(min(_longest(), len(rest)), 0, -1):
        for spelled in table.get(rest[:length], ()):
            yield from ((unusual + bool(rank), spelled + tail) for unusual, tail in ways[length - 1])
            rank += 1


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """Letters of either script, and what the other writes for them."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    lines = (resources.files("ogoh.certificate") / "spellings.csv").read_text(encoding="utf-8").splitlines()
    for cyrillic, latin in islice(csv.reader(lines), 1, None):
        found[cyrillic].append(latin)
        if latin:
            found[latin].append(cyrillic)
    return {written: tuple(others) for written, others in found.items()}


@cache
def _longest() -> int:
    return max(map(len, _table()))
