"""Dates of birth as people, registries and spreadsheets write them: whole, in part, or only nearly."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache

from ogoh.identity.birth_text import partial_date_of
from ogoh.identity.partial_date import PartialDate
from ogoh.identity.unreadable import Unreadable

__all__ = ["PartialDate", "read_birth"]

_LONGEST = 80
_EXPECTED = "a date of birth such as 14.05.1975, 1975-05-14, 14 мая 1975, or the year alone"


def read_birth(value: str | int | float | date | datetime, today: date | None = None) -> PartialDate:
    """Read a date of birth from a cell or a form, in any usual way of writing it.

    Text: day.month.year with ``. / - ,`` or blanks between, ISO 8601, month in words (ru, tg, uz, ky,
    kk, fa, en), month and year, year alone, ``00`` or ``XX`` for what is unknown, years from and to,
    "около 1970". Numbers: a year of four digits, a spreadsheet's day number of five (1900 system), eight
    digits in a row. ``today`` (in UTC where none is given) bounds the future.
    Raises `Unreadable` for anything else, for days that no calendar has, before 1900 and to come.
    """
    birth = _read(value)
    if _starts_after(birth, today or datetime.now(UTC).date()):
        raise Unreadable(value, "a date of birth that is not in the future")
    return birth


def _read(value: str | int | float | date | datetime) -> PartialDate:
    if isinstance(value, str):
        return _read_text(value) if len(value) <= _LONGEST else _refuse(value)
    if isinstance(value, date):
        return PartialDate(value.year, value.month, value.day)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _refuse(value)
    return _read_number(value)


def _refuse(value: object) -> PartialDate:
    raise Unreadable(value, _EXPECTED)


def _read_number(value: int | float) -> PartialDate:
    """Read a number cell; the fraction of a spreadsheet's day number is the time of day."""
    if not 1 <= value < 100_000_000 or (value != int(value) and not 10_000 <= value < 100_000):
        raise Unreadable(value, f"{_EXPECTED}; a spreadsheet's day number has five digits")
    return _read_text(str(int(value)))


# The text alone decides what is read, so the cache knows nothing of today.
@lru_cache(maxsize=32_768)
def _read_text(text: str) -> PartialDate:
    try:
        birth = partial_date_of(text)
    except Unreadable as error:
        raise Unreadable(text, error.expected) from None
    return birth or _refuse(text)


def _starts_after(birth: PartialDate, today: date) -> bool:
    if birth.year != today.year:
        return birth.year > today.year
    return (birth.month or 1, birth.day or 1) > (today.month, today.day)
