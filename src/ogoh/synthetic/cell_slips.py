"""What goes wrong in the cells: fields, dates, document numbers, the fingers on the keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from ogoh.synthetic.dice import Dice
from ogoh.synthetic.draft import Draft
from ogoh.synthetic.tables import read_settings, reference_day

_SHORTEST_TO_MISTYPE = 4
_NAME_FIELDS = ("family_name", "given_name", "family_name", "given_name", "patronymic")


@cache
def _neighbours() -> dict[str, str]:
    """Letters that lie beside a letter on the keyboard that is in use for its script."""
    found: dict[str, str] = {}
    for rows in read_settings("errors.yaml")["keyboards"].values():
        for row in rows:
            for at, letter in enumerate(row):
                found[letter] = row[max(0, at - 1) : at] + row[at + 1 : at + 2]
    return found


@cache
def _lookalikes() -> dict[int, str]:
    return {ord(latin): other for latin, other in read_settings("errors.yaml")["lookalikes"].items()}


def swap_family_and_given(draft: Draft, dice: Dice) -> bool:
    """Family name and given name in each other's field."""
    draft.family_name, draft.given_name = draft.given_name, draft.family_name
    return draft.family_name != draft.given_name


def use_first_of_january(draft: Draft, dice: Dice) -> bool:
    """Day and month were not known: 01.01."""
    if not _is_whole(draft.dob):
        return False
    before, draft.dob = draft.dob, "01.01." + draft.dob[-4:]
    return draft.dob != before


def keep_year_only(draft: Draft, dice: Dice) -> bool:
    """The year alone."""
    draft.dob = draft.dob[-4:]
    return True


def swap_day_and_month(draft: Draft, dice: Dice) -> bool:
    """03.04 becomes 04.03, where both can be months."""
    if not _is_whole(draft.dob) or draft.dob[:2] == draft.dob[3:5] or int(draft.dob[:2]) > 12:
        return False
    draft.dob = f"{draft.dob[3:5]}.{draft.dob[:2]}{draft.dob[5:]}"
    return True


def mistake_day(draft: Draft, dice: Dice) -> bool:
    """One digit of the day is wrong; the day remains one that every month has."""
    if not _is_whole(draft.dob):
        return False
    day = int(draft.dob[:2])
    one_off = [other for other in range(1, 29) if (other // 10 == day // 10) != (other % 10 == day % 10)]
    draft.dob = f"{dice.one_of(one_off):02d}{draft.dob[2:]}"
    return True


def mistake_month(draft: Draft, dice: Dice) -> bool:
    """The month is off by one; only for days that every month has."""
    if not _is_whole(draft.dob) or int(draft.dob[:2]) > 28:
        return False
    month = (int(draft.dob[3:5]) - 1 + (1 if dice.happens(0.5) else 11)) % 12 + 1
    draft.dob = f"{draft.dob[:3]}{month:02d}{draft.dob[5:]}"
    return True


def mistake_year(draft: Draft, dice: Dice) -> bool:
    """The year is off by one, never into the future; 29 February goes back to the 28th."""
    if not draft.dob:
        return False
    year = int(draft.dob[-4:])
    year += 1 if dice.happens(0.5) and year < reference_day().year - 1 else -1
    draft.dob = f"{draft.dob[:-4].replace('29.02.', '28.02.')}{year:04d}"
    return True


def leave_out_birth(draft: Draft, dice: Dice) -> bool:
    """No date of birth."""
    had, draft.dob = bool(draft.dob), ""
    return had


def type_lookalikes(draft: Draft, dice: Dice) -> bool:
    """The letters of a document number typed on a Cyrillic keyboard."""
    before, draft.document = draft.document, draft.document.translate(_lookalikes())
    return draft.document != before


def space_document(draft: Draft, dice: Dice) -> bool:
    """A space after the series, or a number sign."""
    if len(draft.document) < _SHORTEST_TO_MISTYPE:
        return False
    series = sum(not sign.isdigit() for sign in draft.document) or 2
    draft.document = draft.document[:series] + (" № " if dice.happens(0.2) else " ") + draft.document[series:]
    return True


def mistake_document(draft: Draft, dice: Dice) -> bool:
    """One digit of the document number is wrong."""
    places = [at for at, sign in enumerate(draft.document) if sign.isdigit()]
    if not places:
        return False
    at = dice.one_of(places)
    wrong = (int(draft.document[at]) + 1 + dice.below(9)) % 10
    draft.document = f"{draft.document[:at]}{wrong}{draft.document[at + 1 :]}"
    return True


def leave_out_document(draft: Draft, dice: Dice) -> bool:
    """No document number."""
    had, draft.document = bool(draft.document), ""
    return had


def _typing(slip: Callable[[str, int, Dice], str]) -> Callable[[Draft, Dice], bool]:
    """A slip of the finger at one letter, not the first, of one field of the name."""

    def apply(draft: Draft, dice: Dice) -> bool:
        field = dice.one_of(_NAME_FIELDS)
        text: str = getattr(draft, field)
        if len(text) < _SHORTEST_TO_MISTYPE:
            return False
        mistyped = slip(text, dice.between(1, len(text) - 2), dice)
        setattr(draft, field, mistyped)
        return mistyped != text

    return apply


def _substitute(text: str, at: int, dice: Dice) -> str:
    near = _neighbours().get(text[at], "")
    return text[:at] + dice.one_of(near) + text[at + 1 :] if near else text


def _omit(text: str, at: int, dice: Dice) -> str:
    return text[:at] + text[at + 1 :]


def _double(text: str, at: int, dice: Dice) -> str:
    return text[: at + 1] + text[at:]


def _transpose(text: str, at: int, dice: Dice) -> str:
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _is_whole(dob: str) -> bool:
    return len(dob) == len("dd.mm.yyyy")


SLIPS: dict[str, Callable[[Draft, Dice], bool]] = {
    "family_and_given_swapped": swap_family_and_given,
    "letter_substituted": _typing(_substitute),
    "letter_left_out": _typing(_omit),
    "letter_doubled": _typing(_double),
    "letters_transposed": _typing(_transpose),
    "day_mistaken": mistake_day,
    "month_mistaken": mistake_month,
    "year_off_by_one": mistake_year,
    "day_and_month_swapped": swap_day_and_month,
    "first_of_january": use_first_of_january,
    "year_only": keep_year_only,
    "birth_missing": leave_out_birth,
    "document_mistaken": mistake_document,
    "document_lookalikes": type_lookalikes,
    "document_spaced": space_document,
    "document_missing": leave_out_document,
}
