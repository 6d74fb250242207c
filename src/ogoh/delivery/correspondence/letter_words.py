"""Every sentence of the letters, in English as the source language."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from ogoh.matching.explain import sentence


class LetterKind(StrEnum):
    """What a letter is for."""

    REQUESTS = "requests"
    REMINDER = "reminder"
    REPLIES = "replies"


TITLES: Mapping[LetterKind, str] = {
    LetterKind.REQUESTS: sentence("Individual requests about records on your list"),
    LetterKind.REMINDER: sentence("Reminder: requests that wait for an answer"),
    LetterKind.REPLIES: sentence("Answers to individual requests"),
}
OPENINGS: Mapping[LetterKind, str] = {
    LetterKind.REQUESTS: sentence(
        "The people below asked us in person to put their questions to you and agreed that we send you "
        "their particulars. We ask you to answer each of them."
    ),
    LetterKind.REMINDER: sentence(
        "We have sent you the requests below and have no answer yet. We ask you to answer them."
    ),
    LetterKind.REPLIES: sentence("We have examined your requests and answer them below, each under its number."),
}
TERM = sentence(
    "The answer is due within {days} days (Federal Law 59-FZ of 2 May 2006, article 12), that is by the day that "
    "stands beside each request."
)
AGREED_TERM = sentence(
    "The answer is due within {days} days, as agreed, that is by the day that stands beside each request."
)
NUMBERS = sentence(
    "Please write the number of the request into your answer as it stands here. Its last two digits are a check: "
    "a slip of the pen is noticed."
)
TABLE = sentence("A table with the same requests comes with this letter; you can answer in it and send it back.")
PRIVATE = sentence("This letter holds personal data. It may be used for these requests alone.")
OUR_NUMBER = sentence("Our number: {number} of {day}")
SIGNATURE = sentence("Signature, name, office")
SHEET = sentence("Page {page} of {pages}")

HEADINGS: Mapping[LetterKind, tuple[str, ...]] = {
    LetterKind.REQUESTS: (
        sentence("Number of the request"),
        sentence("Person"),
        sentence("What we ask"),
        sentence("Answer by"),
    ),
    LetterKind.REMINDER: (
        sentence("Number of the request"),
        sentence("Person"),
        sentence("What we ask"),
        sentence("Answer by"),
    ),
    LetterKind.REPLIES: (sentence("Number of the request"), sentence("Answer"), sentence("Particulars")),
}
BORN = sentence("born {day}")
PASSPORT = sentence("passport {number}")
RECORD = sentence("Your record: {number}")
SAYS = sentence("The person says: {text}")
GROUNDS = sentence("Grounds: {text}")
AGENCY = sentence("Agency: {text}")
UNTIL = sentence("Until {day}")
EXPLANATION = sentence("Explanation: {text}")
CORRECTED = sentence("The record now says: {text}")
