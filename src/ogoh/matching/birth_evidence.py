"""What two dates of birth say, each form of agreement worth what it is."""

from __future__ import annotations

from functools import lru_cache

from ogoh.identity import APPROXIMATE_YEARS, PartialDate
from ogoh.matching.comparison import Evidence
from ogoh.matching.model import model

ONE_AGE = frozenset({"equal", "equal_placeholder", "swapped", "near_year", "month", "year", "same_year", "near"})
"""The levels at which two people are of one age, so that neither is the other's father. One digit may be that of the
decade."""


def birth_evidence(left: tuple[PartialDate, ...], right: tuple[PartialDate, ...]) -> Evidence | None:
    """The best agreement among the dates either side gives; ``None`` where a side gives none: missing is neutral."""
    if not left or not right:
        return None
    if len(left) == 1 == len(right):
        level = birth_level(left[0], right[0])
        return Evidence("birth", level, model().birth[level], (("left", left[0].text), ("right", right[0].text)))
    found = ((birth_level(one, other), one, other) for one in left for other in right)
    level, one, other = max(found, key=lambda pair: model().birth[pair[0]])
    return Evidence("birth", level, model().birth[level], (("left", one.text), ("right", other.text)))


@lru_cache(maxsize=1 << 16)
def birth_level(left: PartialDate, right: PartialDate) -> str:
    """The level of agreement of two dates, a key of ``birth`` in the model."""
    if left.last_year or right.last_year or left.approximate or right.approximate:
        return _range_level(left, right)
    if left.day is not None and right.day is not None:
        return _day_level(left, right)
    if left.year == right.year:
        return "month" if _known_month(left) and left.month == right.month else _year_level(left, right)
    return "near" if abs(left.year - right.year) == 1 else "conflicting"


def _known_month(birth: PartialDate) -> bool:
    return birth.month is not None and not birth.placeholder


def _year_level(left: PartialDate, right: PartialDate) -> str:
    both = _known_month(left) and _known_month(right)
    return "same_year" if both and left.month != right.month else "year"


def _day_level(left: PartialDate, right: PartialDate) -> str:
    if left == right:
        return "equal_placeholder" if left.placeholder else "equal"
    years = abs(left.year - right.year)
    days = (left.month, left.day), (right.month, right.day)
    if years == 0 and days[0] == days[1][::-1]:
        return "swapped"
    if years == 0 and (left.placeholder or right.placeholder):
        return "year"
    if days[0] == days[1] and years == 1 and not left.placeholder:
        return "near_year"
    if _digits_apart(left, right) == 1 and not left.placeholder and not right.placeholder:
        return "one_digit"
    if years == 0:
        return "same_year"
    return "near" if years == 1 and (left.placeholder or right.placeholder) else "conflicting"


def _digits_apart(left: PartialDate, right: PartialDate) -> int:
    return sum(one != other for one, other in zip(left.text, right.text, strict=True))


def _range_level(left: PartialDate, right: PartialDate) -> str:
    slack = APPROXIMATE_YEARS if left.approximate or right.approximate else 0
    apart = max(left.year, right.year) - min(left.last_year or left.year, right.last_year or right.year)
    if apart <= slack:
        return "range"
    return "near" if apart <= slack + 1 else "conflicting"
