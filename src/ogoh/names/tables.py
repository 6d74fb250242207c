"""The tables that say how names are written and heard; the code that applies them knows no letter.

Every table is a CSV file in ``data`` with a source for each row. ``TABLES_DIGEST`` names their state:
anything stored that was made with them is stale when it differs.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Generic, TypeVar

_FILES = (
    "letters", "lookalikes", "endings", "words", "renderings", "particles", "distances", "frames", "known_names",
    "glides", "schools",
)  # fmt: skip
_NO_NAME = "nobody"


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (resources.files(__package__) / "data" / f"{name}.csv").open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _tables_digest() -> str:
    digest = hashlib.blake2b(digest_size=8)
    for name in _FILES:
        digest.update((resources.files(__package__) / "data" / f"{name}.csv").read_bytes())
    return digest.hexdigest()


TABLES_DIGEST = _tables_digest()


@dataclass(frozen=True, slots=True)
class Letters:
    """One script: letters to sounds, anywhere in a word and where they mean something else at its start or end."""

    anywhere: dict[str, str]
    at_start: dict[str, str]
    at_end: dict[str, str]


Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Affixes(Generic[Row]):
    """Rows by the sounds at the start or the end of a word, and how many sounds the longest has."""

    rows: Mapping[str, Row]
    longest: int


def _affixes(rows: Mapping[str, Row]) -> Affixes[Row]:
    return Affixes(rows, max(map(len, rows)))


@dataclass(frozen=True, slots=True)
class Ending:
    """An ending in sounds, of a family name or patronymic, what its stem takes instead, the sound that is not heard
    before it, and whose names it ends."""

    sounds: str
    kind: str
    marker: str
    becomes: str
    swallows: str
    least_stem: int
    sex: str


@dataclass(frozen=True, slots=True)
class Use:
    """What a whole word does in a name, the marker that it is, and of whose name it tells (M, F or nothing)."""

    use: str
    marker: str
    sex: str


@cache
def letters() -> dict[str, Letters]:
    """The letter tables by script (cyrillic, latin, persian), and what a school reads otherwise (german)."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for row in _rows("letters"):
        places = found.setdefault(row["script"], {"": {}, "start": {}, "end": {}})
        places[row["where"]][row["written"]] = row["sound"]
    return {script: Letters(places[""], places["start"], places["end"]) for script, places in found.items()}


@cache
def schools() -> tuple[tuple[str, str], ...]:
    """Schools that read some letters otherwise, and the letters by which it is known that one wrote a word."""
    return tuple((row["school"], row["mark"]) for row in _rows("schools"))


@cache
def lookalikes() -> dict[str, dict[int, str]]:
    """Translation tables for letters of a foreign script inside a word, by the script the word is in."""
    pairs = [(row["latin"], row["cyrillic"]) for row in _rows("lookalikes")]
    return {
        "cyrillic": {ord(latin): cyrillic for latin, cyrillic in pairs},
        "latin": {ord(cyrillic): latin for latin, cyrillic in pairs},
    }


@cache
def endings() -> Affixes[Ending]:
    """Endings of family names and patronymics."""
    return _affixes(
        {
            row["ending"]: Ending(
                row["ending"],
                row["kind"],
                row["marker"],
                row["becomes"],
                row["swallows"],
                int(row["least_stem"]),
                row["sex"],
            )
            for row in _rows("endings")
        }
    )


@cache
def words() -> dict[str, Use]:
    """Whole words with a function, by their sounds."""
    return {row["word"]: Use(row["use"], row["marker"], row["sex"]) for row in _rows("words") if row["use"] != _NO_NAME}


@cache
def no_names() -> frozenset[str]:
    """What is written, in small letters, where a person has no such name."""
    return frozenset(row["word"] for row in _rows("words") if row["use"] == _NO_NAME)


@cache
def renderings(where: str) -> Affixes[str]:
    """Renderings of one element at the ``start`` or ``end`` of a word that sound rules alone do not unite."""
    sign = {"start": "^", "end": "$"}[where]
    return _affixes(
        {row["written"].strip(sign): row["becomes"] for row in _rows("renderings") if sign in row["written"]}
    )


@cache
def particles(where: str) -> Affixes[int]:
    """Parts that come and go at the ``start`` or ``end`` of a word: how many sounds must remain without them."""
    return _affixes({row["particle"]: int(row["least_rest"]) for row in _rows("particles") if row["where"] == where})


@cache
def swallowing() -> tuple[tuple[str, str], ...]:
    """Particles at the end of a word, each with the sound that is not heard before it."""
    return tuple((row["particle"], row["swallows"]) for row in _rows("particles") if row["swallows"])


@cache
def distances(where: str = "") -> dict[str, float]:
    """The cost of hearing one sound for another, both ways, by the two sounds in a row; one sound alone: left out.

    ``where`` is "persian" where one side is in Persian script, which leaves short vowels out.
    """
    found = {}
    for row in _rows("distances"):
        if row["where"] in ("", where):
            found[row["sound"] + row["other"]] = found[row["other"] + row["sound"]] = float(row["cost"])
    return found


@cache
def endings_apart() -> dict[str, float]:
    """The cost of a sound that only one of two words has, at its end."""
    return {row["sound"]: float(row["cost"]) for row in _rows("distances") if row["where"] == "end"}


@cache
def glides() -> tuple[tuple[str, str], ...]:
    """Two sounds that are heard as one where distances are counted: и with another vowel."""
    return tuple((row["sounds"], row["glide"]) for row in _rows("glides"))


@cache
def frames() -> dict[int, str]:
    """From a sound to its class in a consonant frame, for ``str.translate``; vowels, g and h fall out."""
    return {ord(row["sound"]): row["class"] for row in _rows("frames") if len(row["sound"]) == 1}


@cache
def clusters() -> tuple[tuple[str, str], ...]:
    """Sounds that together are heard as one before a frame is made."""
    return tuple((row["sound"], row["class"]) for row in _rows("frames") if len(row["sound"]) > 1)


@cache
def skeletons() -> dict[int, str]:
    """From a sound to its class in a skeleton, for ``str.translate``: vowels that change places are one."""
    return {ord(row["sound"]): row["vowel"] for row in _rows("frames") if row["vowel"]}


@cache
def known_names() -> tuple[tuple[str, ...], ...]:
    """Names that people bear, each with its spellings in any script."""
    return tuple(tuple(row["names"].split()) for row in _rows("known_names"))
