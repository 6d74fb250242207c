"""The tables that say how names are written and heard; the code that applies them knows no letter.

Every table is a CSV file in ``data`` with a source for each row. ``TABLES_DIGEST`` names their state:
anything stored that was made with them is stale when it differs.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

_FILES = ("letters", "lookalikes", "endings", "words", "renderings", "particles", "distances", "frames")
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
    """One script: (letters, place) to sounds, the longest spelling first; place is "", "start" or "end"."""

    sounds: dict[tuple[str, str], str]
    longest: int


@dataclass(frozen=True, slots=True)
class Ending:
    """An ending in sounds, of a family name or patronymic, and what its stem takes instead."""

    sounds: str
    kind: str
    marker: str
    becomes: str
    least_stem: int


@dataclass(frozen=True, slots=True)
class Particle:
    """A part inside a word that comes and goes; ``least_rest`` sounds must remain without it."""

    sounds: str
    where: str
    least_rest: int


@cache
def letters() -> dict[str, Letters]:
    """The letter tables by script: cyrillic, latin, persian."""
    found: dict[str, dict[tuple[str, str], str]] = {}
    for row in _rows("letters"):
        found.setdefault(row["script"], {})[row["written"], row["where"]] = row["sound"]
    return {script: Letters(sounds, max(len(written) for written, _ in sounds)) for script, sounds in found.items()}


@cache
def lookalikes() -> dict[str, dict[int, str]]:
    """Translation tables for letters of a foreign script inside a word, by the script the word is in."""
    pairs = [(row["latin"], row["cyrillic"]) for row in _rows("lookalikes")]
    return {
        "cyrillic": {ord(latin): cyrillic for latin, cyrillic in pairs},
        "latin": {ord(cyrillic): latin for latin, cyrillic in pairs},
    }


@cache
def endings() -> tuple[Ending, ...]:
    """Endings in sounds, the longest first."""
    found = (
        Ending(row["ending"], row["kind"], row["marker"], row["becomes"], int(row["least_stem"]))
        for row in _rows("endings")
    )
    return tuple(sorted(found, key=lambda ending: (-len(ending.sounds), ending.sounds)))


@cache
def words() -> dict[str, tuple[str, str]]:
    """Whole words with a function, by their sounds: (use, marker)."""
    return {row["word"]: (row["use"], row["marker"]) for row in _rows("words") if row["use"] != _NO_NAME}


@cache
def no_names() -> frozenset[str]:
    """What is written, in small letters, where a person has no such name."""
    return frozenset(row["word"] for row in _rows("words") if row["use"] == _NO_NAME)


@cache
def renderings() -> tuple[tuple[str, str, str], ...]:
    """(place, written, becomes): renderings of one element that sound rules alone do not unite."""
    found = []
    for row in _rows("renderings"):
        written = row["written"]
        place = "start" if written.startswith("^") else "end"
        found.append((place, written.strip("^$"), row["becomes"]))
    return tuple(found)


@cache
def particles() -> tuple[Particle, ...]:
    """Parts that come and go inside a word, the longest first."""
    found = (Particle(row["particle"], row["where"], int(row["least_rest"])) for row in _rows("particles"))
    return tuple(sorted(found, key=lambda particle: -len(particle.sounds)))


@cache
def distances(where: str = "") -> dict[tuple[str, str], float]:
    """The cost of hearing one sound for another, both ways; an empty second sound means left out.

    ``where`` is "persian" where one side is in Persian script, which leaves short vowels out.
    """
    found = {}
    for row in _rows("distances"):
        if row["where"] in ("", where):
            found[row["sound"], row["other"]] = found[row["other"], row["sound"]] = float(row["cost"])
    return found


@cache
def frames() -> dict[int, str]:
    """From a sound to its class in a consonant frame, for ``str.translate``; vowels, g and h fall out."""
    return {ord(row["sound"]): row["class"] for row in _rows("frames") if len(row["sound"]) == 1}


@cache
def clusters() -> tuple[tuple[str, str], ...]:
    """Sounds that together are heard as one before a frame is made."""
    return tuple((row["sound"], row["class"]) for row in _rows("frames") if len(row["sound"]) > 1)
