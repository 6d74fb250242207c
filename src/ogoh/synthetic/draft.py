"""A record while somebody writes it: the person as the writer understands them, then the cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ogoh.synthetic.dice import Dice
from ogoh.synthetic.naming import with_form
from ogoh.synthetic.person import Person
from ogoh.synthetic.spelling import spell


@dataclass(slots=True)
class Draft:
    """What slips change. The first half is understood, the second half written; ``slips`` names what went wrong."""

    country: str
    sex: str
    given: str
    father: str
    stem: str
    family_form: str
    patronymic_form: str
    born: date
    document: str
    spelling: str
    family_name: str = ""
    given_name: str = ""
    patronymic: str = ""
    dob: str = ""
    slips: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The written name on one line, family name first."""
        return " ".join(part for part in (self.family_name, self.given_name, self.patronymic) if part)


def draft_of(person: Person, document: str, spelling: str) -> Draft:
    """A person as a writer without faults understands them."""
    return Draft(
        country=person.citizenship,
        sex=person.sex,
        given=person.given,
        father=person.father,
        stem=person.stem,
        family_form=person.family_form,
        patronymic_form=person.patronymic_form,
        born=person.born,
        document=document,
        spelling=spelling,
    )


def write_down(draft: Draft, dice: Dice) -> None:
    """Fill the cells from what the writer understood: names in the draft's spelling, the date as dd.mm.yyyy."""
    family = with_form(draft.stem, draft.family_form, draft.sex)
    patronymic = with_form(draft.father, draft.patronymic_form, draft.sex)
    draft.family_name = spell(family, draft.spelling, draft.country, dice)
    draft.given_name = spell(draft.given, draft.spelling, draft.country, dice)
    draft.patronymic = spell(patronymic, draft.spelling, draft.country, dice)
    day = draft.born
    draft.dob = f"{day.day:02d}.{day.month:02d}.{day.year:04d}"
