"""A made-up person, as life made them: before any registry has written anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ogoh.synthetic.naming import with_form


@dataclass(frozen=True, slots=True)
class Passport:
    """One booklet of a life: number as printed, first and last day of validity."""

    number: str
    issued: date
    expires: date


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist. Names are in the letters of the own country's Cyrillic alphabet.

    ``number`` counts the population from 0; ``kindred`` is the group of relatives and ``household`` the running
    family in it; ``kin`` says the role there. ``place_on_list`` is the running number on a list of the same seed
    (from 0) or None for people no list carries. ``passports`` has the oldest first.
    """

    number: int
    kindred: int
    household: int
    kin: str
    citizenship: str
    sex: str
    born: date
    birthplace: str
    given: str
    father: str
    stem: str
    family_form: str
    patronymic_form: str
    passports: tuple[Passport, ...]
    place_on_list: int | None = None

    @property
    def family_name(self) -> str:
        """The family name with its ending."""
        return with_form(self.stem, self.family_form, self.sex)

    @property
    def patronymic(self) -> str:
        """The patronymic with its ending, or nothing."""
        return with_form(self.father, self.patronymic_form, self.sex)

    @property
    def list_id(self) -> str:
        """The id under which a list of the same seed carries this person, if it is long enough; or nothing."""
        return "" if self.place_on_list is None else list_id(self.place_on_list)

    def passport_on(self, day: date) -> str:
        """The number of the passport held on a day: the last issued by then; nothing before the first."""
        held = [passport.number for passport in self.passports if passport.issued <= day]
        return held[-1] if held else ""


def list_id(place: int) -> str:
    """The id of the record at a place (from 0) of a list."""
    return f"L{place + 1:08d}"


def person_id(number: int) -> str:
    """The id of a person of the population, the truth behind registers."""
    return f"P{number + 1:08d}"
