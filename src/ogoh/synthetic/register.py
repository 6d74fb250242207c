"""A border register: who crossed, when and where, in the spelling of the passport."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import count, islice

from ogoh.synthetic.dice import Dice, Draw, Stream
from ogoh.synthetic.people import everybody
from ogoh.synthetic.person import Person, person_id
from ogoh.synthetic.tables import country_names, reference_day
from ogoh.synthetic.travelling import cells, written

REGISTER_COLUMNS = (
    "id",
    "family_name",
    "given_name",
    "patronymic",
    "dob",
    "sex",
    "citizenship",
    "document_number",
    "crossed_on",
    "direction",
    "place",
    "person",
    "listed_as",
    "errors",
)
_CROSSINGS: Draw[int] = Draw([(1, 55), (2, 30), (3, 10), (4, 5)])
_POSTS: Draw[str] = Draw([("Dushanbe airport", 40), ("Khujand airport", 25), ("Kulob airport", 10), ("Fotehobod", 25)])
_DAYS_OF_REGISTER = 3 * 365


def register_rows(size: int, seed: int, listed: int | None = None) -> Iterator[dict[str, str]]:
    """Crossings as a border post writes them: capital letters, the passport of the day, one to four a person.

    They come person after person, each person's in time; dates of birth are yyyy-mm-dd as far as they are whole. The
    truth is ``person``, the same for all crossings of one person, and ``listed_as``: the id on the list of the same
    seed, as far as it reaches (``listed`` records; None for a list without end). ``errors`` names the slips.
    """
    crossings = (row for person in everybody(seed) for row in _crossings(person, seed, listed))
    return ({"id": f"R{number:09d}", **row} for number, row in zip(count(1), islice(crossings, size), strict=False))


def _crossings(person: Person, seed: int, listed: int | None) -> Iterator[dict[str, str]]:
    dice = Dice(seed, Stream.REGISTER, person.number)
    place = person.place_on_list
    on_list = place is not None and (listed is None or place < listed)
    ago = sorted((dice.below(_DAYS_OF_REGISTER) for _ in range(dice.draw(_CROSSINGS))), reverse=True)
    outward = dice.happens(0.5)
    read: dict[str, dict[str, str]] = {}
    for days in ago:
        day = max(reference_day() - timedelta(days=days), person.born)
        document = person.passport_on(day) or person.passports[0].number
        row = read.get(document) or read.setdefault(document, _read_passport(person, document, dice))
        yield row | {
            "crossed_on": day.isoformat(),
            "direction": "out" if outward else "in",
            "place": dice.draw(_POSTS),
            "listed_as": person.list_id if on_list else "",
        }
        outward = not outward


def _read_passport(person: Person, document: str, dice: Dice) -> dict[str, str]:
    """What a passport says of its bearer: the same at every crossing."""
    draft = written(person, document, "register", dice)
    row = cells(draft)
    for field in ("family_name", "given_name", "patronymic"):
        row[field] = row[field].upper()
    return row | {
        "dob": "-".join(reversed(draft.dob.split("."))),
        "citizenship": country_names()[person.citizenship]["alpha_3"],
        "person": person_id(person.number),
        "errors": " ".join(draft.slips),
    }
