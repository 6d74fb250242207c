"""What the page says that a person takes home: by kind of list and answer. Facts and limits, never advice on law.

The sentences are those of the public page, so that nobody reads one thing there and another on paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ogoh.certificate.statement import Answer, Kind
from ogoh.certificate.words import NO_PERMISSION, sentence

TITLE = sentence("Your answer, to take home")
FOUND = sentence("What we found")
DO_NOW = sentence("What you can do now")
NOT_TOLD = sentence("What this answer does not tell you")
SOURCE = sentence("%(name)s, as it stood on %(day)s.")
FREE = sentence("Free of charge.")
NOBODY_TAKES_MONEY = sentence(
    "Nobody may take money for this check: not for the answer, not for a place in the queue, "
    "not for help with the form."
)
COMPLAIN = sentence(
    "Did somebody ask you for money? Complain to the head office of the migration service, or to the ombudsman."
)
CODE = sentence("The code holds this answer, signed. Anybody can verify it with the page of Ogoh, without a network.")
NO_NAME_IN_CODE = sentence("Neither your name nor your birth date can be read from the code.")

FOUND_WORDS: Mapping[Answer, str] = {
    Answer.RECORDED: sentence("You are recorded in this list."),
    Answer.POSSIBLE: sentence("Somebody in this list is like you. It may be you, or it may be another person."),
    Answer.NO_RECORD: sentence("We found no record of you in this list."),
}

LIMITS = (
    NO_PERMISSION,
    sentence(
        "The public lookup of the Russian interior ministry shows only the bans of that ministry: "
        "about 7 in 10. Other agencies ban people too."
    ),
    sentence("This page is information for you alone. It is no official paper, and nobody may demand it from you."),
)


@dataclass(frozen=True, slots=True)
class Guidance:
    """For one kind of list and one answer: what it means, and what to do."""

    meaning: str
    steps: tuple[str, ...]


_DESK_COMPARES = sentence("Come to a desk of the migration service with your passport. They compare you with the list.")
_NOT_YOU = sentence("If it is not you, ask them for a note that says so, and take it with you.")
_PAY_NOBODY = sentence(
    "Pay nobody who promises to take you off a list. A new name does not help: fingerprints stay the same."
)
_AGAIN = sentence("Check again a few days before you travel.")
_OTHER_NAMES = sentence("Did you have another passport or another name before? Check once more with them.")

GUIDANCE: Mapping[tuple[Kind, Answer], Guidance] = {
    (Kind.ENTRY_BAN, Answer.RECORDED): Guidance(
        sentence(
            "If you travel now, you will very probably be turned back at the border and lose the money for the way."
        ),
        (
            sentence("Do not buy a ticket yet. If you have one, ask whether you can give it back."),
            sentence("Ask a lawyer soon whether you can complain: the time for it is short."),
            _PAY_NOBODY,
        ),
    ),
    (Kind.ENTRY_BAN, Answer.POSSIBLE): Guidance(
        sentence("This is not a ban. Many people have the same name, and passport numbers change."),
        (_DESK_COMPARES, _NOT_YOU, _PAY_NOBODY),
    ),
    (Kind.ENTRY_BAN, Answer.NO_RECORD): Guidance(
        sentence("A ban can be added any day, and other lists may hold one."), (_OTHER_NAMES, _AGAIN)
    ),
    (Kind.CONTROLLED_PERSONS, Answer.RECORDED): Guidance(
        sentence(
            "This registry is not an entry ban. It is kept of foreigners who, so Russia says, may not stay there."
        ),
        (
            sentence("Have you left Russia? Collect what shows it."),
            sentence(
                "Ask the Russian interior ministry in writing to take you out of the registry, with copies of these "
                "papers. Your consulate or foreign ministry can send the request for you."
            ),
            _PAY_NOBODY,
        ),
    ),
    (Kind.CONTROLLED_PERSONS, Answer.POSSIBLE): Guidance(
        sentence("This says nothing certain about you. Many people have the same name, and passport numbers change."),
        (_DESK_COMPARES, _NOT_YOU, _PAY_NOBODY),
    ),
    (Kind.CONTROLLED_PERSONS, Answer.NO_RECORD): Guidance(
        sentence("It changes several times a day. It says nothing about entry bans."), (_OTHER_NAMES, _AGAIN)
    ),
}
