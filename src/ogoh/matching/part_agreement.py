"""How two parts of a name agree: a level, found by sound alone; what it is worth comes from the model."""

from __future__ import annotations

from typing import Any

from rapidfuzz.distance import OSA

from ogoh.matching.model import Level, model
from ogoh.names import Part, sound_distance
from ogoh.names.known import known_by_sounds

SAME = frozenset({"equal", "spelling"})
"""The levels at which two parts are one name written twice."""

_OPEN = frozenset({"near", "resembling", "different"})
_ALIKE = frozenset({"spelling", "near", "resembling"})
_LEAST_CUT = 3
_LEAST_HELD = 4
_LEAST_MORE = 2
_CORE = 0.12


def level_of(one: Part, other: Part) -> Level:
    """The level of agreement of two parts, the same both ways: a key of the name weights in the model."""
    if len(one.text) == 1 or len(other.text) == 1:
        return "initial" if one.sounds[:1] == other.sounds[:1] else "different"
    if one.stem == other.stem:
        return "equal"
    if one.skeleton == other.skeleton:
        return "spelling"
    if not one.known.isdisjoint(other.known):
        return "spelling"
    if (one.cut and _begins(one, other)) or (other.cut and _begins(other, one)):
        return "spelling"
    where = "persian" if one.persian or other.persian else ""
    level = _heard(one, other, where)
    if _one_core(one, other, where):
        return "spelling" if level == "spelling" else "compound"
    return _between_names(one, other, level) if one.known and other.known else _between_words(one, other, level)


def _between_names(one: Part, other: Part, level: Level) -> Level:
    """The level of two words that are known as two names: never one name, however alike they are."""
    return "lookalike" if level in _ALIKE or _within(one.stem, other.stem) else "another"


def _between_words(one: Part, other: Part, level: Level) -> Level:
    """The level of two words of which one may be anything: a longer form of the other, or, in Persian script, its
    consonants."""
    if level == "spelling":
        return level
    if _within(one.stem, other.stem):
        return "compound"
    persian = one.persian or other.persian
    return "consonants" if persian and level in _OPEN and one.frame == other.frame else level


def _begins(cut: Part, whole: Part) -> bool:
    return len(cut.sounds) >= _LEAST_CUT and whole.sounds.startswith(cut.sounds)


def _heard(one: Part, other: Part, where: str) -> Level:
    """The level that sound alone shows, for those whose consonants differ in no more than one and a quarter of them."""
    if not _close(one.stem_frame, other.stem_frame):
        return "different"
    distance = sound_distance(one.stem, other.stem, where)
    return next((level for level, most in model().reach if distance <= most), "different")


def _close(frame: str, other: str) -> bool:
    most: int = most_apart(max(len(frame), len(other)))
    return OSA.distance(frame, other, score_cutoff=most) <= most


def most_apart(longest: Any) -> Any:
    """How many signs two frames may differ in, the longer of so many signs: a number, or a column of them."""
    return 1 + longest // 4


def _one_core(one: Part, other: Part, where: str) -> bool:
    """Whether the two are one name but for a part that comes and goes, in front or behind."""
    core, other_core = one.core, other.core
    if core == one.stem and other_core == other.stem:
        return False
    if core == other_core:
        return True
    known, other_known = known_by_sounds(core, one.persian), known_by_sounds(other_core, other.persian)
    if known and other_known:
        return not known.isdisjoint(other_known)
    return _close(one.frame, other.frame) and sound_distance(core, other_core, where) <= _CORE


def _within(stem: str, other: str) -> bool:
    """Whether one stem begins or ends with the whole of the other."""
    short, long = (stem, other) if len(stem) <= len(other) else (other, stem)
    return (
        len(short) >= _LEAST_HELD
        and len(long) - len(short) >= _LEAST_MORE
        and (long.startswith(short) or long.endswith(short))
    )
