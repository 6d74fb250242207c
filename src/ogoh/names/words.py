"""One word of a name: its sounds, its ending, its stem."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from ogoh.names import tables
from ogoh.names.letters import script_of, sounds_of

NOBODY = "nobody"
"""The use of a word that stands where a person has no such name, or that nobody can read."""

_VOWELS = frozenset("aouiewy")
_NO_USE = tables.Use("", "", "")


class Word(NamedTuple):
    """A word read by itself, before its neighbours say what it is.

    ``kind``, ``marker`` and ``sex`` are what its ending shows, if anything; ``use`` what the whole word does in a name
    ("father_before", "joins_next", "nobody" …), if it is no name itself. ``swallowed`` is the sound that its stem may
    have lost before the ending: Азизода is Азиз and -зода.
    """

    text: str
    sounds: str
    stem: str
    kind: str
    marker: str
    sex: str
    persian: bool
    use: str
    swallowed: str = ""


@lru_cache(maxsize=1 << 17)
def read_word(text: str) -> Word:
    """Read one word; words repeat a great deal in lists, so the last 131,072 are remembered."""
    sounds = sounds_of(text)
    ending = _ending_of(sounds)
    if ending and ending.kind == "family" and skeleton_of(sounds) in _given_like_family():
        ending = None
    stem, kind, marker, sex, swallowed = sounds, "", "", "", ""
    if ending:
        swallowed = ending.swallows
        stem = sounds[: -len(ending.sounds)] + ending.becomes
        kind, marker, sex = ending.kind, ending.marker, ending.sex
    told = tables.words().get(sounds, _NO_USE)
    use = NOBODY if not sounds or text.lower() in tables.no_names() else told.use
    if use:
        marker, sex = told.marker, told.sex
    return Word(text, sounds, one_rendering(stem), kind, marker, sex, script_of(text) == "persian", use, swallowed)


@cache
def _given_like_family() -> frozenset[str]:
    """The skeletons of known given names that end like family names, and are none: Нилуфар, Шаҳзода, Яков."""
    known = {sounds_of(spelling) for spellings in tables.known_names() for spelling in spellings}
    endings = ((sounds, _ending_of(sounds)) for sounds in known)
    return frozenset(skeleton_of(sounds) for sounds, ending in endings if ending and ending.kind == "family")


@lru_cache(maxsize=1 << 16)
def frame_of(sounds: str) -> str:
    """The consonant classes of some sounds; a first vowel is kept as ``a`` so that short names differ."""
    for cluster, heard in tables.clusters():
        sounds = sounds.replace(cluster, heard)
    classes = sounds.translate(tables.frames())
    once = "".join([c for at, c in enumerate(classes) if not at or classes[at - 1] != c])
    return "a" + once if sounds[:1] in _VOWELS else once


def skeleton_of(sounds: str) -> str:
    """The sounds with vowels that spellings exchange made one: о and а, и and е."""
    return sounds.translate(tables.skeletons())


def _ending_of(sounds: str) -> tables.Ending | None:
    known = tables.endings()
    for length in range(min(len(sounds), known.longest), 1, -1):
        ending = known.rows.get(sounds[-length:])
        if ending and len(sounds) - length >= ending.least_stem:
            return ending
    return None


def one_rendering(stem: str) -> str:
    """The stem with elements that are written in several ways (-улло, -иддин, Абду-) written in one."""
    at_start, at_end = tables.renderings("start"), tables.renderings("end")
    for length in range(min(len(stem), at_start.longest), 2, -1):
        becomes = at_start.rows.get(stem[:length])
        if becomes is not None:
            stem = becomes + stem[length:]
            break
    for length in range(min(len(stem), at_end.longest), 2, -1):
        becomes = at_end.rows.get(stem[-length:])
        if becomes is not None:
            return stem[:-length] + becomes
    return stem


@lru_cache(maxsize=1 << 16)
def without_particle(stem: str) -> str:
    """The stem without a part that comes and goes, in front or behind: Раҳимҷон, Саидраҳим."""
    at_end, at_start = tables.particles("end"), tables.particles("start")
    for length in range(min(len(stem), at_end.longest), 1, -1):
        if len(stem) - length >= at_end.rows.get(stem[-length:], len(stem)):
            return stem[:-length]
    for length in range(min(len(stem), at_start.longest), 1, -1):
        if len(stem) - length >= at_start.rows.get(stem[:length], len(stem)):
            return stem[length:]
    return stem


def swallowed_by(stem: str) -> str:
    """The sound that the particle at the end of a stem may have swallowed: Саиджон is Саид and -ҷон."""
    return next((sound for particle, sound in tables.swallowing() if stem.endswith(particle)), "")
