"""Asking a made-up list about made-up travellers, in one process or several."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from ogoh.cli.evaluate.calibration import Foretold, counts_as
from ogoh.cli.evaluate.travellers import FORMS, Form, HeldList, Traveller, travellers
from ogoh.matching import Prepared, Verdict, compare, judge, prepare
from ogoh.matching.keys import asked_apart

_SAMPLED = 2000


@dataclass(frozen=True, slots=True)
class Check:
    """One answered question: what was told, on which weight in bits and probability, and whether that was right.

    ``reached`` says whether the own listing was among the candidates; ``against`` what spoke most against it where it
    was missed all the same.
    """

    traveller: Traveller
    verdict: Verdict
    probability: float
    right: bool
    reached: bool
    candidates: int
    against: str = ""
    weight: float | None = None


@dataclass(slots=True)
class Answers:
    """The checks of one form, and of a sample of them every candidate's probability."""

    checks: list[Check] = field(default_factory=list)
    foretold: list[Foretold] = field(default_factory=list)
    unread: int = 0


ByForm: TypeAlias = dict[str, Answers]


_held: HeldList | None = None


def answered(held: HeldList, asked: int, seed: int, size: int, processes: int) -> ByForm:
    """Answer in several processes that share the list as it stands in memory (fork), or in this one."""
    global _held
    _held = held
    jobs = [(range(start, asked, processes), seed, size, max(1, asked // _SAMPLED)) for start in range(processes)]
    try:
        if processes == 1:
            return _merged(_job(*job) for job in jobs)
        gc.freeze()
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            return _merged(pool.starmap(_job, jobs))
    finally:
        _held = None


def _merged(parts: Iterable[ByForm]) -> ByForm:
    merged: ByForm = {form.name: Answers() for form in FORMS}
    for part in parts:
        for name, answers in part.items():
            merged[name].checks += answers.checks
            merged[name].foretold += answers.foretold
            merged[name].unread += answers.unread
    return merged


def _job(numbers: range, seed: int, size: int, every: int) -> ByForm:
    if _held is None:
        raise RuntimeError("found no list, expected the one that this process was started with")
    answers: ByForm = {form.name: Answers() for form in FORMS}
    for at, traveller in enumerate(travellers(_held, numbers, seed, size)):
        for form in FORMS:
            _ask(_held, traveller, form, answers[form.name], sampled=at % every == 0)
    return answers


def _ask(held: HeldList, traveller: Traveller | None, form: Form, answers: Answers, *, sampled: bool) -> None:
    if traveller is None:
        answers.unread += 1
        return
    question = prepare(form.tell(traveller.subject))
    places = held.index.candidates(asked_apart(question))
    if not form.answered:
        reached = traveller.own in places
        answers.checks.append(Check(traveller, Verdict.NO_RECORD, 0.0, False, reached, len(places)))
        return
    answers.checks.append(_check(held, traveller, question, places))
    if sampled:
        answers.foretold += _foretold(held, traveller, question, places)


def _check(held: HeldList, traveller: Traveller, question: Prepared, places: Sequence[int]) -> Check:
    finding = judge(question, ((place, held.listings[place]) for place in places), held.commonness)
    missed = traveller.own is not None and finding.verdict is Verdict.NO_RECORD
    return Check(
        traveller,
        finding.verdict,
        finding.comparison.probability if finding.comparison else 0.0,
        finding.best is not None and finding.best == traveller.own,
        traveller.own in places,
        len(places),
        _against(held, traveller, question, places) if missed else "",
        finding.comparison.weight if finding.comparison else None,
    )


def _against(held: HeldList, traveller: Traveller, question: Prepared, places: Sequence[int]) -> str:
    """What a missed person's own listing lost by: it was no candidate, or the evidence that weighed most against it."""
    if traveller.own is None or traveller.own not in places:
        return "not among the candidates"
    evidence = compare(question, prepare(held.listings[traveller.own]), held.commonness).evidence
    lightest = min(evidence, key=lambda one: one.bits, default=None)
    return f"{lightest.attribute} {lightest.level}" if lightest else "no evidence"


def _foretold(held: HeldList, traveller: Traveller, question: Prepared, places: Sequence[int]) -> Iterator[Foretold]:
    for place in places:
        found = compare(question, prepare(held.listings[place]), held.commonness)
        yield Foretold(found.probability, place == traveller.own, counts_as(traveller.own is not None))
