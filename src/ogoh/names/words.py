"""One word of a name: its sounds, its ending, its stem."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ogoh.names import tables
from ogoh.names.letters import script_of, sounds_of

_VOWELS = frozenset("aouiewy")


@dataclass(frozen=True, slots=True)
class Word:
    """A word read by itself, before its neighbours say what it is; ``kind`` is what its ending shows, if anything."""

    text: str
    sounds: str
    stem: str
    core: str
    frame: str
    kind: str
    marker: str
    persian: bool


@lru_cache(maxsize=1 << 17)
def read_word(text: str) -> Word:
    """Read one word; words repeat a great deal in lists, so the last 131,072 are remembered."""
    sounds = sounds_of(text)
    stem, kind, marker = _without_ending(sounds)
    stem = _one_rendering(stem)
    core = _without_particles(stem)
    return Word(text, sounds, stem, core, frame_of(core), kind, marker, script_of(text) == "persian")


def frame_of(sounds: str) -> str:
    """The consonant classes of some sounds; a first vowel is kept as ``a`` so that short names differ."""
    heard = sounds.removeprefix("h")
    vowel_first = heard[:1] in _VOWELS
    classes = heard.translate(tables.frames())
    once = "".join(c for at, c in enumerate(classes) if not at or classes[at - 1] != c)
    return "a" + once if vowel_first else once


def _without_ending(sounds: str) -> tuple[str, str, str]:
    for ending in tables.endings():
        if sounds.endswith(ending.sounds) and len(sounds) - len(ending.sounds) >= ending.least_stem:
            return sounds[: -len(ending.sounds)] + ending.becomes, ending.kind, ending.marker
    return sounds, "", ""


def _one_rendering(stem: str) -> str:
    for place, written, becomes in tables.renderings():
        if place == "start" and stem.startswith(written):
            stem = becomes + stem[len(written) :]
        elif place == "end" and stem.endswith(written):
            stem = stem[: -len(written)] + becomes
    return stem


def _without_particles(stem: str) -> str:
    for particle in tables.particles():
        rest = len(stem) - len(particle.sounds)
        if rest < particle.least_rest:
            continue
        if particle.where == "end" and stem.endswith(particle.sounds):
            return stem[:rest]
        if particle.where == "start" and stem.startswith(particle.sounds):
            return stem[len(particle.sounds) :]
    return stem
