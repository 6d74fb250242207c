"""Parts of names that are far apart: seen from columns and edit distances, without asking how they agree."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from rapidfuzz.distance import OSA, Levenshtein
from rapidfuzz.process import cpdist

from ogoh.linkage.columns import NONE, Flags, Numbers, Texts
from ogoh.linkage.parts import SEVERAL, PartTable
from ogoh.matching.part_agreement import most_apart
from ogoh.names.distance import HOPELESS


def far(table: PartTable, one: Numbers, other: Numbers) -> Flags:
    """Pairs that `ogoh.matching.part_agreement.level_of` is sure to call ``different``, or ``another`` where both are
    known: a quick look that lets none of the others through."""
    columns = table.columns
    found = (
        ~(columns.odd[one] | columns.odd[other])
        & (columns.skeleton[one] != columns.skeleton[other])
        & (columns.first_four[one] != columns.first_four[other])
        & (columns.last_four[one] != columns.last_four[other])
    )
    cored = columns.cored[one] | columns.cored[other]
    known, known2 = columns.core_known[one], columns.core_known[other]
    found &= ~(cored & ((columns.core[one] == columns.core[other]) | _may_share(known, known2)))
    places = np.flatnonzero(found)
    found[places] = ~table.share_known_names(one[places], other[places])
    places = np.flatnonzero(found)
    near = _near(table.texts("stem_frame"), table.texts("stem"), one[places], other[places])
    around = np.flatnonzero(cored[places] & ~near)
    near[around] = _near(table.texts("frame"), table.texts("core"), one[places[around]], other[places[around]])
    found[places[near]] = False
    return found


def _may_share(known: Numbers, other: Numbers) -> Flags:
    several = ((known == SEVERAL) & (other != NONE)) | ((other == SEVERAL) & (known != NONE))
    return several | ((known == other) & (known != NONE))


def _near(frames: Texts, sounds: Texts, one: Numbers, other: Numbers) -> Flags:
    """Whether frames are as close as `ogoh.matching.part_agreement` wants them, and sounds as `ogoh.names` does."""
    distance, longest = _apart(frames, one, other, OSA.distance)
    near = distance <= most_apart(longest)
    places = np.flatnonzero(near)
    distance, longest = _apart(sounds, one[places], other[places], Levenshtein.distance)
    near[places] = distance <= (HOPELESS[""] * longest).astype(np.int32)
    return near


def _apart(texts: Texts, one: Numbers, other: Numbers, scorer: Callable[..., int]) -> tuple[Numbers, Numbers]:
    """The distance of two texts, pair by pair, and the length of the longer."""
    lefts, rights = texts[one].tolist(), texts[other].tolist()
    longest = np.maximum(np.fromiter(map(len, lefts), np.int32), np.fromiter(map(len, rights), np.int32))
    return cpdist(lefts, rights, scorer=scorer, dtype=np.int32), longest
