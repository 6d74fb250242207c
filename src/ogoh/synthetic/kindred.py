"""Kindreds: eight people at a time, in families, each kindred made from its own number alone.

That makes the population a stream with a stable beginning, and any part of it can be had without the rest:
half of a kindred stands on lists, half does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from ogoh.synthetic.dice import Dice, Draw, Stream, shares
from ogoh.synthetic.naming import draw_given, draw_siblings_name, draw_stem, forms
from ogoh.synthetic.passports import passports_of
from ogoh.synthetic.person import Person
from ogoh.synthetic.tables import citizenship_draw, places, population, reference_day

PEOPLE = 8
LISTED = 4

_YEAR_DAYS = 365.2425


@dataclass(frozen=True, slots=True)
class House:
    """What the children of one father share."""

    country: str
    father: str
    grandfather: str
    stem: str
    family_form: str
    patronymic_form: str
    birthplace: str


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a family, before number and passports."""

    kin: str
    house: House
    sex: str
    given: str
    born: date


@dataclass(frozen=True, slots=True)
class Among:
    """Where somebody belongs: kindred, family in it, place on a list."""

    kindred: int
    household: int
    place_on_list: int | None


ALONE = Among(0, 0, None)


def kindred(number: int, seed: int) -> tuple[Person, ...]:
    """The eight people of one kindred, the same whenever it is asked for."""
    dice = Dice(seed, Stream.POPULATION, number)
    members: list[tuple[int, Member]] = []
    household = 0
    while len(members) < PEOPLE:
        members.extend((household, member) for member in draw_family(dice))
        household += 1
    on_list = _draw_listed(dice, number)
    return tuple(
        settle(dice, number * PEOPLE + place, seed, member, Among(number, family, on_list.get(place)))
        for place, (family, member) in enumerate(members[:PEOPLE])
    )


def _draw_listed(dice: Dice, number: int) -> dict[int, int]:
    """Which of the eight stand on lists, and at which place."""
    order = list(range(PEOPLE))
    for place in range(LISTED):
        other = place + dice.below(PEOPLE - place)
        order[place], order[other] = order[other], order[place]
    return {place: number * LISTED + rank for rank, place in enumerate(sorted(order[:LISTED]))}


def settle(dice: Dice, number: int, seed: int, member: Member, among: Among = ALONE) -> Person:
    """A member of a family with number and passports; in a kindred of their own unless ``among`` says which."""
    house = member.house
    own = dice.happens(population()["ending_of_ones_own"])
    return Person(
        number=number,
        kindred=among.kindred,
        household=among.household,
        kin=member.kin,
        citizenship=house.country,
        sex=member.sex,
        born=member.born,
        birthplace=house.birthplace,
        given=member.given,
        father=house.father,
        stem=house.stem,
        family_form=_own_form(dice, house) if own else house.family_form,
        patronymic_form=house.patronymic_form,
        passports=passports_of(dice, number, seed, house.country, member.born),
        place_on_list=among.place_on_list,
    )


def _own_form(dice: Dice, house: House) -> str:
    form = dice.draw(forms("family_form")[house.country])
    return house.family_form if "uulu" in (form, house.family_form) else form


def draw_family(dice: Dice) -> Iterator[Member]:
    """One family of the kinds that travel: somebody alone, siblings, a father with children, a couple."""
    kinds: dict[str, Callable[[Dice], Iterator[Member]]] = {
        "alone": _alone,
        "siblings": draw_siblings,
        "father_and_children": draw_father_and_children,
        "couple": _couple,
    }
    return kinds[dice.draw(_shares("families"))](dice)


def _alone(dice: Dice) -> Iterator[Member]:
    yield draw_member(dice, "alone", found_house(dice, dice.draw(citizenship_draw())))


def draw_siblings(dice: Dice) -> Iterator[Member]:
    """Two or three children of one father."""
    house = found_house(dice, dice.draw(citizenship_draw()))
    return _children(dice, "sibling", house, _count(dice, "siblings"), _draw_age_days(dice))


def draw_father_and_children(dice: Dice) -> Iterator[Member]:
    """A father, then one or two of his children; among Tajiks they may be named after him."""
    house = found_house(dice, dice.draw(citizenship_draw()))
    eldest = _draw_age_days(dice)
    span = population()["fathers_age_at_birth"]
    given = draw_given(dice, house.country, "M")
    age = eldest + dice.between(int(span["from"] * _YEAR_DAYS), int(span["to"] * _YEAR_DAYS))
    yield Member("father", house, "M", given, _born(dice, age))
    yield from _children(dice, "child", _house_of_children(dice, house, given), _count(dice, "children"), eldest)


def _house_of_children(dice: Dice, fathers: House, given: str) -> House:
    children = replace(fathers, father=given, grandfather=fathers.father)
    if fathers.family_form == "uulu":
        return replace(children, stem=given)
    if not dice.happens(population()["child_named_after_father"][fathers.country]):
        return children
    named = "zoda" if fathers.country == "TJ" else fathers.family_form
    return replace(children, stem=given, family_form=named)


def _couple(dice: Dice) -> Iterator[Member]:
    house = found_house(dice, dice.draw(citizenship_draw()))
    husband = draw_member(dice, "husband", house, "M")
    yield husband
    her_house = found_house(dice, house.country)
    if dice.happens(population()["wife_takes_husbands_name"][house.country]):
        her_house = replace(her_house, stem=house.stem, family_form=house.family_form)
    years = dice.between(-2 * 365, 7 * 365)
    born = min(husband.born + timedelta(days=years), reference_day() - timedelta(days=1))
    yield Member("wife", her_house, "F", draw_given(dice, house.country, "F"), born)


def found_house(dice: Dice, country: str) -> House:
    """A house: father, grandfather, family name and how both are written in papers."""
    father = draw_given(dice, country, "M")
    form = dice.draw(forms("family_form")[country])
    return House(
        country=country,
        father=father,
        grandfather=draw_given(dice, country, "M"),
        stem=father if form == "uulu" else draw_stem(dice, country),
        family_form=form,
        patronymic_form="none" if form == "uulu" else dice.draw(forms("patronymic_form")[country]),
        birthplace=dice.draw(places()[country]),
    )


def draw_member(dice: Dice, kin: str, house: House, sex: str = "") -> Member:
    """Somebody of this house; of either sex where none is said."""
    sex = sex or _draw_sex(dice)
    return Member(kin, house, sex, draw_given(dice, house.country, sex), _born(dice, _draw_age_days(dice)))


def _children(dice: Dice, kin: str, house: House, count: int, eldest_days: int) -> Iterator[Member]:
    names: list[str] = []
    age = eldest_days
    for _ in range(count):
        sex = _draw_sex(dice)
        names.append(draw_siblings_name(dice, house.country, sex, names))
        yield Member(kin, house, sex, names[-1], _born(dice, age))
        if not dice.happens(population()["twins"]):
            age = max(1, age - dice.between(300, int(population()["years_between_siblings"] * _YEAR_DAYS)))


def _draw_sex(dice: Dice) -> str:
    return "F" if dice.happens(population()["woman"]) else "M"


def _draw_age_days(dice: Dice) -> int:
    band = dice.draw(_ages())
    return int((band[0] + dice.random() * (band[1] + 1 - band[0])) * _YEAR_DAYS)


def _born(dice: Dice, age_days: int) -> date:
    born = reference_day() - timedelta(days=age_days)
    festival = population()["festival"]
    if dice.happens(festival["share"]) and born.year < reference_day().year:
        return date(born.year, festival["month"], festival["day"])
    return born


def _count(dice: Dice, of: str) -> int:
    return int(dice.draw(_shares(of)))


@cache
def _shares(name: str) -> Draw[str]:
    return shares(population()[name])


@cache
def _ages() -> Draw[tuple[int, int]]:
    return Draw(((band["from"], band["to"]), band["share"]) for band in population()["ages"])
