"""The passports of a life: numbers that no two people share, renewed as they run out."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from ogoh.synthetic.dice import Dice
from ogoh.synthetic.person import Passport
from ogoh.synthetic.tables import Booklet, booklets, population, reference_day

MOST_PASSPORTS = 3
_YOUNGEST = 16
_LONGEST_GAP_DAYS = 200
_STRIDE = 61_803_399
_YEAR_DAYS = 365.2425


def passports_of(dice: Dice, number: int, seed: int, country: str, born: date) -> tuple[Passport, ...]:
    """Up to three passports of the person with this number, the oldest first; a child has one."""
    day = reference_day()
    longest = int(_booklet(country, day.year).years * _YEAR_DAYS)
    if dice.happens(population()["passport_replaced_early"]):
        longest = 1 + dice.below(longest)
    issued = day - timedelta(days=dice.below(longest))
    issued = max(issued, born)
    grown_up = born + timedelta(days=int(_YOUNGEST * _YEAR_DAYS))
    found: list[Passport] = []
    while len(found) < MOST_PASSPORTS:
        booklet = _booklet(country, issued.year)
        serial = number * MOST_PASSPORTS + len(found)
        expires = issued + timedelta(days=int(booklet.years * _YEAR_DAYS) - 1)
        found.append(Passport(_number(dice, booklet, serial, seed), issued, expires))
        issued = _issued_before(dice, country, issued)
        if issued < grown_up:
            break
    return tuple(reversed(found))


@cache
def _booklet(country: str, year: int) -> Booklet:
    return next(row for row in booklets()[country] if row.from_year <= year < row.to_year)


def _issued_before(dice: Dice, country: str, issued: date) -> date:
    """When the passport before was issued: its validity earlier and the weeks without, or later where it was lost."""
    used = dice.random() if dice.happens(population()["passport_replaced_early"]) else 1.0
    gap = timedelta(days=dice.below(_LONGEST_GAP_DAYS))
    for booklet in reversed(booklets()[country]):
        ran_out = issued - gap - timedelta(days=int(booklet.years * used * _YEAR_DAYS))
        earlier = ran_out if ran_out.year < booklet.to_year else date(booklet.to_year - 1, 12, 31) - gap
        if booklet.from_year <= earlier.year:
            return earlier
    raise LookupError(f"no booklet of {country} before {issued} in passports.csv")


def _number(dice: Dice, booklet: Booklet, serial: int, seed: int) -> str:
    """The serial number scattered over all digits: a permutation, so that no number is given twice."""
    shape = booklet.shapes[dice.below(len(booklet.shapes))]
    width = shape.count("#")
    scattered = (serial * _STRIDE + seed * 7919) % 10**width
    return shape.replace("#" * width, f"{scattered:0{width}d}")
