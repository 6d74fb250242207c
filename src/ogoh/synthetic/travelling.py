"""Travellers who ask: half of them on the list, written by themselves, a helper or a passport."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import gcd

from ogoh.synthetic.dice import Dice, Draw, Stream
from ogoh.synthetic.draft import Draft, draft_of
from ogoh.synthetic.errors import Place, pass_through
from ogoh.synthetic.kindred import kindred
from ogoh.synthetic.listing import record
from ogoh.synthetic.people import person_off_list, person_on_list
from ogoh.synthetic.person import Person
from ogoh.synthetic.spelling import spelling_draw

TRAVELLER_COLUMNS = (
    "id",
    "family_name",
    "given_name",
    "patronymic",
    "dob",
    "sex",
    "citizenship",
    "document_number",
    "listed_as",
    "kind",
    "errors",
)
_SELF_TYPED = 0.7
_GOLDEN = 0.6180339887498949
_BEYOND = 8
_TRIES = 40
_AWAY: Draw[str] = Draw([("relative", 45), ("stranger", 30), ("namesake", 25)])


@dataclass(frozen=True, slots=True)
class Traveller:
    """Somebody who asks: who they are, of which kind, and the id of their own record, if there is one."""

    person: Person
    kind: str
    listed_as: str


def traveller_rows(size: int, seed: int, listed: int) -> Iterator[dict[str, str]]:
    """Travellers against the list of ``listed`` records of the same seed: every other one is on it.

    ``listed_as`` is the truth: the id of the traveller's own record, or empty. ``kind`` is ``listed``, ``relative``
    (not listed, of a listed person's family), ``namesake`` (bears a listed person's names) or ``stranger``.
    ``errors`` names what differs between record and traveller, separated by blanks: slips in the list as
    ``list:…``, ``document_renewed``, and the traveller's own. Raises ValueError for an empty list.
    """
    if listed < 1:
        raise ValueError(f"listed: found {listed}, expected a list of at least one record")
    return (traveller_row(number, seed, listed) for number in range(size))


def traveller_row(number: int, seed: int, listed: int) -> dict[str, str]:
    """One traveller (from 0), the same whenever it is asked for."""
    dice = Dice(seed, Stream.TRAVELLERS, number)
    traveller = _draw_traveller(dice, number, seed, listed)
    person = traveller.person
    place: Place = "traveller" if dice.happens(_SELF_TYPED) else "register"
    document = person.passports[-1].number
    draft = written(person, document, place, dice)
    errors = [*_difference(traveller, document, seed), *draft.slips]
    return {
        "id": f"T{number + 1:08d}",
        **cells(draft),
        "listed_as": traveller.listed_as,
        "kind": traveller.kind,
        "errors": " ".join(errors),
    }


def _draw_traveller(dice: Dice, number: int, seed: int, listed: int) -> Traveller:
    place = _scattered(number // 2, listed)
    if number % 2 == 0:
        person = person_on_list(place, seed)
        return Traveller(person, "listed", person.list_id)
    kind = dice.draw(_AWAY)
    found = _FINDERS[kind](place, seed, listed) if kind in _FINDERS else None
    if found is not None:
        return Traveller(found, kind, "")
    return Traveller(person_off_list(listed + _BEYOND + place, seed), "stranger", "")


def find_relative(place: int, seed: int, listed: int) -> Person | None:
    """Somebody off the list, of the family of the listed person at a place; None where all of it is listed."""
    other = person_on_list(place, seed)
    family = (person for person in kindred(other.kindred, seed) if person.household == other.household)
    return next((person for person in family if person.place_on_list is None), None)


def find_namesake(place: int, seed: int, listed: int) -> Person | None:
    """Somebody off the list, of the country and sex of the listed person at a place, under that person's names."""
    other = person_on_list(place, seed)
    for step in range(_TRIES):
        person = person_off_list(listed + _BEYOND + place + step, seed)
        if (person.citizenship, person.sex) == (other.citizenship, other.sex):
            return as_namesake(person, other)
    return None


def as_namesake(person: Person, other: Person) -> Person:
    """A person under the given and family name of another; father, birth and passports remain their own."""
    patronymic_form = "bare" if other.family_form == "uulu" else other.patronymic_form
    form = "ov" if other.family_form == "uulu" else other.family_form
    return replace(person, given=other.given, stem=other.stem, family_form=form, patronymic_form=patronymic_form)


_FINDERS = {"relative": find_relative, "namesake": find_namesake}


def _scattered(number: int, size: int) -> int:
    """A place on a list: all places once, in an order without order, then again."""
    stride = max(1, int(size * _GOLDEN))
    while gcd(stride, size) != 1:
        stride += 1
    return number * stride % size


def _difference(traveller: Traveller, document: str, seed: int) -> list[str]:
    if not traveller.listed_as:
        return []
    recorded = record(traveller.person, seed)
    slips = [f"list:{slip}" for slip in recorded.slips]
    return [*slips, "document_renewed"] if recorded.document not in ("", document) else slips


def written(person: Person, document: str, place: Place, dice: Dice) -> Draft:
    """A person as written at a place, through its spellings and its errors."""
    spelling = dice.draw(spelling_draw(place, person.citizenship))
    return pass_through(draft_of(person, document, spelling), place, dice)


def cells(draft: Draft) -> dict[str, str]:
    """The columns that a traveller and a register share."""
    return {
        "family_name": draft.family_name,
        "given_name": draft.given_name,
        "patronymic": draft.patronymic,
        "dob": draft.dob,
        "sex": draft.sex,
        "citizenship": draft.country,
        "document_number": draft.document,
    }
