"""From evidence to one of three answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ogoh.identity import Subject
from ogoh.matching.commonness import Commonness, shipped
from ogoh.matching.compare import compare
from ogoh.matching.comparison import Comparison, Verdict
from ogoh.matching.model import model
from ogoh.matching.prepared import Prepared, prepare
from ogoh.matching.screen import Screen

NAME_ATTRIBUTES = frozenset({"given", "family", "patronymic", "kinship"})


@dataclass(frozen=True, slots=True)
class Finding:
    """What one list says of one question; ``best`` is the candidate's own number, ``None`` without a candidate.

    ``document_agrees`` says that the document number asked for is one the list holds for that candidate.
    """

    verdict: Verdict
    best: int | None = None
    comparison: Comparison | None = None
    document_agrees: bool = False


def judge(
    question: Prepared, candidates: Iterable[tuple[int, Subject]], commonness: Commonness | None = None
) -> Finding:
    """The strongest answer any candidate gives, by verdict first, then by weight; the lowest number breaks a tie.

    Names are read only of candidates that their dates and numbers do not already rule out.
    """
    best: tuple[tuple[int, float, int], Comparison, Verdict] | None = None
    shares = commonness or shipped()
    said_little = not question.births
    screen = Screen(question, shares)
    for number, subject in candidates:
        if not screen.lets_through(subject):
            continue
        candidate = prepare(subject)
        if not screen.lets_named_through(subject, candidate):
            continue
        comparison = compare(question, candidate, shares)
        verdict = decide(comparison, said_little)
        rank = (_RANK[verdict], comparison.weight, -number)
        if best is None or rank > best[0]:
            best = rank, comparison, verdict
    if best is None or best[2] is Verdict.NO_RECORD:
        return Finding(Verdict.NO_RECORD)
    (_, _, negative), comparison, verdict = best
    return Finding(verdict, -negative, comparison, document_agrees(comparison))


_RANK = {Verdict.NO_RECORD: 0, Verdict.POSSIBLE: 1, Verdict.RECORDED: 2}


def document_agrees(comparison: Comparison) -> bool:
    """Whether both sides give the same document number."""
    return any(one.attribute == "document" and one.level == "equal" for one in comparison.evidence)


def decide(comparison: Comparison, said_little: bool = True) -> Verdict:
    """The answer one comparison supports, by the rules of the model.

    A name alone is at most possible, and so is anything that rests on a low-quality alias or meets a contradiction
    that the model names. Who ``said_little``, no birth date, is not told that there is nothing where the names agree:
    another number than the listing's may be that of a new passport.
    """
    rules = model().decision
    if (
        comparison.probability >= rules.recorded_from
        and not comparison.weak_name
        and _meets(comparison, rules.second_identifier)
        and not _meets(comparison, rules.never_recorded)
        and _name_bits(comparison) > 0
    ):
        return Verdict.RECORDED
    if comparison.probability >= rules.possible_from or (said_little and _unresolved(comparison)):
        return Verdict.POSSIBLE
    return Verdict.NO_RECORD


def _meets(comparison: Comparison, levels: Mapping[str, frozenset[str]]) -> bool:
    return any(one.level in levels.get(one.attribute, ()) for one in comparison.evidence)


def _name_bits(comparison: Comparison) -> float:
    return sum(one.bits for one in comparison.evidence if one.attribute in NAME_ATTRIBUTES)


def _unresolved(comparison: Comparison) -> bool:
    """Whether the names agree and what would settle it was not given: the person must not be told there is nothing."""
    settled = any(one.attribute == "birth" for one in comparison.evidence)
    against = any(one.bits < -1.0 and one.attribute != "document" for one in comparison.evidence)
    return not settled and not against and _name_bits(comparison) >= model().decision.unresolved_name
