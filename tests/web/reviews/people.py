"""Travellers whom a list may mean or not, and what a check says of them."""

from __future__ import annotations

from ogoh.identity import Subject
from ogoh.web.checks.services import Answer, check
from ogoh.web.reviews.models import Review, ReviewVerdict
from ogoh.web.reviews.services import remember
from tests.web.checks.travellers import traveller

SAME, NOT_SAME = ReviewVerdict.SAME, ReviewVerdict.NOT_SAME

FARRUKH = traveller("Раҳимов Фаррух Саидович", "12.05.1990", "400123451")
NAMESAKE = traveller("Раҳимов Фаррух Саидович", "12.05.1990", "401777888")
"""Of the same name and birth date, with another passport."""
STRANGER = traveller("Зарринкамар Хуршеда Бобоҷоновна", "09.08.1999", "402468013")


def decide(who: Subject, verdict: ReviewVerdict, reference: str = "1", by: str = "Desk 4") -> Review:
    """A decision of a desk on the list of entry bans."""
    return remember(who, "bans", reference, verdict, by, "Compared the faces").review


def answer(who: Subject) -> Answer:
    """The one answer of the one list."""
    (only,) = check(who)
    return only
