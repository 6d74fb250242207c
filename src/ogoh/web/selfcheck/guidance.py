"""What the answer page says: sentences by kind of list and verdict. Facts and limits, never advice on law.

The two kinds of list never share a table row: an entry ban and the registry of controlled persons are
different things with different ways out.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ogoh.matching import Verdict

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Guidance:
    """For one kind of list and one verdict: what it means, what to do, what to bring, where to go."""

    meaning: tuple[Text, ...]
    steps: tuple[Text, ...]
    bring: tuple[Text, ...]
    where: tuple[Text, ...]


VERDICT_WORDS: dict[Verdict, Text] = {
    Verdict.RECORDED: _("Recorded"),
    Verdict.POSSIBLE: _("Possible"),
    Verdict.NO_RECORD: _("No record found"),
}
FOUND: dict[Verdict, Text] = {
    Verdict.RECORDED: _("You are recorded in this list."),
    Verdict.POSSIBLE: _("Somebody in this list is like you. It may be you, or it may be another person."),
    Verdict.NO_RECORD: _("We found no record of you in this list."),
}
KIND_WORDS: dict[str, Text] = {
    "entry_ban": _("Entry bans"),
    "controlled_persons": _("Registry of controlled persons"),
}

_WAIT = _("Do not buy a ticket yet. If you have one, ask whether you can give it back.")
_PAY_NOBODY = _("Pay nobody who promises to take you off a list. A new name does not help: fingerprints stay the same.")
_OTHER_NAMES = _("Did you have another passport or another name before? Check once more with them.")
_AGAIN = _("Check again a few days before you travel.")
_DESK_COMPARES = _("Come to a desk of the migration service with your passport. They compare you with the list.")
_NOT_YOU = _("If it is not you, ask them for a note that says so, and take it with you.")

_PASSPORTS = _("your passport, and your old passports if you have them")
_BORDER_PAPERS = _("migration cards, registrations, tickets, pages with border stamps")
_COURT_PAPERS = _("court papers, fines and receipts")
_FAMILY_PAPERS = _("marriage and birth certificates, passports of relatives who live in Russia")
_BIRTH_CERTIFICATE = _("your birth certificate, and papers of a change of name")
_PROOF_OF_LEAVING = _("what shows that you left: the exit stamp, the ticket, the entry stamp at home")

_DESK = _("a desk of the migration service of your country")
_CONSULATE = _("the embassy or consulate of your country")
_LAWYER = _("a lawyer, or an organisation that gives free legal help")
_IOM = _("the International Organization for Migration (IOM)")

GUIDANCE: dict[tuple[str, Verdict], Guidance] = {
    ("entry_ban", Verdict.RECORDED): Guidance(
        meaning=(
            _("If you travel now, you will very probably be turned back at the border and lose the money for the way."),
            _("A record can be out of date or wrong. You may ask for it to be looked at again."),
        ),
        steps=(
            _WAIT,
            _("Come to a desk of the migration service. Ask who put you on the list, why, and until when."),
            _("Ask a lawyer soon whether you can complain: the time for it is short."),
            _("Say if close relatives live in Russia, or if somebody is seriously ill. It can change the decision."),
            _PAY_NOBODY,
        ),
        bring=(_PASSPORTS, _BORDER_PAPERS, _COURT_PAPERS, _FAMILY_PAPERS),
        where=(_DESK, _CONSULATE, _LAWYER, _IOM),
    ),
    ("entry_ban", Verdict.POSSIBLE): Guidance(
        meaning=(
            _("This is not a ban. Many people have the same name, and passport numbers change."),
            _("But until somebody has compared you with the list, you travel at a risk."),
        ),
        steps=(_DESK_COMPARES, _("Wait with the ticket until you know."), _NOT_YOU, _PAY_NOBODY),
        bring=(_PASSPORTS, _BIRTH_CERTIFICATE),
        where=(_DESK, _CONSULATE),
    ),
    ("entry_ban", Verdict.NO_RECORD): Guidance(
        meaning=(
            _("This list gives us no reason to warn you today."),
            _("A ban can be added any day, and other lists may hold one."),
        ),
        steps=(
            _OTHER_NAMES,
            _("Look also at the public lookup of the Russian interior ministry. It is free too."),
            _AGAIN,
            _("On the way keep your migration card, your tickets and your stamps."),
        ),
        bring=(_PASSPORTS,),
        where=(_DESK,),
    ),
    ("controlled_persons", Verdict.RECORDED): Guidance(
        meaning=(
            _("This registry is not an entry ban. It is kept of foreigners who, so Russia says, may not stay there."),
            _(
                "Whoever is in it and in Russia may not marry, drive, buy a home or move to another region. "
                "The bank account is limited, and the police may expel the person."
            ),
            _("Many people in this registry have left Russia long ago. The record may be out of date."),
        ),
        steps=(
            _("Have you left Russia? Collect what shows it."),
            _(
                "Ask the Russian interior ministry in writing to take you out of the registry, with copies of these "
                "papers. Your consulate or foreign ministry can send the request for you."
            ),
            _("Are you in Russia? Ask a lawyer or your consulate at once what you can do."),
            _("Paying a fine alone does not take you out of the registry."),
            _PAY_NOBODY,
        ),
        bring=(_PASSPORTS, _PROOF_OF_LEAVING, _BORDER_PAPERS, _COURT_PAPERS),
        where=(_DESK, _CONSULATE, _LAWYER, _IOM),
    ),
    ("controlled_persons", Verdict.POSSIBLE): Guidance(
        meaning=(
            _("This says nothing certain about you. Many people have the same name, and passport numbers change."),
            _("In Russia this registry limits work, bank account and movement. So find out before you travel."),
        ),
        steps=(_DESK_COMPARES, _NOT_YOU, _PAY_NOBODY),
        bring=(_PASSPORTS, _BIRTH_CERTIFICATE, _PROOF_OF_LEAVING),
        where=(_DESK, _CONSULATE),
    ),
    ("controlled_persons", Verdict.NO_RECORD): Guidance(
        meaning=(
            _("This registry gives us no reason to warn you today."),
            _("It changes several times a day. It says nothing about entry bans."),
        ),
        steps=(_OTHER_NAMES, _AGAIN),
        bring=(_PASSPORTS,),
        where=(_DESK,),
    ),
}

LIMITS: tuple[Text, ...] = (
    _(
        "The public lookup of the Russian interior ministry shows only the bans of that ministry: "
        "about 7 in 10. Other agencies ban people too."
    ),
    _("No answer here is a permission to enter. The border service decides when you arrive."),
    _("This page is information for you alone. It is no official paper, and nobody may demand it from you."),
)
