"""How two parts of a name agree: a level, found by sound alone; what it is worth comes from the model."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from ogoh.matching.model import model
from ogoh.names import Part, frame_of, sound_distance
from ogoh.names.distance import UNLIKE

SAME = frozenset({"equal", "spelling"})
"""The levels at which two parts are one name written twice."""

_OPEN = frozenset({"near", "resembling", "different"})
_ALIKE = frozenset({"spelling", "near", "resembling"})
_LEAST_CUT = 3
_LEAST_HELD = 4
_LEAST_MORE = 2
_CORE = 0.12


def level_of(one: Part, other: Part) -> str:
    """The level of agreement of two parts, the same both ways: a key of the name weights in the model."""
    if one.stem == other.stem:
        return "equal"
    if one.skeleton == other.skeleton:
        return "spelling"
    if len(one.text) == 1 or len(other.text) == 1:
        return "initial" if one.sounds[:1] == other.sounds[:1] else "different"
    known = bool(one.known and other.known)
    if known and not one.known.isdisjoint(other.known):
        return "spelling"
    if (one.cut and _begins(one, other)) or (other.cut and _begins(other, one)):
        return "spelling"
    persian = one.persian or other.persian
    level = _heard(one.stem, other.stem, one.core, other.core, "persian" if persian else "")
    if known:
        return "lookalike" if level in _ALIKE else "another" if level == "different" else level
    if persian and level in _OPEN and one.frame == other.frame:
        return "consonants"
    return level


def _begins(cut: Part, whole: Part) -> bool:
    return len(cut.sounds) >= _LEAST_CUT and whole.sounds.startswith(cut.sounds)


@lru_cache(maxsize=1 << 17)
def _heard(stem: str, other: str, core: str, other_core: str, where: str) -> str:
    """The level that sound alone shows. Whose consonants differ in more than a third is not listened to further."""
    distance = sound_distance(stem, other, where) if _close(stem, other) else UNLIKE
    level = next((level for level, most in model().reach if distance <= most), "different")
    if level != "spelling" and _holds(stem, other, core, other_core, where):
        return "compound"
    return level


def _close(stem: str, other: str) -> bool:
    frame, other_frame = frame_of(stem), frame_of(other)
    most = 1 + max(len(frame), len(other_frame)) // 4
    return OSA.distance(frame, other_frame, score_cutoff=most) <= most


def _holds(stem: str, other: str, core: str, other_core: str, where: str) -> bool:
    """Whether one stem is the other with a part that comes and goes, in front or behind."""
    if core != stem or other_core != other:
        if core == other_core or (_close(core, other_core) and sound_distance(core, other_core, where) <= _CORE):
            return True
    short, long = (stem, other) if len(stem) <= len(other) else (other, stem)
    return (
        len(short) >= _LEAST_HELD
        and len(long) - len(short) >= _LEAST_MORE
        and (long.startswith(short) or long.endswith(short))
    )
