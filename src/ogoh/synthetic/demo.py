"""Three travellers for a demonstration: one recorded, one possible, one without a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ogoh.synthetic.dice import Dice, Stream
from ogoh.synthetic.draft import draft_of, write_down
from ogoh.synthetic.listing import record
from ogoh.synthetic.people import listed_people, person_off_list
from ogoh.synthetic.person import Person
from ogoh.synthetic.travelling import cells

_LEAST_LETTERS = 5
_CANDIDATES = 2000


@dataclass(frozen=True, slots=True)
class _Asked:
    expected: str
    person: Person
    spelling: str
    listed_as: str


def demo_travellers(listed: int, seed: int) -> tuple[dict[str, str], ...]:
    """Three travellers against ``list_rows(listed, seed)``, with the cells as typed into the form.

    ``expected`` says what each is told: ``recorded`` (own passport, Latin letters against the Russian list),
    ``possible`` (the passport was renewed since), ``no_record`` (nobody on the list bears the given name and family
    stem). Their records have no errors and no namesakes. Raises ValueError for a list too short to hold such people.
    """
    listed_names = Counter(_names(person) for person in listed_people(listed, seed))
    clean = [
        person
        for person in listed_people(min(listed, _CANDIDATES), seed)
        if _is_plain(person) and listed_names[_names(person)] == 1 and not record(person, seed).slips
    ]
    try:
        asked = (
            _recorded(next(person for person in clean if _holds_recorded_passport(person, seed))),
            _possible(next(person for person in reversed(clean) if _has_renewed(person, seed))),
            _unknown(next(person for person in _off_list(listed, seed) if not listed_names[_names(person)])),
        )
    except StopIteration:
        raise ValueError(f"listed: found {listed}, expected a list long enough to hold a demonstration") from None
    return tuple(_typed(one, seed) for one in asked)


def _recorded(person: Person) -> _Asked:
    return _Asked("recorded", person, "passport", person.list_id)


def _possible(person: Person) -> _Asked:
    return _Asked("possible", person, "tajik", person.list_id)


def _unknown(person: Person) -> _Asked:
    return _Asked("no_record", person, "passport", "")


def _typed(asked: _Asked, seed: int) -> dict[str, str]:
    draft = draft_of(asked.person, asked.person.passports[-1].number, asked.spelling)
    write_down(draft, Dice(seed, Stream.TRAVELLERS, asked.person.number))
    return {"id": asked.expected, **cells(draft), "expected": asked.expected, "listed_as": asked.listed_as}


def _names(person: Person) -> tuple[str, str]:
    return person.given, person.stem


def _is_plain(person: Person) -> bool:
    """A grown Tajik man with a whole name of some length: nothing that would need explaining."""
    adult = person.passports[-1].issued.year - person.born.year >= 18
    long_enough = min(len(person.given), len(person.stem)) >= _LEAST_LETTERS
    return person.citizenship == "TJ" and person.sex == "M" and adult and long_enough and bool(person.patronymic)


def _holds_recorded_passport(person: Person, seed: int) -> bool:
    return record(person, seed).document == person.passports[-1].number


def _has_renewed(person: Person, seed: int) -> bool:
    return record(person, seed).document not in ("", person.passports[-1].number)


def _off_list(listed: int, seed: int) -> Iterator[Person]:
    for place in range(listed, listed + _CANDIDATES):
        person = person_off_list(place, seed)
        if _is_plain(person):
            yield person
