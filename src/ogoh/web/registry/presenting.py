"""A decision as the pages show it: facts in the reader's language, days in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from ogoh.identity import Subject
from ogoh.law import Ground, estimated_end, grounds
from ogoh.law.words import EXCEPTIONS
from ogoh.web.languages import Language, birth_in_words, date_in_words
from ogoh.web.registry.models import Version
from ogoh.web.registry.words import FORCE_WORDS, doubt_words, ground_words, term_words


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what it is, and what it says."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of what stands beside what would stand."""

    label: str
    before: str
    after: str


def person_facts(subject: Subject, language: Language) -> list[Fact]:
    """Who it is, under all names and numbers."""
    main, *others = subject.names
    said = (
        (gettext("Name"), main.text),
        (gettext("Other names"), "; ".join(name.text for name in others)),
        (gettext("Birth date"), "; ".join(birth_in_words(birth, language) for birth in subject.births)),
        (gettext("Sex"), subject.sex or ""),
        (gettext("Citizenship"), "; ".join(subject.citizenships)),
        (gettext("Documents"), "; ".join(paper.number for paper in subject.documents)),
        (gettext("Place of birth"), subject.birthplace),
    )
    return [Fact(label, value) for label, value in said if value]


def decision_facts(version: Version, language: Language) -> list[Fact]:
    """On which ground, from when to when; what the law would give is called an estimate."""
    known = grounds()[version.ground]
    said = (
        (gettext("Ground"), ground_words(version.ground)),
        (gettext("Article"), "" if known.kept_apart else known.article),
        (gettext("By law"), str(FORCE_WORDS.get(known.force, ""))),
        (gettext("Term by law"), term_words(known.term)),
        (gettext("Exceptions by law"), _exceptions(known)),
        (gettext("Legal basis"), version.legal_basis),
        (gettext("Number of the decision"), version.number),
        (gettext("Day of the decision"), date_in_words(version.decided_on, language)),
        (gettext("The term runs from"), _day(version.starts_on, language)),
        (gettext("Last day"), _last_day(version, language)),
        (gettext("A court expelled the person"), gettext("yes") if version.by_court else ""),
        (gettext("It is for a crime"), gettext("yes") if version.criminal else ""),
    )
    return [Fact(label, value) for label, value in said if value]


def doubts_of(version: Version) -> list[str]:
    """What did not fit when it was written."""
    return [doubt_words(code) for code in version.doubts]


def compared_facts(before: list[Fact], after: list[Fact]) -> list[Compared]:
    """Everything that is said on either side."""
    old, new = ({fact.label: fact.value for fact in facts} for facts in (before, after))
    return [Compared(label, old.get(label, ""), new.get(label, "")) for label in dict.fromkeys([*old, *new])]


def changed_facts(before: list[Fact], after: list[Fact]) -> list[Compared]:
    """Only what differs."""
    return [one for one in compared_facts(before, after) if one.before != one.after]


def _exceptions(known: Ground) -> str:
    """When the ground does not hold; of one that is kept apart it would tell too much."""
    return "" if known.kept_apart else "; ".join(gettext(EXCEPTIONS[code]) for code in known.exceptions)


def _last_day(version: Version, language: Language) -> str:
    if version.until is not None:
        return date_in_words(version.until, language)
    estimate = estimated_end(grounds()[version.ground], version.starts_on)
    if estimate is None:
        return gettext("the decision gives none")
    day = date_in_words(estimate, language)
    return gettext("the decision gives none; an estimate from the law: {day}").format(day=day)


def _day(day: date | None, language: Language) -> str:
    return date_in_words(day, language) if day else ""
