"""What travels between who asks and who keeps the list: a request, and an answer to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ogoh.delivery.correspondence.kinds import Outcome
from ogoh.identity import Subject

LONGEST_LISTING = 200
LONGEST_STATEMENT = 2_000
LONGEST_EXPLANATION = 2_000
LONGEST_SIGNED = 100
"""In signs, however a message travels."""

NOTHING = Subject(names=())
"""A correction that changes nothing."""


@dataclass(frozen=True, slots=True)
class Request:
    """One question about one person, who agreed to it; ``question`` is the code of `kinds.QUESTIONS`.

    ``listing`` is the source's own reference where the asker knows it; ``statement`` what the person says.
    """

    number: str
    question: str
    subject: Subject
    asked_on: date
    listing: str = ""
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the owner of the list answers to a request; ``signed`` is the owner's own number of its letter.

    ``correction`` is what the record says from now on where it was wrong; what is empty in it stays as it was.
    ``grounds`` and ``explanation`` never hold what Ogoh does not store (`ogoh.delivery.grounds`).
    """

    number: str
    outcome: Outcome
    answered_on: date
    grounds: str = ""
    agency: str = ""
    until: date | None = None
    explanation: str = ""
    listing: str = ""
    signed: str = ""
    correction: Subject = NOTHING
