"""``ogoh review``: a reviewer's decision on a possible match, remembered, taken back, and told to training."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ogoh.cli.database import open_database, operator
from ogoh.cli.telling import refuse, refusing, say, tell
from ogoh.delivery.tables import write_table
from ogoh.identity import Subject, read_birth, read_citizenship, read_document, read_sex, subject_as_typed
from ogoh.names import WrittenName

if TYPE_CHECKING:
    from ogoh.web.reviews.history import Told
    from ogoh.web.reviews.services import Remembered


class VerdictOption(StrEnum):
    """The verdicts as they are typed."""

    SAME = "same"
    NOT_SAME = "not-same"


By = Annotated[str, typer.Option(help="Who decides, so that others can ask.")]
Why = Annotated[str, typer.Option(help="The reason, in one line without names and numbers.")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="Decisions on possible matches, remembered.", no_args_is_help=True)
    group.command("add")(add)
    group.command("list")(show)
    group.command("take-back")(take_back)
    group.command("export")(export)
    app.add_typer(group, name="review")


@contextmanager
def _open_reviews() -> Iterator[None]:
    """The database, and every refusal as one paragraph."""
    open_database()
    from ogoh.web.reviews.refusal import ReviewRefused

    with refusing():
        try:
            yield
        except ReviewRefused as refused:
            refuse(str(refused))


def add(
    document: Annotated[str, typer.Option(help="The traveller's document number; only a digest of it is stored.")],
    source: Annotated[str, typer.Option(help="The code of the source.")],
    listing: Annotated[str, typer.Option(help="The source's own reference of the listing, as ogoh check gives it.")],
    verdict: Annotated[VerdictOption, typer.Option(help="Whether the listing is this traveller.")],
    by: By,
    why: Why,
    name: Annotated[str, typer.Option(help="The traveller's whole name, any order, any script.")] = "",
    family: Annotated[str, typer.Option(help="The family name.")] = "",
    given: Annotated[str, typer.Option(help="The given name.")] = "",
    patronymic: Annotated[str, typer.Option(help="The patronymic.")] = "",
    born: Annotated[str, typer.Option(help="The date of birth.")] = "",
    sex: Annotated[str, typer.Option(help="M or F.")] = "",
    citizenship: Annotated[str, typer.Option(help="A country, as code or name.")] = "",
) -> None:
    """Remember that a traveller is, or is not, the person of a listing."""
    with _open_reviews():
        from ogoh.web.reviews.models import ReviewVerdict
        from ogoh.web.reviews.services import remember

        written = WrittenName(name, family, given, patronymic)
        subject = _subject(written, born=born, document=document, sex=sex, citizenship=citizenship)
        remembered = remember(subject, source, listing, ReviewVerdict[verdict.name], by, why)
    _tell_remembered(remembered)


def _subject(written: WrittenName, *, born: str, document: str, sex: str, citizenship: str) -> Subject:
    """The traveller; without a name one who is known by document alone."""
    if written.text.strip():
        return subject_as_typed(written, born=born, document=document, sex=sex, citizenship=citizenship)
    return Subject(
        names=(),
        births=(read_birth(born),) if born.strip() else (),
        sex=read_sex(sex),
        citizenships=(read_citizenship(citizenship),) if citizenship.strip() else (),
        documents=(read_document(document),) if document.strip() else (),
    )


def _tell_remembered(remembered: Remembered) -> None:
    review = remembered.review
    said = "this person" if review.verdict == "same" else "not this person"
    say(f"Review {review.pk}: listing {review.reference} of {review.source.code} is {said}.")
    if remembered.replaced is not None:
        tell(f"It supersedes review {remembered.replaced}.")
    if remembered.beyond_keys:
        tell("No check of this traveller would have found that listing; from now on every check does.")
    if remembered.own_number and review.verdict != "same":
        tell("The listing gives this very document number. Ask the authority to mend its list.")


def show(
    document: Annotated[str, typer.Option(help="Only reviews of the traveller with this document number.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Give the result as JSON.")] = False,
) -> None:
    """Print every review, also those that hold no more, oldest first."""
    with _open_reviews():
        from ogoh.web.reviews.history import history

        subject = Subject(names=(), documents=(read_document(document),)) if document.strip() else None
        reviews = list(history(subject))
    if as_json:
        say(json.dumps([_as_json(one) for one in reviews], ensure_ascii=False))
        return
    for one in reviews:
        say(_in_one_line(one))


def _in_one_line(one: Told) -> str:
    review = one.review
    cells = [
        str(review.pk),
        str(one.state),
        review.verdict,
        f"{review.source.code} {review.reference}",
        f"{review.decided_at:%Y-%m-%d}",
        review.decided_by,
        review.reason,
    ]
    if review.taken_back_at:
        cells.append(
            f"taken back {review.taken_back_at:%Y-%m-%d} by {review.taken_back_by}: {review.taken_back_reason}"
        )
    return "\t".join(cells)


def _as_json(one: Told) -> dict[str, object]:
    review = one.review
    taken_back = review.taken_back_at and {
        "by": review.taken_back_by,
        "at": review.taken_back_at.isoformat(),
        "why": review.taken_back_reason,
    }
    return {
        "number": review.pk,
        "state": str(one.state),
        "source": review.source.code,
        "listing": review.reference,
        "verdict": review.verdict,
        "by": review.decided_by,
        "at": review.decided_at.isoformat(),
        "why": review.reason,
        "model": review.model,
        "superseded_at": review.superseded_at and review.superseded_at.isoformat(),
        "taken_back": taken_back,
    }


def take_back(
    number: Annotated[int, typer.Argument(min=1, help="The review's number, as ogoh review list gives it.")],
    by: By,
    why: Why,
) -> None:
    """Take a review back: it holds no more, and stays in the history."""
    with _open_reviews():
        from ogoh.web.reviews.services import take_back as end

        end(number, by, why)
    tell(f"Review {number} is taken back; the evidence decides again.")


def export(
    out: Annotated[Path, typer.Option(help="Where label, model and levels of evidence go.")],
) -> None:
    """Write the reviews that stand as labelled pairs, for ogoh train; no names, no numbers."""
    with _open_reviews():
        from django.db import transaction

        from ogoh.web.audit.events import Act, Happening
        from ogoh.web.audit.services import record
        from ogoh.web.reviews.history import LABELLED, labelled_pairs

        written = write_table(out, LABELLED, labelled_pairs())
        with transaction.atomic():
            record(Happening(Act.EXPORT, actor=operator(), purpose="training", told={"reviews": written}))
    tell(f"{written} reviews written to {out}.")
