"""Labelled pairs: one person written twice, or two people whom a hasty eye would take for one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ogoh.synthetic.dice import Dice, Draw, Stream
from ogoh.synthetic.draft import Draft
from ogoh.synthetic.kindred import Member, draw_family, draw_father_and_children, draw_siblings, settle
from ogoh.synthetic.person import Person
from ogoh.synthetic.travelling import as_namesake, written

PAIR_COLUMNS = ("left_name", "left_dob", "left_doc", "right_name", "right_dob", "right_doc", "label", "kind", "errors")
_OLD_PASSPORT = 0.25

_KINDS: Draw[str] = Draw(
    [("same", 40), ("random", 15), ("namesake", 15), ("sibling", 12), ("father_son", 8), ("same_name_other_dob", 10)]
)


def pair_rows(size: int, seed: int) -> Iterator[dict[str, str]]:
    """Pairs of a list record (left) and a traveller's record (right), with the columns of ``ogoh compare``.

    ``label`` is 1 where both are one person, through the error channel; 0 for ``random`` people, a ``namesake`` (given
    and family name), a ``sibling``, ``father_son``, and ``same_name_other_dob`` (the whole name). ``errors`` names
    the slips on both sides.
    """
    return (pair_row(number, seed) for number in range(size))


def pair_row(number: int, seed: int) -> dict[str, str]:
    """One pair (from 0), the same whenever it is asked for."""
    dice = Dice(seed, Stream.PAIRS, number)
    kind = dice.draw(_KINDS)
    first, second = _MAKERS[kind](dice, number, seed)
    left = written(first, first.passports[-1].number, "list", dice)
    document, renewed = _document_of(second, dice) if kind == "same" else (second.passports[-1].number, False)
    right = written(second, document, "traveller", dice)
    errors = [f"list:{slip}" for slip in left.slips] + ["document_renewed"] * renewed + right.slips
    return {
        **_side("left", left),
        **_side("right", right),
        "label": str(int(kind == "same")),
        "kind": kind,
        "errors": " ".join(errors),
    }


def _side(side: str, draft: Draft) -> dict[str, str]:
    return {f"{side}_name": draft.name, f"{side}_dob": draft.dob, f"{side}_doc": draft.document}


def _document_of(person: Person, dice: Dice) -> tuple[str, bool]:
    old = len(person.passports) > 1 and dice.happens(_OLD_PASSPORT)
    return person.passports[-2 if old else -1].number, old


def _settled(dice: Dice, number: int, seed: int, members: list[Member]) -> tuple[Person, Person]:
    first, second = (settle(dice, 2 * number + place, seed, member) for place, member in enumerate(members[:2]))
    return first, second


def _same(dice: Dice, number: int, seed: int) -> tuple[Person, Person]:
    person = settle(dice, 2 * number, seed, next(draw_family(dice)))
    return person, person


def _random(dice: Dice, number: int, seed: int) -> tuple[Person, Person]:
    return _settled(dice, number, seed, [next(draw_family(dice)), next(draw_family(dice))])


def _namesake(dice: Dice, number: int, seed: int) -> tuple[Person, Person]:
    first, second = _countrymen(dice, number, seed)
    return first, as_namesake(second, first)


def _same_name(dice: Dice, number: int, seed: int) -> tuple[Person, Person]:
    first, second = _countrymen(dice, number, seed)
    return first, replace(first, born=second.born, passports=second.passports)


def _countrymen(dice: Dice, number: int, seed: int) -> tuple[Person, Person]:
    """Two unrelated people of one country and sex who were not born on one day."""
    one = next(draw_family(dice))
    other = next(draw_family(dice))
    while (other.house.country, other.sex) != (one.house.country, one.sex) or other.born == one.born:
        other = next(draw_family(dice))
    return _settled(dice, number, seed, [one, other])


def _siblings(dice: Dice, number: int, seed: int) -> tuple[Person, Person]:
    return _settled(dice, number, seed, list(draw_siblings(dice)))


def _father_and_son(dice: Dice, number: int, seed: int) -> tuple[Person, Person]:
    family = list(draw_father_and_children(dice))
    while family[1].sex != "M":
        family = list(draw_father_and_children(dice))
    return _settled(dice, number, seed, family)


_MAKERS: dict[str, Callable[[Dice, int, int], tuple[Person, Person]]] = {
    "same": _same,
    "random": _random,
    "namesake": _namesake,
    "sibling": _siblings,
    "father_son": _father_and_son,
    "same_name_other_dob": _same_name,
}
