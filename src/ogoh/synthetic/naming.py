"""How names are put together: given names from elements, family names and patronymics from a stem and a form."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from ogoh.synthetic.dice import Dice, Draw, shares
from ogoh.synthetic.tables import Compound, compounds, family_stems, given_names, names_alike, population, read_rows

VOWELS = frozenset("аоуеёиӣӯўөүэыюяәіұ")
_LONGEST_BASE = 6


@cache
def _endings() -> dict[tuple[str, str, str], str]:
    return {(row["form"], row["sex"], row["after"]): row["ending"] for row in read_rows("endings.csv")}


@lru_cache(maxsize=1 << 17)
def with_form(stem: str, form: str, sex: str) -> str:
    """A stem in one of the forms of ``data/endings.csv``, for a man (M) or a woman (F).

    ``with_form("Шералӣ", "ov", "M")`` is Шералиев. The form ``none`` gives an empty name; an unknown one a KeyError.
    """
    if form == "none":
        return ""
    after = "vowel" if stem[-1] in VOWELS or stem[-1] in "йјъ" else "consonant"
    for key in _keys(form, sex, (stem[-1], after, "*")):
        if key in _endings():
            ending = _endings()[key]
            return (_before_ending(stem) if ending and ending[0] != " " else stem) + ending
    raise KeyError(f"no ending for the form {form!r} and sex {sex!r} in endings.csv")


def _keys(form: str, sex: str, places: Sequence[str]) -> list[tuple[str, str, str]]:
    return [(form, who, place) for place in places for who in (sex, "*")]


def _before_ending(stem: str) -> str:
    if stem.endswith("ӣ"):
        return stem[:-1] + "и"
    return stem.rstrip("ъйј") or stem


@cache
def forms(slot: str) -> dict[str, Draw[str]]:
    """Forms by country for the slot ``family_form`` or ``patronymic_form``."""
    return {country: shares(weights) for country, weights in population()[slot].items()}


def draw_given(dice: Dice, country: str, sex: str) -> str:
    """A given name: usually one from the table, sometimes put together from two elements."""
    name = dice.draw(given_names()[country, sex])
    compound = dice.draw(compounds()[country, sex])
    return name if compound is None else _compounded(dice, name, compound)


def _compounded(dice: Dice, name: str, compound: Compound) -> str:
    base = dice.one_of(compound.only) if compound.only else name
    if not compound.only and (len(base) > _LONGEST_BASE or compound.part.lower() in base.lower()):
        return name
    if compound.place == "front":
        return compound.part + base.lower()
    return (base[:-1] + "и" if base.endswith("ӣ") else base) + compound.part


def draw_stem(dice: Dice, country: str) -> str:
    """The stem of a family name: one of the known stems, or some forefather's given name."""
    if dice.happens(population()["family_from_given"][country]):
        return dice.draw(given_names()[country, "M"])
    return dice.draw(family_stems()[country])


def draw_siblings_name(dice: Dice, country: str, sex: str, siblings: Sequence[str]) -> str:
    """A name for another child of the house: often alike to a sibling's, never the same."""
    for _ in range(20):
        name = _alike(dice, country, sex, siblings) or draw_given(dice, country, sex)
        if name not in siblings:
            return name
    return next(name for name in given_names()[country, sex].values if name not in siblings)


def _alike(dice: Dice, country: str, sex: str, siblings: Sequence[str]) -> str:
    if not siblings or not dice.happens(population()["same_element_among_siblings"]):
        return ""
    return twin_name(country, sex, siblings[0]) or dice.one_of(
        names_alike().get((country, sex, siblings[0][:2]), ("",))
    )


def twin_name(country: str, sex: str, name: str) -> str:
    """The name that custom gives to the twin of a child so named, or nothing."""
    known = given_names()[country, sex].values
    for pair in population()["twin_names"]:
        if name in pair:
            other: str = pair[1 - pair.index(name)]
            return other if other in known else ""
    return ""
