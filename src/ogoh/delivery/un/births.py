"""The dates of birth of a UN individual: exact, a year, a span of years, nearly; the aliases' own dates too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import Element

from ogoh.delivery.xml_reading import text_of
from ogoh.identity import PartialDate, Unreadable, read_birth

Note = Callable[[str, str, str], None]
"""Told the field, what was found and what was expected, where a value is not used."""


def read_births(individual: Element, today: date, note: Note) -> tuple[PartialDate, ...]:
    """Every date that can be read, each once; ``note`` hears of the others."""
    found = [_birth(element, today, note) for element in individual.findall("INDIVIDUAL_DATE_OF_BIRTH")]
    found += [_read(text, today, note) for text in _dates_of_aliases(individual)]
    return tuple(dict.fromkeys(birth for birth in found if birth))


def _dates_of_aliases(individual: Element) -> Iterator[str]:
    return (text for alias in individual.findall("INDIVIDUAL_ALIAS") if (text := text_of(alias, "DATE_OF_BIRTH")))


def _birth(element: Element, today: date, note: Note) -> PartialDate | None:
    first, last = text_of(element, "FROM_YEAR"), text_of(element, "TO_YEAR")
    remark, year = text_of(element, "NOTE"), text_of(element, "YEAR")
    nearly = text_of(element, "TYPE_OF_DATE") == "APPROXIMATELY" or "approximat" in remark.casefold()
    # A month stands in the note of some dates: "Sep." beside the year 1958, or "Nov. 1973" alone.
    written = (
        text_of(element, "DATE")
        or (f"{first}-{last}" if first and last else "")
        or first
        or (_month_and_year(remark, year, today) or year if year else remark)
    )
    birth = _read(written, today, note) if written else None
    return replace(birth, approximate=True) if birth and nearly else birth


def _month_and_year(remark: str, year: str, today: date) -> str:
    written = f"{remark.rstrip('.')} {year}"
    try:
        birth = read_birth(written, today)
    except Unreadable:
        return ""
    return written if birth.month and str(birth.year) == year else ""


def _read(text: str, today: date, note: Note) -> PartialDate | None:
    try:
        return read_birth(text, today)
    except Unreadable as error:
        note("date of birth", error.found, error.expected)
        return None
