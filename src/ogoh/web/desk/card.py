"""The answer card: what each list says of the person, beside what the person is, and how the two compare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ogoh.identity import Subject, subject_from_json
from ogoh.matching import Comparison, compare, explain, prepare, settling, waterfall
from ogoh.names import read_name
from ogoh.web.desk.models import OpenReview, Question
from ogoh.web.desk.services import is_overtaken
from ogoh.web.desk.told import Told
from ogoh.web.languages import Language, date_in_words
from ogoh.web.lists.commonness import commonness_of_source
from ogoh.web.lists.models import Listing
from ogoh.web.selfcheck.answer_page import SHAPES
from ogoh.web.selfcheck.guidance import KIND_WORDS, VERDICT_WORDS, Text


@dataclass(frozen=True, slots=True)
class Line:
    """One attribute, as the passport shows it and as the list writes it."""

    called: Promise
    asked: str
    listed: str


@dataclass(frozen=True, slots=True)
class Beside:
    """The person and the listing side by side, the reasons in words, what would settle it, and the picture."""

    lines: tuple[Line, ...]
    grounds: str
    agency: str
    decided_on: str
    until: str
    is_past: bool
    reasons: tuple[str, ...]
    settling: tuple[str, ...]
    picture: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One source's answer; ``beside`` where it names a listing, ``opened`` where a second person decides.

    ``settled`` is what a second person of the same office decided before.
    """

    told: Told
    kind: Text
    word: Text
    shape: str
    as_of: str
    beside: Beside | None
    opened: OpenReview | None
    settled: OpenReview | None


@dataclass(frozen=True, slots=True)
class Card:
    """A question with all its answers, for the officer's eyes."""

    question: Question
    subject: Subject
    name: str
    reading: str
    is_overtaken: bool
    entries: tuple[Entry, ...]

    @property
    def typed(self) -> tuple[tuple[str, str], ...]:
        """The person in the fields of a form, for a request to the owner of a list."""
        name, documents = self.subject.names[0], self.subject.documents
        return (
            ("family_name", name.family or name.whole),
            ("given_name", name.given or "-"),
            ("patronymic", name.patronymic),
            ("birth", self.subject.births[0].text if self.subject.births else ""),
            ("document", documents[0].number if documents else ""),
            ("citizenship", self.subject.citizenships[0] if self.subject.citizenships else ""),
        )


def card_of(question: Question, language: Language) -> Card:
    """The card of a question that was not forgotten."""
    subject = subject_from_json(question.subject)
    opened = {one.source.code: one for one in question.reviews.select_related("source", "decided_by")}
    told = [Told.from_json(one) for one in question.answers]
    settled = _settled(question, told)
    entries = tuple(_entry(one, subject, opened.get(one.source), settled.get(one.review), language) for one in told)
    name = subject.names[0]
    return Card(question, subject, name.text, read_name(name).read_as, is_overtaken(question), entries)


def _settled(question: Question, told: list[Told]) -> dict[int | None, OpenReview]:
    numbers = [one.review for one in told if one.review]
    return {
        one.review_id: one for one in OpenReview.objects.filter(review__in=numbers, question__office=question.office)
    }


def _entry(
    told: Told, subject: Subject, opened: OpenReview | None, settled: OpenReview | None, language: Language
) -> Entry:
    listing = Listing.objects.select_related("source").filter(pk=told.listing).first() if told.listing else None
    return Entry(
        told,
        KIND_WORDS[told.kind],
        VERDICT_WORDS[told.verdict],
        SHAPES[told.verdict],
        date_in_words(told.as_of, language),
        beside(subject, listing, language) if listing else None,
        opened,
        settled,
    )


def beside(subject: Subject, listing: Listing, language: Language) -> Beside:
    """A person and a listing side by side."""
    listed = subject_from_json(listing.subject)
    comparison: Comparison = compare(prepare(subject), prepare(listed), commonness_of_source(listing.source))
    return Beside(
        tuple(_lines(subject, listed)),
        listing.grounds,
        listing.agency,
        _day(listing.decided_on, language),
        _day(listing.until, language),
        listing.until is not None and listing.until < timezone.localdate(),
        explain(comparison, gettext),
        settling(comparison, gettext),
        waterfall(comparison, gettext, language=language.tag),
    )


def _day(day: date | None, language: Language) -> str:
    return date_in_words(day, language) if day else ""


def _lines(subject: Subject, listed: Subject) -> Iterator[Line]:
    for called, written in _WRITTEN:
        one, other = written(subject), written(listed)
        if one or other:
            yield Line(called, one, other)


def _names(one: Subject) -> str:
    return "; ".join(name.text for name in one.names)


def _read_as(one: Subject) -> str:
    return "; ".join(dict.fromkeys(read_name(name).read_as for name in one.names))


def _births(one: Subject) -> str:
    return "; ".join(birth.text for birth in one.births)


def _documents(one: Subject) -> str:
    return "; ".join(document.number for document in one.documents)


def _sex(one: Subject) -> str:
    return one.sex.value if one.sex else ""


def _citizenships(one: Subject) -> str:
    return "; ".join(one.citizenships)


def _birthplace(one: Subject) -> str:
    return one.birthplace


_WRITTEN = (
    (_("Name, as written"), _names),
    (_("Name, as read"), _read_as),
    (_("Birth date"), _births),
    (_("Document"), _documents),
    (_("Sex"), _sex),
    (_("Citizenship"), _citizenships),
    (_("Born in"), _birthplace),
)
