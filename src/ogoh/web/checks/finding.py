"""What each list says of a traveller: candidates judged by their evidence, but for those a reviewer has decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ogoh.matching import Finding, Prepared, Verdict, compare, judge, prepare
from ogoh.matching.commonness import Commonness
from ogoh.matching.decide import document_agrees
from ogoh.web.lists.candidates import Candidate
from ogoh.web.reviews.models import ReviewVerdict
from ogoh.web.reviews.standing import Decided, InForce


@dataclass(frozen=True, slots=True)
class Found:
    """One list's finding; ``reference`` is what the source calls the listing, empty where there is none."""

    finding: Finding
    reference: str = ""
    review: Decided | None = None
    left_out: tuple[Decided, ...] = ()


def found_on_each_list(
    question: Prepared, candidates: Iterable[Candidate], reviews: Mapping[int, InForce]
) -> Callable[[int, Commonness], Found]:
    """From a source's number, and how common names are on its list, to what that list says; ``reviews`` are those in
    force, by the listing's number.

    A listing reviewed as *not the same* is left out, so that the next best candidate decides. One reviewed as *the
    same* is recorded with the comparison as it is, also where no key leads to it.
    """
    open_ones: defaultdict[int, list[Candidate]] = defaultdict(list)
    decided: defaultdict[int, list[InForce]] = defaultdict(list)
    for candidate in candidates:
        if candidate.listing not in reviews:
            open_ones[candidate.source].append(candidate)
    for review in reviews.values():
        decided[review.source].append(review)
    return lambda source, commonness: _found(question, open_ones[source], decided[source], commonness)


def _found(
    question: Prepared, candidates: Sequence[Candidate], reviews: Sequence[InForce], commonness: Commonness
) -> Found:
    same = [one for one in reviews if one.decided.verdict is ReviewVerdict.SAME]
    left_out = tuple(one.decided for one in reviews if one.decided.verdict is ReviewVerdict.NOT_SAME)
    if same:
        finding, decided = max((_recorded(question, one, commonness) for one in same), key=_strength)
        return Found(finding, decided.reference, decided, left_out)
    finding = judge(question, ((one.listing, one.subject) for one in candidates), commonness)
    reference = next((one.reference for one in candidates if one.listing == finding.best), "")
    return Found(finding, reference, None, left_out)


def _recorded(question: Prepared, review: InForce, commonness: Commonness) -> tuple[Finding, Decided]:
    comparison = compare(question, prepare(review.listed), commonness)
    return Finding(Verdict.RECORDED, review.listing, comparison, document_agrees(comparison)), review.decided


def _strength(recorded: tuple[Finding, Decided]) -> tuple[float, int]:
    finding, decided = recorded
    return (finding.comparison.weight if finding.comparison else 0.0), -decided.number
