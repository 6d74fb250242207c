"""One individual of the UN list becomes an Entry, or is rejected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from xml.etree.ElementTree import Element

from ogoh.delivery.entry import Entry, Rejected
from ogoh.delivery.particulars import day_of
from ogoh.delivery.un.births import read_births
from ogoh.delivery.un.documents import country_of, kind_of, number_of
from ogoh.delivery.un.names import is_name, read_names
from ogoh.delivery.xml_reading import text_of, texts_of
from ogoh.identity import Document, Sex, Subject, Unreadable, read_citizenship, read_document, read_sex

AGENCY = "United Nations Security Council"
HEADINGS = ("id", "name", "alias", "sex", "citizenship", "birthplace", "grounds", "agency", "decided_on")
"""Columns of a rejects file: a mended row is delivered as a table."""

PLACE = ("STREET", "CITY", "STATE_PROVINCE", "COUNTRY")
Read = TypeVar("Read")


@dataclass(slots=True)
class IndividualReader:
    """Reads individuals in their order; ``notes`` gathers values of accepted people that could not be read."""

    today: date
    notes: list[str]
    met: dict[str, int] = field(default_factory=dict)
    number: int = 0

    def read(self, individual: Element) -> Entry | Rejected:
        """Read one individual; only the lack of a name or of an own reference number rejects."""
        self.number += 1
        reference = text_of(individual, "REFERENCE_NUMBER")
        names = read_names(individual)
        listed = text_of(individual, "FIRST_NAME")
        if not names or not is_name(names[0].whole):
            return self._rejected(individual, "FIRST_NAME", listed or "nothing", "a name of more than one letter")
        if not reference:
            return self._rejected(individual, "REFERENCE_NUMBER", "nothing", "a reference such as QDi.001")
        earlier = self.met.setdefault(reference, self.number)
        if earlier != self.number:
            found = f"{reference}, which is individual {earlier}'s"
            return self._rejected(individual, "REFERENCE_NUMBER", found, "a reference of its own for each individual")
        return self._entry(individual, reference)

    def _entry(self, individual: Element, reference: str) -> Entry:
        return Entry(
            row=self.number,
            reference=reference,
            subject=Subject(
                names=read_names(individual),
                births=read_births(individual, self.today, self._noting(reference)),
                sex=self._sex(individual, reference),
                citizenships=self._citizenships(individual, reference),
                documents=self._documents(individual, reference),
                birthplace=birthplace_of(individual),
            ),
            grounds=text_of(individual, "UN_LIST_TYPE"),
            agency=AGENCY,
            decided_on=self._listed_on(individual, reference),
        )

    def _sex(self, individual: Element, reference: str) -> Sex | None:
        return self._readable(reference, "gender", read_sex, text_of(individual, "GENDER"))

    def _citizenships(self, individual: Element, reference: str) -> tuple[str, ...]:
        written = texts_of(individual, "NATIONALITY/VALUE")
        read = [self._readable(reference, "nationality", read_citizenship, text) for text in written]
        return tuple(dict.fromkeys(code for code in read if code))

    def _documents(self, individual: Element, reference: str) -> tuple[Document, ...]:
        found: dict[str, Document] = {}
        for element in individual.findall("INDIVIDUAL_DOCUMENT"):
            document = self._document(element, reference)
            if document:
                found.setdefault(document.folded, document)
        return tuple(found.values())

    def _document(self, element: Element, reference: str) -> Document | None:
        number = number_of(element)
        if not number:
            if told := " ".join(" ".join(element.itertext()).split()):
                self._noting(reference)("document", told, "a number")
            return None
        written = country_of(element)
        country = self._readable(reference, "issuing country", read_citizenship, written) if written else ""
        kind = kind_of(element)
        return self._readable(reference, "document", lambda text: read_document(text, kind, country or ""), number)

    def _listed_on(self, individual: Element, reference: str) -> date | None:
        written = text_of(individual, "LISTED_ON")
        day = day_of(written[:10]) if written else None
        if written and day is None:
            self._noting(reference)("date of listing", written, "a day such as 2014-05-24")
        return day

    def _readable(self, reference: str, what: str, reader: Callable[[str], Read], text: str) -> Read | None:
        """The value, or ``None`` and a note: the person stays."""
        try:
            return reader(text)
        except Unreadable as error:
            self._noting(reference)(what, error.found, error.expected)
            return None

    def _noting(self, reference: str) -> Callable[[str, str, str], None]:
        def note(what: str, found: str, expected: str) -> None:
            self.notes.append(f"{reference}: the {what} {found!r} is not used; expected {expected}")

        return note

    def _rejected(self, individual: Element, name: str, found: str, expected: str) -> Rejected:
        cells = (
            text_of(individual, "REFERENCE_NUMBER"),
            " ".join(filter(None, (text_of(individual, part) for part in ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME")))),
            "; ".join(texts_of(individual, "INDIVIDUAL_ALIAS/ALIAS_NAME")),
            text_of(individual, "GENDER"),
            "; ".join(texts_of(individual, "NATIONALITY/VALUE")),
            birthplace_of(individual),
            text_of(individual, "UN_LIST_TYPE"),
            AGENCY,
            text_of(individual, "LISTED_ON"),
        )
        return Rejected(self.number, name, found, expected, cells)


def birthplace_of(individual: Element) -> str:
    """Every place of birth the list gives, from the narrowest to the country, divided by semicolons."""
    places = individual.findall("INDIVIDUAL_PLACE_OF_BIRTH")
    written = (", ".join(filter(None, (text_of(place, part) for part in PLACE))) for place in places)
    return "; ".join(dict.fromkeys(filter(None, written)))
