"""What our own list holds of somebody another office asks about, for whoever answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from ogoh.identity import Subject, subject_from_json
from ogoh.matching import explain
from ogoh.web.cases.words import Person, person_in_words
from ogoh.web.checks.services import Answer, ListNotReadyError, check
from ogoh.web.languages import Language, date_in_words
from ogoh.web.lists.models import Listing, Source
from ogoh.web.selfcheck.guidance import VERDICT_WORDS, Text


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A record of the list: as written, and the reasons for and against one person."""

    word: Text
    reference: str
    person: Person | None
    grounds: str
    agency: str
    decided_on: str
    until: str
    reasons: tuple[str, ...]


def found_on(source: Source, subject: Subject, reference: str, language: Language) -> list[FoundRecord]:
    """What a search finds, and the record that the asker names, where it is another one."""
    try:
        answers = [one for one in check(subject) if one.source_code == source.code and one.looked_at]
    except ListNotReadyError:
        answers = []
    found = [_searched(one, language) for one in answers]
    named = reference and all(one.reference != reference for one in found)
    listing = Listing.objects.filter(source=source, reference=reference, closed_by=None).first() if named else None
    return found + ([_record(gettext("The record that they name"), listing, (), language)] if listing else [])


def _searched(answer: Answer, language: Language) -> FoundRecord:
    listing = Listing.objects.filter(pk=answer.listing).first() if answer.listing is not None else None
    reasons = explain(answer.comparison, gettext) if answer.comparison and listing else ()
    return _record(VERDICT_WORDS[answer.verdict], listing, reasons, language)


def _record(word: Text, listing: Listing | None, reasons: tuple[str, ...], language: Language) -> FoundRecord:
    if listing is None:
        return FoundRecord(word, "", None, "", "", "", "", reasons)
    decided_on, until = (date_in_words(day, language) if day else "" for day in (listing.decided_on, listing.until))
    person = person_in_words(subject_from_json(listing.subject), language)
    return FoundRecord(word, listing.reference, person, listing.grounds, listing.agency, decided_on, until, reasons)
