"""What may be asked about a person's listing, and what may be answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ogoh.matching.explain import sentence


class Outcome(StrEnum):
    """What the owner of a list answers."""

    LISTED = "listed"
    NOT_LISTED = "not_listed"
    CORRECTED = "corrected"
    REMOVED = "removed"
    NEED_MORE = "need_more"
    MORE_TIME = "more_time"

    @property
    def is_final(self) -> bool:
        """Whether the question is answered by it; the other two only change what is waited for."""
        return self not in (Outcome.NEED_MORE, Outcome.MORE_TIME)


class Why(StrEnum):
    """Why a request or an answer was left aside, as its sender is told in a parcel: a code, nobody's particulars."""

    UNUSABLE = "unusable"
    ANOTHER_REQUEST = "another_request"
    NO_SUCH_REQUEST = "no_such_request"
    ANOTHER_OWNER = "another_owner"
    ANOTHER_OFFICE = "another_office"
    NOT_SENT = "not_sent"
    TOO_EARLY = "too_early"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Question:
    """One kind of question: what an officer chooses, what the letter asks, what the person should bring for it."""

    code: str
    label: str
    asks: str
    papers: tuple[str, ...] = ()


_PASSPORTS = sentence("Passports, the old ones too")

QUESTIONS: tuple[Question, ...] = (
    Question(
        "listed",
        sentence("Am I listed, and why?"),
        sentence("Say whether this person is on your list, on what grounds, by whose decision and until when."),
    ),
    Question(
        "mistaken",
        sentence("It is somebody else: I am taken for another person"),
        sentence(
            "Compare this person with your record, and say that it is somebody else, or what shows that it is not."
        ),
        (_PASSPORTS, sentence("Whatever shows where the person was when it happened")),
    ),
    Question(
        "spelling",
        sentence("My name or birth date is written wrongly on the list"),
        sentence("Correct the name or the birth date of your record, or say why it stays."),
        (_PASSPORTS, sentence("Birth certificate")),
    ),
    Question(
        "document",
        sentence("I have another passport now"),
        sentence("Say whether the record holds for the bearer of this passport, and note its number."),
        (_PASSPORTS,),
    ),
    Question(
        "expired",
        sentence("The term has ended, and I am still listed"),
        sentence("The term has ended. Take the record off your list, or say until when it holds and why."),
        (sentence("The decision with its date"),),
    ),
    Question(
        "amnesty",
        sentence("An amnesty covers my case"),
        sentence("Apply the amnesty to this record and take it off your list, or say why it does not cover it."),
        (sentence("The decision with its date"),),
    ),
    Question(
        "court",
        sentence("A court or the agency has cancelled the decision"),
        sentence(
            "The decision was cancelled. Take the record off your list and tell the border service, or say why not."
        ),
        (sentence("The ruling that cancels the decision"),),
    ),
)
BY_CODE: Mapping[str, Question] = {one.code: one for one in QUESTIONS}

OUTCOME_WORDS: Mapping[Outcome, str] = {
    Outcome.LISTED: sentence("On the list"),
    Outcome.NOT_LISTED: sentence("Not on the list"),
    Outcome.CORRECTED: sentence("The record was corrected"),
    Outcome.REMOVED: sentence("Taken off the list"),
    Outcome.NEED_MORE: sentence("More is needed from the person"),
    Outcome.MORE_TIME: sentence("More time is needed"),
}
