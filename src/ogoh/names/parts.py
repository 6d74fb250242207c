"""The parts of a name and what each of them is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """What a part of a name is; UNKNOWN where the source does not say and the part does not show it."""

    GIVEN = "given"
    FAMILY = "family"
    PATRONYMIC = "patronymic"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One part of a name.

    ``text`` is what was written; ``sounds`` the whole word folded, ``stem`` its sounds without a family or patronymic
    ending, ``core`` the stem without particles that come and go. ``skeleton`` is the stem with vowels that spellings
    exchange made one, ``frame`` the consonant classes of the core, ``stem_frame`` those of the stem. ``marker`` names
    the ending or particle that was taken off ("ov", "zoda", "ovich", "uulu", …), ``sex`` whose names that ends (M, F or
    nothing). ``known`` numbers the known names that the part may be. ``cut`` says that a line of limited length may
    have cut it off.
    """

    text: str
    role: Role
    sounds: str
    stem: str
    core: str
    skeleton: str
    frame: str
    stem_frame: str
    marker: str = ""
    sex: str = ""
    persian: bool = False
    known: frozenset[int] = frozenset()
    cut: bool = False


class Name(NamedTuple):
    """One name, read: its parts in the order in which they were written.

    ``sex`` is M or F where endings show it and do not contradict each other. ``otherwise`` are the same parts in other
    roles, where two readings are equally good. ``by_role`` are given name, family name and father's name, where every
    part has a role and none has the role of another.
    """

    parts: tuple[Part, ...]
    weak: bool = False
    sex: str = ""
    otherwise: tuple[Part, ...] = ()
    by_role: tuple[Part | None, Part | None, Part | None] | None = None

    @property
    def read_as(self) -> str:
        """How Ogoh reads the name, in plain Latin letters, to be shown beneath what was written."""
        return " ".join(part.sounds.translate(_PLAIN).capitalize() for part in self.parts)


_PLAIN = {ord("č"): "ch", ord("š"): "sh", ord("w"): "v", ord("y"): "i"}
