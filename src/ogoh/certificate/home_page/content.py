"""What stands on the page, sentence by sentence, in one language after another; how it looks is said elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ogoh.certificate import page_words
from ogoh.certificate.statement import SourceAnswer, Statement, number_in_print
from ogoh.certificate.words import (
    ANSWER_WORDS,
    GROUNDS,
    KIND_WORDS,
    SHAPES,
    Translate,
    day_in_words,
    document_in_words,
    holds_in_words,
    number_in_words,
)


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of the page: its BCP 47 tag, and what translates into it."""

    tag: str
    translate: Translate


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything that the page is made from. ``letters`` are what `ogoh.certificate.issue` gave for ``statement``.

    ``name`` is the holder's, as written; ``source_names`` what people call each source, by code; ``complaints_to`` an
    address or a telephone number.
    """

    statement: Statement
    letters: str
    tongues: tuple[Tongue, ...]
    name: str = ""
    source_names: Mapping[str, str] = field(default_factory=dict)
    complaints_to: str = ""


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """One source's answer, and what it means."""

    kind: str
    shape: str
    word: str
    found: str
    source: str
    grounds: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Column:
    """The whole page in one language."""

    tag: str
    title: str
    facts: tuple[str, ...]
    found_heading: str
    answers: tuple[AnswerPart, ...]
    do_heading: str
    steps: tuple[str, ...]
    not_heading: str
    limits: tuple[str, ...]
    free: str
    nobody_takes_money: str
    complain: str
    code: tuple[str, ...]

    @property
    def language(self) -> str:
        """The language without the script."""
        return self.tag.split("-")[0]


def number_of(page: HomePage) -> str:
    """The number as the page shows it large."""
    return number_in_print(page.statement.number)


def columns_of(page: HomePage) -> tuple[Column, ...]:
    """The page in each of its languages, in their order; a language that stands twice is said once."""
    tongues = {tongue.tag: tongue for tongue in page.tongues}
    return tuple(_column(page, tongue) for tongue in tongues.values())


def _column(page: HomePage, tongue: Tongue) -> Column:
    said, statement = tongue.translate, page.statement
    return Column(
        tag=tongue.tag,
        title=said(page_words.TITLE),
        facts=tuple(one(statement, said) for one in (number_in_words, holds_in_words, document_in_words)),
        found_heading=said(page_words.FOUND),
        answers=tuple(_part(one, page, said) for one in statement.answers),
        do_heading=said(page_words.DO_NOW),
        steps=_steps(statement, said),
        not_heading=said(page_words.NOT_TOLD),
        limits=tuple(map(said, page_words.LIMITS)),
        free=said(page_words.FREE),
        nobody_takes_money=said(page_words.NOBODY_TAKES_MONEY),
        complain=said(page_words.COMPLAIN),
        code=(said(page_words.CODE), said(page_words.NO_NAME_IN_CODE)),
    )


def _part(one: SourceAnswer, page: HomePage, said: Translate) -> AnswerPart:
    names = {"name": page.source_names.get(one.source, one.source), "day": day_in_words(one.as_of, said)}
    return AnswerPart(
        kind=said(KIND_WORDS[one.kind]),
        shape=SHAPES[one.answer],
        word=said(ANSWER_WORDS[one.answer]),
        found=said(page_words.FOUND_WORDS[one.answer]),
        source=said(page_words.SOURCE) % names,
        grounds=said(GROUNDS).format(grounds=one.grounds) if one.grounds else "",
        meaning=said(page_words.GUIDANCE[one.kind, one.answer].meaning),
    )


def _steps(statement: Statement, said: Translate) -> tuple[str, ...]:
    """What to do, each thing once, the gravest answer's first."""
    gravest = sorted(statement.answers, key=lambda one: list(SHAPES).index(one.answer), reverse=True)
    steps = (step for one in gravest for step in page_words.GUIDANCE[one.kind, one.answer].steps)
    return tuple(map(said, dict.fromkeys(steps)))
