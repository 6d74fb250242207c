"""``ogoh check``: one traveller, or a file of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from ogoh.cli.database import open_database, operator
from ogoh.cli.file_list import FileList
from ogoh.cli.telling import REJECTED, progress, refuse, refusing, say, tell
from ogoh.cli.words import Language, Words, draw_strongest
from ogoh.delivery import Rejected, open_delivery
from ogoh.delivery.tables import Cell, write_table
from ogoh.identity import Subject, Unreadable, fault_of_name, read_mrz, subject_as_typed
from ogoh.matching import Comparison, Verdict
from ogoh.names import WrittenName
from ogoh.web.stretches import stretches

if TYPE_CHECKING:
    from ogoh.web.checks.services import Answer
    from ogoh.web.reviews.standing import Decided

ANSWERS = ("id", "answer", "source", "as_of", "listing", "weight", "probability", "why")

_WORDS = {
    Verdict.NO_RECORD: "no record found. This does not mean free to enter: other lists were not looked at.",
    Verdict.POSSIBLE: "possible. Somebody like this is on the list; compare the passport with the listing at a desk.",
    Verdict.RECORDED: "recorded. The list names this person.",
}


class Found(Protocol):
    """What a list answers, be it in the database or in a file."""

    @property
    def verdict(self) -> Verdict: ...
    @property
    def as_of(self) -> date | None: ...
    @property
    def reference(self) -> str: ...
    @property
    def comparison(self) -> Comparison | None: ...


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(run)


def run(
    travellers: Annotated[Path | None, typer.Argument(help="A file of travellers, checked all at once.")] = None,
    name: Annotated[str, typer.Option(help="The whole name, any order, any script.")] = "",
    family: Annotated[str, typer.Option(help="The family name.")] = "",
    given: Annotated[str, typer.Option(help="The given name.")] = "",
    patronymic: Annotated[str, typer.Option(help="The patronymic.")] = "",
    born: Annotated[str, typer.Option(help="The date of birth, any usual form; the year alone will do.")] = "",
    document: Annotated[str, typer.Option(help="The passport number.")] = "",
    sex: Annotated[str, typer.Option(help="M or F.")] = "",
    citizenship: Annotated[str, typer.Option(help="A country, as code or name.")] = "",
    mrz: Annotated[str, typer.Option(help="The machine-readable zone instead of all the rest.")] = "",
    out: Annotated[Path | None, typer.Option(help="Where the answers go.")] = None,
    against: Annotated[Path | None, typer.Option("--list", help="Check against this file, without a database.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Give the answers as JSON.")] = False,
    language: Annotated[Language, typer.Option(help="The language of the reasons.")] = Language.ENGLISH,
    picture: Annotated[Path | None, typer.Option(help="Draw the strongest answer's reasons into this SVG.")] = None,
) -> None:
    """Say what the lists hold of a traveller: no record, possible, or recorded. Free of charge."""
    words = Words.of(language)
    if picture is not None and (travellers is not None or picture.suffix.lower() != ".svg"):
        refuse("--picture draws one traveller's answer, into a file that ends in .svg.")
    if travellers is not None:
        if out is None:
            refuse("Say with --out where the answers go.")
        _check_file(travellers, out, against, words)
        return
    with refusing():
        if mrz:
            subject = _subject_of_zone(mrz)
        else:
            written = _named(WrittenName(name, family, given, patronymic))
            subject = subject_as_typed(written, born=born, document=document, sex=sex, citizenship=citizenship)
        answers = [*_answers(subject, against)]
        _say_plain(answers, words, as_json=as_json)
        if picture is not None:
            draw_strongest(picture, [(one.found.verdict, one.found.comparison) for one in answers], words)


@dataclass(frozen=True, slots=True)
class _Told:
    """An answer, the source it is of, and the reviews it rests on."""

    source: str
    found: Found
    reviews: tuple[Decided, ...] = ()


def _answers(subject: Subject, against: Path | None) -> Iterator[_Told]:
    if against is not None:
        yield from (_Told(one.source, one) for one in _file_list(against).check(subject))
    else:
        (answers,) = _database_check()([subject])
        yield from (_Told(one.source_code, one, _reviewed(one)) for one in answers)


def _named(written: WrittenName) -> WrittenName:
    if not written.text.strip():
        refuse("Give a name with --name (or --family and --given), a zone with --mrz, or a file of travellers.")
    return written


def _subject_of_zone(text: str) -> Subject:
    """The holder, unless a check digit says that the number or the birth date was misread."""
    zone = read_mrz(text)
    for fault in zone.telling_faults:
        refuse(
            f"The zone was misread: the check digit of {fault.field} is {fault.found}, expected {fault.expected}. "
            "Read or type it again."
        )
    if expected := fault_of_name(zone.names):
        raise Unreadable(zone.names.text, f"a zone with {expected}")
    return zone.subject()


def _say_plain(answers: Sequence[_Told], words: Words, *, as_json: bool) -> None:
    if as_json:
        say(json.dumps([_as_json(one, words) for one in answers], ensure_ascii=False))
        return
    for told in answers:
        one = told.found
        if one.as_of is None:
            say(f"{told.source}: not looked at; nothing has been delivered.")
            continue
        say(f"{told.source}, list of {one.as_of.isoformat()}: {_WORDS[one.verdict]}")
        if one.comparison is not None:
            _say_reasons(one.comparison, one.reference, words)
        for decided in told.reviews:
            say(f"  {_review_in_words(decided)}")
    say("Checking is free of charge. Lists that are not named here were not looked at.")


def _say_reasons(comparison: Comparison, reference: str, words: Words) -> None:
    say(f"  listing {reference}")
    say(f"  probability {comparison.probability:.3f}, {comparison.weight:.1f} bits")
    for reason in words.why(comparison):
        say(f"  {reason}")
    if asked := words.settling(comparison):
        say(f"  {words.heading_of_settling()}")
    for question in asked:
        say(f"  - {question}")


def _reviewed(answer: Answer) -> tuple[Decided, ...]:
    """The decision that the answer rests on, and those by which listings were left out."""
    return (*([answer.review] if answer.review else []), *answer.left_out)


def _review_in_words(one: Decided) -> str:
    said = "is this person" if one.verdict == "same" else "is not this person and was left out"
    return f"Listing {one.reference} {said}: review {one.number}, by {one.decided_by}, {one.decided_at:%Y-%m-%d}."


def _review_as_json(one: Decided) -> dict[str, object]:
    return {
        "number": one.number,
        "listing": one.reference,
        "verdict": str(one.verdict),
        "by": one.decided_by,
        "on": one.decided_at.date().isoformat(),
    }


def _as_json(told: _Told, words: Words) -> dict[str, object]:
    answer = told.found
    found = answer.comparison
    return {
        "source": told.source,
        "answer": answer.verdict.value if answer.as_of else None,
        "as_of": answer.as_of.isoformat() if answer.as_of else None,
        "listing": answer.reference,
        "weight": found.weight if found else None,
        "probability": round(found.probability, 6) if found else None,
        "evidence": [[one.attribute, one.level, round(one.bits, 3)] for one in found.evidence] if found else [],
        "why": list(words.why(found)) if found else [],
        "settling": list(words.settling(found)) if found else [],
        "reviews": [*map(_review_as_json, told.reviews)],
    }


def _database_check() -> Callable[[Sequence[Subject]], list[tuple[Answer, ...]]]:
    open_database()
    from ogoh.web.checks.asking import Asking, ask_lists_for_all
    from ogoh.web.checks.services import ListNotReadyError

    asking = Asking(operator(), "command")

    def checked(subjects: Sequence[Subject]) -> list[tuple[Answer, ...]]:
        try:
            answers = ask_lists_for_all(subjects, asking)
        except ListNotReadyError as fault:
            refuse(str(fault))
        if not all(answers):
            refuse("No list is held yet. Import one with: ogoh list import FILE --source CODE --dated DAY")
        return answers

    return checked


def _file_list(path: Path) -> FileList:
    held = FileList.read(path)
    if held.rejected:
        tell(f"{held.rejected} rows of {path.name} could not be read and were not looked at.")
    return held


def _check_file(travellers: Path, out: Path, against: Path | None, words: Words) -> None:
    """Answer for every traveller of a file; those who cannot be read are counted and named."""
    unread: list[Rejected] = []
    with refusing(), progress() as bar:
        answer = _answers_of_file(_file_list(against), words) if against else _answers_of_database(words)
        opened = open_delivery(travellers)

        def rows() -> Iterator[tuple[Cell, ...]]:
            for stretch in stretches(bar.track(opened.rows(), description="travellers"), _AT_ONCE):
                answers = iter(answer([one.subject for one in stretch if not isinstance(one, Rejected)]))
                for outcome in stretch:
                    if isinstance(outcome, Rejected):
                        unread.append(outcome)
                        yield _unread_row(outcome)
                    else:
                        yield from ((outcome.reference, *told) for told in next(answers))

        written = write_table(out, ANSWERS, rows())
    tell(f"{written - len(unread)} answers written to {out}; {len(unread)} travellers could not be read.")
    for one in unread:
        tell(f"Row {one.row}, {one.field}: expected {one.expected}.")
    if unread:
        raise typer.Exit(REJECTED)


Row = tuple[Cell, ...]


def _unread_row(traveller: Rejected) -> Row:
    """Nobody falls out of the answers: who cannot be read has a row that says why, and no answer."""
    why = f"row {traveller.row}, {traveller.field}: found {traveller.found}, expected {traveller.expected}"
    return (traveller.reference, *[None] * (len(ANSWERS) - 2), why)


_AT_ONCE = 200
"""Travellers whose looks are recorded in one transaction."""

AnswersOf = Callable[[Sequence[Subject]], list[list[Row]]]


def _answers_of_file(held: FileList, words: Words) -> AnswersOf:
    return lambda subjects: [[_row(one, one.source, words) for one in held.check(subject)] for subject in subjects]


def _answers_of_database(words: Words) -> AnswersOf:
    check = _database_check()
    return lambda subjects: [
        [_row(one, one.source_code, words) for one in answers if one.looked_at] for answers in check(subjects)
    ]


def _row(answer: Found, source: str, words: Words) -> Row:
    found = answer.comparison
    return (
        answer.verdict.value,
        source,
        answer.as_of,
        answer.reference,
        round(found.weight, 3) if found else None,
        round(found.probability, 6) if found else None,
        " ".join(words.why(found)) if found else "",
    )
