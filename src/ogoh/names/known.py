"""Names that people bear, in the spellings of every script: what tells two names from two spellings of one."""

from __future__ import annotations

from functools import cache

from ogoh.names import tables
from ogoh.names.words import read_word, skeleton_of

_NONE: frozenset[int] = frozenset()
_LOST_AT_END, _LOST_INSIDE, _LEAST = "i", "h", 4


def known_as(skeleton: str, core: str, persian: bool) -> frozenset[int]:
    """The numbers of the known names that are spelled so; those of the core where the whole word is none.

    Two words with a number in common may be one name, however different they are written (Юсуф, Жусуп); two known
    words without one are two names, however alike they look (Зарина, Замира). Persian script is asked apart, for it
    leaves vowels out.
    """
    found = _by_skeleton(persian).get(skeleton)
    return found if found is not None else known_by_sounds(core, persian)


def known_by_sounds(sounds: str, persian: bool) -> frozenset[int]:
    """The numbers of the known names that a stem or a core is, by its sounds."""
    return _by_skeleton(persian).get(skeleton_of(sounds), _NONE)


@cache
def _by_skeleton(persian: bool) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, spellings in enumerate(tables.known_names()):
        for spelling in spellings:
            word = read_word(spelling)
            if word.persian is persian:
                for skeleton in _forms(skeleton_of(word.stem)):
                    found.setdefault(skeleton, set()).add(number)
    return {skeleton: frozenset(numbers) for skeleton, numbers in found.items()}


def _forms(skeleton: str) -> tuple[str, ...]:
    """The skeleton, and without a sound that is often lost: the last before an ending (Бакай, Бакаевич), ҳ inside
    (Раҳмон, Рамон)."""
    found = [skeleton]
    if len(skeleton) > _LEAST and skeleton[-1] == _LOST_AT_END:
        found.append(skeleton[:-1])
    if _LOST_INSIDE in skeleton[1:]:
        found.append(skeleton[0] + skeleton[1:].replace(_LOST_INSIDE, ""))
    return tuple(found)
