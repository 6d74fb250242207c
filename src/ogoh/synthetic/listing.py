"""A list as an authority writes it: Russian spellings, a decision behind each record, some errors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ogoh.synthetic.dice import Dice, Stream
from ogoh.synthetic.draft import Draft, draft_of
from ogoh.synthetic.errors import pass_through
from ogoh.synthetic.people import listed_people
from ogoh.synthetic.person import Person
from ogoh.synthetic.spelling import spelling_draw
from ogoh.synthetic.tables import country_names, grounds, read_rows, reference_day

COLUMNS = (
    "id",
    "family_name",
    "given_name",
    "patronymic",
    "dob",
    "sex",
    "citizenship",
    "document_number",
    "grounds",
    "agency",
    "decided_on",
    "until",
)
RUSSIAN_SEX = {"M": "М", "F": "Ж"}
_YEAR_DAYS = 365.2425
_FOR_LIFE = 0.01


@dataclass(frozen=True, slots=True)
class Recorded:
    """One record of a list: its row, and the truth about how it was written."""

    row: dict[str, str]
    slips: tuple[str, ...]
    document: str
    decided_on: date


def list_rows(size: int, seed: int, first: int = 0, spelling: str = "") -> Iterator[dict[str, str]]:
    """A list of ``size`` records with the columns of ``COLUMNS``; a longer list begins with the same records.

    From the place ``first`` (from 0) on, where a list is made in parts. ``spelling`` writes all names in that one of
    `ogoh.synthetic.spelling.spellings`, the people and all else being the same. Raises KeyError for one there is not.

    Dates are dd.mm.yyyy, sex is М or Ж, citizenship is written in Russian. The truth is the ``id``: travellers
    and registers of the same seed name it in ``listed_as``.
    """
    return (record(person, seed, spelling).row for person in listed_people(size, seed, first))


def record(person: Person, seed: int, spelling: str = "") -> Recorded:
    """What the list holds of one listed person, the same whenever it is asked for."""
    dice = Dice(seed, Stream.LIST, person.number)
    ground = dice.draw(grounds())
    decided = _decision_day(dice, person, ground.years)
    document = person.passport_on(decided)
    usual = dice.draw(spelling_draw("list", person.citizenship))
    draft = draft_of(person, document, spelling or usual)
    pass_through(draft, "list", dice)
    until = "" if dice.happens(_FOR_LIFE) else written_day(_years_later(decided, ground.years))
    row = _row(person, draft) | {
        "grounds": ground.text,
        "agency": ground.agency,
        "decided_on": written_day(decided),
        "until": until,
    }
    return Recorded(row, tuple(draft.slips), document, decided)


def russian_headings() -> dict[str, str]:
    """Russian headings by column: Фамилия for ``family_name``, Паспорт for ``document_number``."""
    return {row["column"]: row["russian"] for row in read_rows("headings.csv")}


def written_day(day: date) -> str:
    """A day as dd.mm.yyyy."""
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"


def _row(person: Person, draft: Draft) -> dict[str, str]:
    return {
        "id": person.list_id,
        "family_name": draft.family_name,
        "given_name": draft.given_name,
        "patronymic": draft.patronymic,
        "dob": draft.dob,
        "sex": RUSSIAN_SEX[person.sex],
        "citizenship": country_names()[person.citizenship]["russian"],
        "document_number": draft.document,
    }


def _decision_day(dice: Dice, person: Person, years: int) -> date:
    """Some day on which a ban that still runs was decided; nobody is barred before the first passport."""
    ago = timedelta(days=dice.below(int(years * _YEAR_DAYS)))
    return max(reference_day() - ago, person.passports[0].issued)


def _years_later(day: date, years: int) -> date:
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(day.year + years, day.month, last)
