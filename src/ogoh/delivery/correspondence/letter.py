"""The letter that goes with a table: each page in one language, all words as data, so that none is read as markup."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from importlib import resources

import typst

from ogoh.certificate.home_page import Tongue
from ogoh.certificate.words import day_in_words
from ogoh.delivery.correspondence import letter_words as words
from ogoh.delivery.correspondence.kinds import BY_CODE, OUTCOME_WORDS
from ogoh.delivery.correspondence.letter_words import LetterKind
from ogoh.delivery.correspondence.messages import Reply, Request
from ogoh.delivery.correspondence.numbers import printed_number
from ogoh.delivery.correspondence.terms import usual_terms
from ogoh.identity import PartialDate, Subject

Said = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Party:
    """Who writes or is written to: the name, and the lines of the address."""

    name: str
    address: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DueRequest:
    """A request with the day by which it is to be answered."""

    request: Request
    due_on: date


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in its own number and day; ``asked`` or ``replies`` as its kind says. ``answer_days`` is the term."""

    kind: LetterKind
    sender: Party
    addressee: Party
    number: str
    day: date
    answer_days: int
    asked: tuple[DueRequest, ...] = ()
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True, slots=True)
class _Page:
    """The letter in one language, as the template shows it."""

    language: str
    title: str
    sender: Party
    addressee: Party
    number: str
    opening: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    closing: tuple[str, ...]
    signature: str
    sheet: str


def letter_as_pdf(letter: Letter, tongues: tuple[Tongue, ...]) -> bytes:
    """The whole letter in one language after another, each from a page of its own. No fonts but Typst's own."""
    template = (resources.files("ogoh.delivery.correspondence") / "letter.typ").read_bytes()
    told = [asdict(_page(letter, tongue)) for tongue in tongues]
    inputs = {"told": json.dumps(told, ensure_ascii=False)}
    made = typst.compile(template, format="pdf", sys_inputs=inputs, ignore_system_fonts=True)
    assert isinstance(made, bytes)  # noqa: S101  # one file of all pages is asked for
    return made


def _page(letter: Letter, tongue: Tongue) -> _Page:
    said, asks = tongue.translate, letter.kind is not LetterKind.REPLIES
    rows = (
        (_asked_row(one, said) for one in letter.asked) if asks else (_reply_row(one, said) for one in letter.replies)
    )
    term = words.TERM if letter.answer_days == usual_terms().answer_days else words.AGREED_TERM
    return _Page(
        language=tongue.tag,
        title=said(words.TITLES[letter.kind]),
        sender=letter.sender,
        addressee=letter.addressee,
        number=said(words.OUR_NUMBER).format(number=letter.number, day=day_in_words(letter.day, said)),
        opening=(
            said(words.OPENINGS[letter.kind]),
            *((said(term).format(days=letter.answer_days),) if asks else ()),
        ),
        headings=tuple(map(said, words.HEADINGS[letter.kind])),
        rows=tuple(rows),
        closing=tuple(map(said, (*((words.NUMBERS, words.TABLE) if asks else ()), words.PRIVATE))),
        signature=said(words.SIGNATURE),
        sheet=said(words.SHEET),
    )


def _asked_row(one: DueRequest, said: Said) -> tuple[str, ...]:
    request = one.request
    asks = [said(BY_CODE[request.question].asks)]
    asks += [said(words.RECORD).format(number=request.listing)] if request.listing else []
    asks += [said(words.SAYS).format(text=request.statement)] if request.statement else []
    return (
        printed_number(request.number),
        "\n".join(_person(request, said)),
        "\n".join(asks),
        day_in_words(one.due_on, said),
    )


def _person(request: Request, said: Said) -> Iterator[str]:
    subject = request.subject
    yield "; ".join(name.text for name in subject.names)
    if subject.births:
        yield said(words.BORN).format(day="; ".join(_birth(birth, said) for birth in subject.births))
    if subject.documents:
        yield said(words.PASSPORT).format(number="; ".join(one.number for one in subject.documents))


def _birth(birth: PartialDate, said: Said) -> str:
    whole = birth.precision == "day" and birth.month and birth.day and not birth.approximate
    return day_in_words(date(birth.year, birth.month or 1, birth.day or 1), said) if whole else birth.text


def _reply_row(one: Reply, said: Said) -> tuple[str, ...]:
    outcome = said(OUTCOME_WORDS[one.outcome])
    return printed_number(one.number), outcome, "\n".join(_particulars(one, said))


def _particulars(one: Reply, said: Said) -> Iterator[str]:
    texts = ((words.GROUNDS, one.grounds), (words.AGENCY, one.agency), (words.EXPLANATION, one.explanation))
    yield from (said(about).format(text=text) for about, text in texts if text)
    if one.until:
        yield said(words.UNTIL).format(day=day_in_words(one.until, said))
    now = corrected_in_words(one.correction, partial(_birth, said=said))
    if now:
        yield said(words.CORRECTED).format(text=now)


def corrected_in_words(correction: Subject, birth_in_words: Callable[[PartialDate], str]) -> str:
    """What a correction changes, on one line; empty where it changes nothing."""
    names = (name.text for name in correction.names)
    births = map(birth_in_words, correction.births)
    return "; ".join((*names, *births, *(one.number for one in correction.documents)))
