"""One word of a name: its sounds, its ending, its stem."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from ogoh.names import tables
from ogoh.names.letters import script_of, sounds_of

NOBODY = "nobody"
"""The use of a word that stands where a person has no such name, or that nobody can read."""

_VOWELS = frozenset("aouiewy")


@dataclass(frozen=True, slots=True)
class Word:
    """A word read by itself, before its neighbours say what it is.

    ``kind`` and ``marker`` are what its ending shows, if anything; ``use`` and ``use_marker`` what the whole word does
    in a name ("father_before", "joins_next", "nobody" …), if it is no name itself.
    """

    text: str
    sounds: str
    stem: str
    core: str
    frame: str
    kind: str
    marker: str
    persian: bool
    use: str
    use_marker: str


@lru_cache(maxsize=1 << 17)
def read_word(text: str) -> Word:
    """Read one word; words repeat a great deal in lists, so the last 131,072 are remembered."""
    sounds = sounds_of(text)
    stem, kind, marker = _without_ending(sounds)
    stem = _one_rendering(stem)
    core = _without_particles(stem)
    use, use_marker = tables.words().get(sounds, ("", ""))
    if not sounds or text.lower() in tables.no_names():
        use = NOBODY
    return Word(text, sounds, stem, core, frame_of(core), kind, marker, script_of(text) == "persian", use, use_marker)


def frame_of(sounds: str) -> str:
    """The consonant classes of some sounds; a first vowel is kept as ``a`` so that short names differ."""
    for cluster, heard in tables.clusters():
        sounds = sounds.replace(cluster, heard)
    classes = sounds.translate(tables.frames())
    once = "".join(c for at, c in enumerate(classes) if not at or classes[at - 1] != c)
    return "a" + once if sounds[:1] in _VOWELS else once


def _without_ending(sounds: str) -> tuple[str, str, str]:
    if sounds.endswith(_any_ending()):
        for ending in tables.endings():
            if sounds.endswith(ending.sounds) and len(sounds) - len(ending.sounds) >= ending.least_stem:
                return sounds[: -len(ending.sounds)] + ending.becomes, ending.kind, ending.marker
    return sounds, "", ""


def _one_rendering(stem: str) -> str:
    if not stem.startswith(_any_rendering("start")) and not stem.endswith(_any_rendering("end")):
        return stem
    for place, written, becomes in tables.renderings():
        if place == "start" and stem.startswith(written):
            stem = becomes + stem[len(written) :]
        elif place == "end" and stem.endswith(written):
            stem = stem[: -len(written)] + becomes
    return stem


def _without_particles(stem: str) -> str:
    if not stem.startswith(_any_particle("start")) and not stem.endswith(_any_particle("end")):
        return stem
    for particle in tables.particles():
        rest = len(stem) - len(particle.sounds)
        if rest < particle.least_rest:
            continue
        if particle.where == "end" and stem.endswith(particle.sounds):
            return stem[:rest]
        if particle.where == "start" and stem.startswith(particle.sounds):
            return stem[len(particle.sounds) :]
    return stem


# Most words meet no row of a table; one look at all its rows together tells so.


@cache
def _any_ending() -> tuple[str, ...]:
    return tuple(ending.sounds for ending in tables.endings())


@cache
def _any_rendering(where: str) -> tuple[str, ...]:
    return tuple(written for place, written, _ in tables.renderings() if place == where)


@cache
def _any_particle(where: str) -> tuple[str, ...]:
    return tuple(particle.sounds for particle in tables.particles() if particle.where == where)
