"""Evidence per attribute, summed to a probability."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from ogoh.matching.birth_evidence import ONE_AGE, birth_evidence
from ogoh.matching.commonness import Commonness, shipped
from ogoh.matching.comparison import Comparison, Evidence
from ogoh.matching.model import model
from ogoh.matching.name_evidence import exchange_bits, name_evidence
from ogoh.matching.prepared import Prepared

LONG_NUMBER = 6
"""From how many signs on two numbers may be one, though a sign differs or the series is missing."""


def compare(left: Prepared, right: Prepared, commonness: Commonness | None = None) -> Comparison:
    """The evidence that two records are one person; symmetric but for the sides that facts name.

    Bits add up (Fellegi and Sunter, 1969); what a side does not say counts nothing. ``commonness`` is that of the list
    that was asked, where it is known, else the shipped one.
    """
    weights = model()
    evidence, weak, exchanged = name_evidence(left.names, right.names, commonness or shipped())
    birth = birth_evidence(left.births, right.births)
    if exchanged:
        evidence.append(_crosswise(birth))
    for found in (
        birth,
        document_evidence(left.documents, right.documents),
        sex_evidence(left, right),
        citizenship_evidence(left.citizenships, right.citizenships),
        birthplace_evidence(left.birthplace, right.birthplace),
    ):
        if found is not None:
            evidence.append(found)
    weight = weights.prior
    for one in evidence:
        weight += one.bits
    return Comparison(tuple(evidence), weight, weights.probability(weight), weak, weights.prior)


def _crosswise(birth: Evidence | None) -> Evidence:
    """What given name and father's name that agree crosswise say: father and son, already counted with the names, or a
    slip where the dates of birth are too close for that."""
    if birth is not None and birth.level in ONE_AGE:
        return Evidence("kinship", "exchanged", exchange_bits())
    return Evidence("kinship", "crosswise", 0.0)


def document_evidence(left: frozenset[str], right: frozenset[str]) -> Evidence | None:
    """What two sets of folded numbers say; ``None`` where a side gives none."""
    if not left or not right:
        return None
    level = document_level(left, right)
    return Evidence("document", level, model().document[level])


def document_level(left: frozenset[str], right: frozenset[str]) -> str:
    """The level of agreement of two sets of folded numbers, a key of ``document`` in the model."""
    if left & right:
        return "equal"
    found = ""
    for one in left:
        for other in right:
            if _lacks_its_series(one, other) or _lacks_its_series(other, one):
                return "series"
            if min(len(one), len(other)) >= LONG_NUMBER and Levenshtein.distance(one, other, score_cutoff=1) == 1:
                found = "one_apart"
    if found:
        return found
    shapes = set(map(shape_of, left))
    return "renewed" if shapes.isdisjoint(map(shape_of, right)) else "different"


def _lacks_its_series(bare: str, whole: str) -> bool:
    """Whether a number is digits alone, and the other the same with a series of letters in front."""
    return whole.endswith(bare) and len(bare) >= LONG_NUMBER and bare.isdigit() and whole[: -len(bare)].isalpha()


@lru_cache(maxsize=1 << 14)
def shape_of(number: str) -> str:
    """What passports of one issue have in common: letters and digits in their places."""
    return "".join(["9" if sign.isdigit() else "A" for sign in number])


def sex_evidence(left: Prepared, right: Prepared) -> Evidence | None:
    """What two sexes say, or, where a side states none, the endings of the names; ``None`` where those say nothing."""
    if left.sex is not None and right.sex is not None:
        level = "conflicting" if left.sex is not right.sex else "equal"
        if level == "conflicting":
            return Evidence("sex", level, model().sex[level])
        return Evidence("sex", level, model().sex[f"equal_{left.sex.value}"], (("sex", left.sex.value),))
    one, other = _sex_shown(left), _sex_shown(right)
    if one and other and one != other:
        return Evidence("sex", "forms_conflict", model().sex["forms_conflict"])
    return None


def _sex_shown(record: Prepared) -> str:
    return record.sex.value if record.sex else record.sex_of_names


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


def birthplace_evidence(left: frozenset[str], right: frozenset[str]) -> Evidence | None:
    """What two places of birth say, each as the frames of its words; ``None`` where a side gives none."""
    if not left or not right:
        return None
    level = "equal" if left & right else "different"
    return Evidence("birthplace", level, model().birthplace[level])
