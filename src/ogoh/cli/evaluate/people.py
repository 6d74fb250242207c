"""What a made-up population is told: missed people, wrongly alarmed people, and by whom the errors are borne."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ogoh.cli.evaluate.asking import Answers, ByForm, answered
from ogoh.cli.evaluate.calibration import Calibration, Foretold, calibrated, counts_as
from ogoh.cli.evaluate.groups import Group, grouped
from ogoh.cli.evaluate.intervals import Estimate, share
from ogoh.cli.evaluate.kept import today
from ogoh.cli.evaluate.spread import Spread, spread
from ogoh.cli.evaluate.travellers import FORMS, Form, HeldList
from ogoh.delivery.tables import Cell, write_table
from ogoh.matching import Verdict
from ogoh.matching.model import model

WEIGHED = ("form", "weight", "right", "listed")


@dataclass(frozen=True, slots=True)
class FormResult:
    """The figures of one form of question; ``groups`` is empty where it is only looked up.

    ``recall`` is the share of listed travellers whose own listing was among the candidates.
    """

    form: str
    recall: Estimate | None
    candidates: Spread
    groups: tuple[Group, ...]
    calibrations: tuple[Calibration, ...]


@dataclass(frozen=True, slots=True)
class PeopleResult:
    """What a population was told, with what it was measured on; ``unread`` travellers could not be asked about."""

    listings: int
    travellers: int
    unread: int
    seed: int
    model: str
    possible_from: float
    recorded_from: float
    forms: tuple[FormResult, ...]
    command: str
    day: str


def measure(
    size: int, asked: int, seed: int, processes: int, command: str, weighed: Path | None = None
) -> PeopleResult:
    """Ask for ``asked`` travellers, half of them listed, against the list of ``size`` records of a seed.

    ``weighed`` is the file for the weight of every answer, empty for *no record*, whether it was right, and whether the
    traveller is listed.
    """
    answers = answered(HeldList.make(size, seed), asked, seed, size, processes)
    if weighed is not None:
        write_table(weighed, WEIGHED, _weighed(answers))
    decision = model().decision
    return PeopleResult(
        listings=size,
        travellers=asked,
        unread=next(iter(answers.values())).unread,
        seed=seed,
        model=model().version,
        possible_from=decision.possible_from,
        recorded_from=decision.recorded_from,
        forms=tuple(_result(form, answers[form.name]) for form in FORMS),
        command=command,
        day=today(),
    )


def _weighed(answers: ByForm) -> Iterator[tuple[Cell, ...]]:
    for form, told in answers.items():
        yield from ((form, one.weight, int(one.right), int(one.traveller.own is not None)) for one in told.checks)


def _result(form: Form, answers: Answers) -> FormResult:
    listed = [one for one in answers.checks if one.traveller.own is not None]
    recall = share(sum(one.reached for one in listed), len(listed))
    counts = spread([one.candidates for one in answers.checks])
    if not form.answered:
        return FormResult(form.name, recall, counts, (), ())
    told = [
        Foretold(one.probability, one.right, counts_as(one.traveller.own is not None))
        for one in answers.checks
        if one.verdict is not Verdict.NO_RECORD
    ]
    series = {"the candidate that an answer rests on": told, "every candidate of a sample": answers.foretold}
    calibrations = (calibrated(what, foretold) for what, foretold in series.items())
    return FormResult(
        form.name, recall, counts, grouped(answers.checks), tuple(one for one in calibrations if one is not None)
    )
