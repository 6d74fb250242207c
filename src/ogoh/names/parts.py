"""The parts of a name and what each of them is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a part of a name is; UNKNOWN where the source does not say and the part does not show it."""

    GIVEN = "given"
    FAMILY = "family"
    PATRONYMIC = "patronymic"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name.

    ``text`` is what was written; ``sounds`` the whole word folded, ``stem`` its sounds without a family or
    patronymic ending, ``core`` the stem without particles that come and go, ``frame`` the consonant classes
    of the core; ``marker`` names the ending or particle that was taken off ("ov", "zoda", "ovich", "uulu", …).
    """

    text: str
    role: Role
    sounds: str
    stem: str
    core: str
    frame: str
    marker: str = ""
    persian: bool = False

    def __hash__(self) -> int:
        """By what nearly always differs: parts are looked up in memory far more often than they are made."""
        return hash((self.text, self.role))


@dataclass(frozen=True, slots=True)
class Name:
    """One name, read: its parts in the order in which they were written."""

    parts: tuple[Part, ...]
    weak: bool = False

    @property
    def read_as(self) -> str:
        """How Ogoh reads the name, in plain Latin letters, to be shown beneath what was written."""
        return " ".join(part.sounds.translate(_PLAIN).capitalize() for part in self.parts)


_PLAIN = {ord("č"): "ch", ord("š"): "sh", ord("w"): "v", ord("y"): "i"}
