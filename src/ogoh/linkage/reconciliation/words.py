"""Every sentence and heading of the report, in English as the source language, and how numbers and days are written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ogoh.linkage.kinds import ListKind, RegisterOf
from ogoh.linkage.reconciliation.questions import Question
from ogoh.matching.explain import Translate, sentence

SHEETS: Mapping[Question, str] = {
    Question.LEFT: sentence("Left the country"),
    Question.NEVER: sentence("No crossing"),
    Question.BACK: sentence("Both directions"),
    Question.TWICE: sentence("Listed twice"),
    Question.ENDED: sentence("Term over"),
    Question.RENAMED: sentence("Old name or document"),
    Question.DOUBTFUL: sentence("To look at"),
}
"""What the sheets are called; a spreadsheet has room for 28 characters behind the number."""

ASKS: Mapping[Question, str] = {
    Question.LEFT: sentence("Who has left the country that bars them since the decision?"),
    Question.NEVER: sentence("Who never crossed the border, as far as the register goes?"),
    Question.BACK: sentence("Who crossed in both directions since the decision?"),
    Question.TWICE: sentence("Who is listed more than once?"),
    Question.ENDED: sentence("Who is still listed though the term is over?"),
    Question.RENAMED: sentence("Who is listed under an old name or an old document?"),
    Question.DOUBTFUL: sentence("Which pairs must a person look at?"),
}

NOTES: Mapping[Question, str] = {
    Question.LEFT: sentence(
        "The last crossing after the day of the decision decides: whoever left and came back has not left. Crossings "
        "on the day of the decision itself do not count, for they may have come before it."
    ),
    Question.NEVER: sentence(
        "This does not prove that somebody never crossed: the register covers only the days named above and only the "
        "border that it watches. Some who crossed under quite another name and document are not found; the probability "
        "allows for as many as are known to be missed, and without birth dates in both files nobody is called sure."
    ),
    Question.BACK: sentence(
        "Crossings in both directions after the day of the decision; where somebody is now follows from the last one. "
        "Where both directions stand on the last day, it is not known."
    ),
    Question.TWICE: sentence("The first record of a person is kept; each further one is a row here, beside the first."),
    Question.ENDED: sentence(
        "By the list's own last day, which still belongs to the term. A record without a last day has no end."
    ),
    Question.RENAMED: sentence(
        "At the latest crossing the passport showed another document while names and birth agree, or another name "
        "while the document agrees."
    ),
    Question.DOUBTFUL: sentence(
        "Those first where a look settles most: how open the pair is, p × (1 − p), times the number of answers about "
        "this record that depend on it."
    ),
}

STALE: Mapping[ListKind, str] = {
    ListKind.CONTROLLED_PERSONS: sentence(
        "This is a list of people who have to leave: the record of somebody who has left is stale."
    ),
    ListKind.ENTRY_BAN: sentence(
        "This is a list of people who may not enter: a ban stays in force when somebody has left, so those who left "
        "are not sent back as corrections."
    ),
}

REGISTER: Mapping[RegisterOf, str] = {
    RegisterOf.HOME: sentence(
        "The register is kept by the people's own country. “in” means that somebody came home, and so has left the "
        "country that bars them; “out” means that they left home, and does not say where to."
    ),
    RegisterOf.BARRING: sentence(
        "The register is kept by the country that bars these people. “out” means that somebody has left it; “in” "
        "means that they entered it."
    ),
}

LIST_OF = sentence("The list, of {day}: {listings} records of {people} people.")
REGISTER_COVERS = sentence("The register: {crossings} crossings from {first} to {last}.")
REGISTER_UNDATED = sentence("The register: {crossings} crossings, none of them with a date.")
LINKED = sentence("Linked: {pairs} pairs of a record and a crossing. Sure means a probability of {sure} or more.")
UNDATED = sentence("{count} crossings without a date count only for whether somebody ever crossed.")
UNBORN = sentence(
    "{count} crossings have no birth date: by one of them nobody is found for sure, so more people left, entered or "
    "came back than these numbers say."
)
TO_COME = sentence("{count} crossings dated after today are taken as ones without a date.")
UNDECIDED = sentence("{count} records without a decision date: for them the day of the list stands in.")
LIST_REJECTED = sentence("{count} rows of the list could not be used: the report says nothing of them.")
REGISTER_REJECTED = sentence(
    "{count} rows of the register could not be used: who crossed by one of them may seem never to have crossed."
)
TODAY = sentence("Terms are looked at as of {day}.")
EXPECTED = sentence(
    "Expected is the sum of all probabilities; what is true lies between the two bounds 19 times in 20, if the "
    "probabilities mean what they say."
)
CONFIDENTIAL = sentence("This file names people. The page charts.html names nobody and may be shown.")
NOBODY = sentence("nobody")
SUMMARY = sentence("Summary")
SUMMARY_HEADINGS = (
    sentence("Question"),
    sentence("Records, sure"),
    sentence("Records, doubtful"),
    sentence("People, sure"),
    sentence("People, doubtful"),
    sentence("Records expected"),
    sentence("At least"),
    sentence("At most"),
    sentence("What to keep in mind"),
)

HEADINGS: Mapping[str, str] = {
    "standing": sentence("How sure"),
    "probability": sentence("Probability of this answer"),
    "pair_probability": sentence("Probability that both are one person"),
    "weight": sentence("Weight in bits"),
    "since_when": sentence("Since"),
    "left_on": sentence("Left on"),
    "first_left": sentence("First left on"),
    "where_now": sentence("Where now"),
    "days": sentence("Days past the end"),
    "what_differs": sentence("What differs"),
    "worth": sentence("Worth of a look"),
    "what_depends": sentence("What depends on it"),
    "settling": sentence("What would settle it"),
    "listing_row": sentence("Row in the list"),
    "listing_id": sentence("Id in the list"),
    "listing_name": sentence("Name in the list"),
    "listing_dob": sentence("Born, in the list"),
    "listing_documents": sentence("Documents in the list"),
    "grounds": sentence("Grounds"),
    "agency": sentence("Agency"),
    "decided_on": sentence("Decided on"),
    "until": sentence("Until"),
    "other_row": sentence("Row in the register"),
    "other_id": sentence("Id in the register"),
    "other_name": sentence("Name in the register"),
    "other_dob": sentence("Born, in the register"),
    "other_documents": sentence("Documents in the register"),
    "first_row": sentence("Row of the first record"),
    "first_id": sentence("Id of the first record"),
    "first_name": sentence("Name in the first record"),
    "first_dob": sentence("Born, in the first record"),
    "first_documents": sentence("Documents in the first record"),
    "last_on": sentence("Last crossing"),
    "direction": sentence("Direction"),
    "place": sentence("Place"),
    "crossings": sentence("Crossings with this passport"),
    "given": sentence("Bits: given name"),
    "family": sentence("Bits: family name"),
    "patronymic": sentence("Bits: father's name"),
    "kinship": sentence("Bits: kinship"),
    "birth": sentence("Bits: birth"),
    "document": sentence("Bits: document"),
    "sex": sentence("Bits: sex"),
    "citizenship": sentence("Bits: citizenship"),
    "birthplace": sentence("Bits: place of birth"),
}

STANDINGS: Mapping[str, str] = {"sure": sentence("sure"), "doubtful": sentence("doubtful")}

WAYS: Mapping[RegisterOf, Mapping[str, str]] = {
    RegisterOf.HOME: {
        "left": sentence("at home"),
        "entered": sentence("left home again"),
        "unknown": sentence("not known"),
    },
    RegisterOf.BARRING: {
        "left": sentence("out of the country that bars them"),
        "entered": sentence("in the country that bars them"),
        "unknown": sentence("not known"),
    },
}

RENEWED: Mapping[str, str] = {"document": sentence("another document"), "name": sentence("another name")}

DEPENDS: Mapping[str, str] = {
    "left": sentence("whether they have left"),
    "never": sentence("whether they crossed at all"),
    "back": sentence("whether they crossed in both directions"),
    "renamed": sentence("whether name or document is old"),
}

SETTLE_BIRTH_MISSING = sentence("The full date of birth would settle it.")
SETTLE_BIRTH_AGAINST = sentence(
    "A paper that shows the exact date of birth, such as a birth certificate, would settle it."
)
SETTLE_DOCUMENT_MISSING = sentence("The number of the passport, also of an old one, would settle it.")
SETTLE_DOCUMENT_AGAINST = sentence("The numbers of earlier passports would settle it.")
SETTLE_KINSHIP = sentence("Brothers and sisters share these names: look at the given name and the date of birth.")
SETTLE_PATRONYMIC = sentence("The father's name would help.")
SETTLE_PHOTOGRAPH = sentence("Compare the photographs in both files, or ask the person.")

CORRECTION_HEADINGS = (
    sentence("What is wrong"),
    sentence("Since when"),
    sentence("Evidence"),
    sentence("How sure (probability)"),
)
WRONG: Mapping[str, str] = {
    "left": sentence("The person has left the country since the decision."),
    "twice": sentence("The person is listed twice."),
    "ended": sentence("The term is over."),
    "document": sentence("The person travels on another document."),
    "name": sentence("The person's name has changed under the same document."),
}
PROOF: Mapping[str, str] = {
    "left": sentence("Crossed the border on {day}, {place}, direction “{direction}”; row {row} of the register."),
    "twice": sentence("Row {row} of the list is the same person."),
    "ended": sentence("The list gives {day} as the last day."),
    "renamed": sentence("Row {row} of the register; the authority that keeps it can be asked."),
    "renamed_told": sentence("Row {row} of the register: {name}, document {documents}."),
}
BY_THE_LIST = sentence("certain, by the list itself")
NO_PLACE = sentence("place not written")

PUBLIC_LIST = sentence("The list, of {day}: {listings} records.")
PUBLIC_LIST_WITHHELD = sentence("The list, of {day}.")
PUBLIC_REGISTER = sentence("The register covers the days from {first} to {last}.")
PAGE_TITLE = sentence("What the border register says about the list")
WHERE_NOW = sentence("Where the people on the list are now")
DEPARTURES = sentence("Who left the country that bars them, by month of the last crossing")
BY_GROUND = sentence("Records of people who have left, by ground")
BY_AGENCY = sentence("Records of people who have left, by agency")
HOW_SURE = sentence("How sure the answers are")
PLACES: Mapping[RegisterOf, Mapping[str, str]] = {
    RegisterOf.HOME: {
        "left": sentence("Came home since the decision"),
        "entered": sentence("Left home since the decision, and not back"),
        "before": sentence("Crossed the border only before the decision"),
        "never": sentence("No crossing in the register"),
        "unknown": sentence("Crossed since; the direction is not clear"),
        "doubtful": sentence("Not sure which of these"),
    },
    RegisterOf.BARRING: {
        "left": sentence("Left the country since the decision"),
        "entered": sentence("Entered the country since the decision, and not left"),
        "before": sentence("Crossed the border only before the decision"),
        "never": sentence("No crossing in the register"),
        "unknown": sentence("Crossed since; the direction is not clear"),
        "doubtful": sentence("Not sure which of these"),
    },
}
SURE_OF = sentence("{question}: sure")
DOUBTFUL_OF = sentence("{question}: doubtful")
PART_OF = sentence("{part} of {whole}")
NO_GROUND = sentence("Nothing written")
OTHERS = sentence("All others")
EARLIER_MONTHS = sentence("Earlier")
NOT_SHOWN = sentence("not shown")
WITHHELD = sentence(
    "Numbers of fewer than ten people are not shown, nor others from which such a number could be worked out."
)
RECORDS_NOT_PEOPLE = sentence("Bars count records of the list; a person listed twice is two records.")
ONLY_ADVICE = sentence(
    "These figures come from comparing two files by calculation. They say nothing about any single person, and are no "
    "ground to refuse anybody anything."
)
FREE_OF_CHARGE = sentence("Ogoh is free of charge. Nobody may ask for money for an answer.")
SOURCE = sentence("Source: list of {day}, register up to {last}.")
NO_DAY = sentence("an unknown day")

_DAYS = (
    sentence("{day} January {year}"),
    sentence("{day} February {year}"),
    sentence("{day} March {year}"),
    sentence("{day} April {year}"),
    sentence("{day} May {year}"),
    sentence("{day} June {year}"),
    sentence("{day} July {year}"),
    sentence("{day} August {year}"),
    sentence("{day} September {year}"),
    sentence("{day} October {year}"),
    sentence("{day} November {year}"),
    sentence("{day} December {year}"),
)
_MONTHS = (
    sentence("January {year}"),
    sentence("February {year}"),
    sentence("March {year}"),
    sentence("April {year}"),
    sentence("May {year}"),
    sentence("June {year}"),
    sentence("July {year}"),
    sentence("August {year}"),
    sentence("September {year}"),
    sentence("October {year}"),
    sentence("November {year}"),
    sentence("December {year}"),
)


def with_name(name: str, said: str) -> str:
    """A sentence about a file behind the name of the file, where it has one."""
    return f"{name} — {said}" if name else said


def day_in_words(day: date | None, translate: Translate) -> str:
    """A day as people write it."""
    if day is None:
        return translate(NO_DAY)
    return translate(_DAYS[day.month - 1]).format(day=day.day, year=day.year)


def month_in_words(month: str, translate: Translate) -> str:
    """A month from ``yyyy-mm``."""
    year, number = month.split("-")
    return translate(_MONTHS[int(number) - 1]).format(year=year)


def number(count: int) -> str:
    """A count in threes with a blank that holds, as `ogoh.matching.explain` writes them: from five digits on."""
    return f"{count:,}".replace(",", "\N{NO-BREAK SPACE}") if count > 9999 else str(count)


def percent(probability: float) -> str:
    """A probability as people say it; never all, for no calculation is that sure."""
    return "> 99.9\N{NO-BREAK SPACE}%" if probability > 0.999 else f"{probability * 100:.1f}\N{NO-BREAK SPACE}%"
