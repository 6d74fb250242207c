"""Evidence per attribute, summed to a probability."""

from __future__ import annotations

import math
from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

from ogoh.identity import Sex
from ogoh.matching.birth_evidence import birth_evidence
from ogoh.matching.comparison import Comparison, Evidence
from ogoh.matching.model import model
from ogoh.matching.name_evidence import name_evidence
from ogoh.matching.prepared import Prepared

_LONG_NUMBER = 6


def compare(left: Prepared, right: Prepared) -> Comparison:
    """The evidence that two records are one person; symmetric but for the sides that facts name.

    Bits add up (Fellegi and Sunter, 1969); what a side does not say counts nothing.
    """
    names, weak = name_evidence(left.names, right.names)
    others = (
        birth_evidence(left.births, right.births),
        _document(left, right),
        sex_evidence(left.sex, right.sex),
        citizenship_evidence(left.citizenships, right.citizenships),
    )
    evidence = (*names, *(one for one in others if one is not None))
    weight = model().prior + math.fsum(one.bits for one in evidence)
    return Comparison(evidence, round(weight, 6), probability(weight), weak)


def probability(weight: float) -> float:
    """From bits to a probability: 1 / (1 + 2 ** -weight)."""
    return 1.0 / (1.0 + math.exp2(-max(-60.0, min(60.0, weight))))


def _document(left: Prepared, right: Prepared) -> Evidence | None:
    if not left.documents or not right.documents:
        return None
    level = document_level(left.documents, right.documents)
    return Evidence("document", level, model().document[level])


def document_level(left: frozenset[str], right: frozenset[str]) -> str:
    """The level of agreement of two sets of folded numbers, a key of ``document`` in the model."""
    if left & right:
        return "equal"
    near = any(
        min(len(one), len(other)) >= _LONG_NUMBER and Levenshtein.distance(one, other, score_cutoff=1) == 1
        for one in left
        for other in right
    )
    return "one_apart" if near else "different"


def sex_evidence(left: Sex | None, right: Sex | None) -> Evidence | None:
    """What two sexes say; ``None`` where a side gives none."""
    if left is None or right is None:
        return None
    if left is right:
        return Evidence("sex", "equal", model().sex[left.value])
    return Evidence("sex", "conflicting", model().sex["conflicting"])


def citizenship_evidence(left: frozenset[str], right: Iterable[str]) -> Evidence | None:
    """What two sets of citizenships say; ``None`` where a side gives none. Agreement weighs more, the rarer it is."""
    others = frozenset(right)
    if not left or not others:
        return None
    shared = left & others
    if not shared:
        return Evidence("citizenship", "conflicting", model().citizenship_conflicting)
    bits = max(model().citizenship.get(code, model().other_citizenship) for code in shared)
    return Evidence("citizenship", "equal", bits)
