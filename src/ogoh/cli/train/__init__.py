"""``ogoh train``: the weights of the model, estimated from pairs and reviews; its probabilities, fitted to answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from ogoh.cli.telling import REJECTED, progress, refuse, refusing, tell
from ogoh.cli.train.moved import moved, unusable
from ogoh.cli.train.sets import LeftOut, PairSet, read_answers, read_pair_set, read_review_set
from ogoh.delivery.tables.writing import replaced_when_whole
from ogoh.matching.model import model_of
from ogoh.matching.model_text import figures_of, with_calibration, with_estimate
from ogoh.matching.training import (
    NOTHING_KNOWN,
    Estimate,
    Labelled,
    Place,
    Seen,
    calibrate,
    estimate,
    estimate_unlabelled,
)

MODEL = "OGOH_MODEL"
_VERSION = re.compile(r"[\w.+-]{1,40}")
Counts: TypeAlias = Mapping[Place, tuple[int, int]]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("train")(run)


def run(
    out: Annotated[Path, typer.Option(help="The model file to write.")],
    version: Annotated[str, typer.Option(help="What the new model is called, such as 2026.11.")],
    pairs: Annotated[list[Path] | None, typer.Argument(help="Pairs as for compare, with a label, 1 or 0.")] = None,
    reviews: Annotated[list[Path] | None, typer.Option(help="What ogoh review export wrote; may be repeated.")] = None,
    unlabelled: Annotated[bool, typer.Option("--unlabelled", help="Nobody said which pairs are one person.")] = False,
    start: Annotated[
        Path | None, typer.Option("--from", envvar=MODEL, help="The model to begin at; the one in use.")
    ] = None,
    answers: Annotated[
        Path | None, typer.Option("--calibrate", help="Fit probabilities to answers: columns weight, right (1 or 0).")
    ] = None,
    listed: Annotated[
        float | None, typer.Option(help="With --calibrate: which share of travellers is on the list, as 0.1.")
    ] = None,
) -> None:
    """Estimate the weights of a model from pairs and reviews, or fit its probabilities to answers."""
    _refuse_unusable(pairs or [], reviews or [], answers, out, version, unlabelled=unlabelled)
    if listed is not None and (answers is None or not 0 < listed < 1):
        refuse("--listed goes with --calibrate, and is a share between 0 and 1.")
    with refusing():
        text = _model_text(start)
        if answers is not None:
            made, seen, left_out = _calibrated(text, answers, listed, version)
        else:
            made, seen, left_out = _estimated(text, pairs or [], reviews or [], version, unlabelled=unlabelled)
        for line in (line for one in left_out for line in one.told()):
            tell(line)
        fault = unusable(made)
        if fault:
            refuse(f"Nothing is written, for {fault} Look whether the labels are right and the pairs are enough.")
        for line in moved(model_of(text), model_of(made), seen):
            tell(line)
        with replaced_when_whole(out) as beside:
            beside.write_text(made, encoding="utf-8")
    tell(f"Model {version} written to {out}.")
    if any(one.rows or one.codes for one in left_out):
        raise typer.Exit(REJECTED)


def _refuse_unusable(
    pairs: list[Path], reviews: list[Path], answers: Path | None, out: Path, version: str, *, unlabelled: bool
) -> None:
    """Refuse arguments that contradict each other, before anything is read."""
    if not _VERSION.fullmatch(version):
        refuse(f"--version: found {version!r}, expected up to 40 letters, digits, points and hyphens, as in 2026.11.")
    if answers is not None and (pairs or reviews or unlabelled):
        refuse(
            "Pairs and answers are two steps: estimate the weights, answer anew with the model that comes out, then "
            "fit its probabilities with --calibrate and --from."
        )
    if answers is None and not pairs and not reviews:
        refuse("There is nothing to learn from: give files of pairs, --reviews, or --calibrate.")
    if unlabelled and (reviews or not pairs):
        refuse("--unlabelled takes files of pairs alone; reviews are labelled: leave --unlabelled or --reviews out.")
    for path in (*pairs, *reviews, *([answers] if answers else [])):
        if out.resolve() == path.resolve():
            refuse(f"{path} would be overwritten by the model. Name another file with --out.")


def _model_text(start: Path | None) -> str:
    """The text of the model to begin at, which must be one."""
    if start is None:
        return (resources.files("ogoh.matching") / "data" / "model.yaml").read_text(encoding="utf-8")
    try:
        text = start.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        refuse(f"{start} is no model file: it is not UTF-8.")
    fault = unusable(text)
    if fault:
        refuse(f"{start} is no model to begin at: {fault}")
    return text


def _estimated(
    text: str, pairs: list[Path], reviews: list[Path], version: str, *, unlabelled: bool
) -> tuple[str, Counts, list[LeftOut]]:
    start = figures_of(text)
    read = [read_pair_set(path, start, labelled=not unlabelled) for path in _tracked(pairs)]
    sets, left_out = [one for one, _ in read], [out for _, out in read]
    if unlabelled:
        found = _without_labels(sets, start)
    else:
        reviewed = [read_review_set(path, start) for path in reviews]
        left_out += [out for _, out in reviewed]
        found = _with_labels(sets, [one for one, _ in reviewed], start)
    return with_estimate(text, found, version), found.seen, left_out


def _tracked(paths: list[Path]) -> Iterator[Path]:
    with progress() as bar:
        yield from bar.track(paths, description="files")


def _with_labels(sets: list[PairSet], reviews: list[Labelled], start: Estimate) -> Estimate:
    same = sum(one.count(True) for one in sets) + sum(len(tuple(one.same)) for one in reviews)
    others = sum(one.count(False) for one in sets) + sum(len(tuple(one.others)) for one in reviews)
    if not same or not others:
        refuse(
            f"There are {same} pairs of one person and {others} of two people: weights need both kinds. Add a file "
            "with the other kind, or estimate without labels by --unlabelled."
        )
    for one in sets:
        _refuse_exchanged(one, start)
    tell(f"{same} pairs of one person, {others} of two people.")
    return estimate([*(one.labelled() for one in sets), *reviews], start)


def _refuse_exchanged(pairs: PairSet, start: Estimate) -> None:
    """Refuse a file in which those who are labelled two people agree better, by the model that training begins at."""
    same, others = (pairs.mean_bits(label, start) for label in (True, False))
    if same is not None and others is not None and same <= others:
        refuse(
            f"{pairs.name}: the pairs labelled 1 agree less than those labelled 0, by {same:.1f} bits to {others:.1f}. "
            "The labels seem to be exchanged: 1 is one person, 0 two."
        )


def _without_labels(sets: list[PairSet], start: Estimate) -> Estimate:
    pairs = sum((one.seen.get(None, Counter()) for one in sets), Counter[Seen]())
    if not pairs:
        refuse("There are no pairs in these files that can be read.")
    found = estimate_unlabelled(pairs.elements(), (seen for one in sets for seen in one.strangers()), start)
    tell(f"{pairs.total()} pairs, of which {100 * found.same:.1f} % seem to be of one person.")
    return found


def _calibrated(text: str, answers: Path, listed: float | None, version: str) -> tuple[str, Counts, list[LeftOut]]:
    found, left_out = read_answers(answers, *([] if listed is None else ["listed"]))
    if listed is not None and not all(found.asked[one] for one in (True, False)):
        refuse(f"{answers.name} holds travellers of one kind only: --listed needs some on the list and some not.")
    before = model_of(text)
    try:
        fitted = calibrate(found.weighed, None if listed is None else found.counts(listed))
    except ValueError as fault:
        refuse(f"{answers.name}, {len(found.weighed)} answers with a weight: {fault}. The calibration stays as it is.")
    made = with_calibration(with_estimate(text, NOTHING_KNOWN, version), fitted)
    rights = sum(right for _, right in found.weighed)
    tell(f"{len(found.weighed)} answers that are not no record, {rights} of them right.")
    tell(f"slope {before.slope:.4g} → {fitted.slope:.4g}, shift {before.shift:.4g} → {fitted.shift:.4g}")
    return made, {}, [left_out]
