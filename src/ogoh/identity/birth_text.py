"""The ways of writing a date, as patterns; the words that occur in them are in data/date_words.csv."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ogoh.identity.partial_date import PartialDate
from ogoh.identity.tables import read_table
from ogoh.identity.unreadable import Unreadable
from ogoh.identity.visible import visible_text

# A spreadsheet's day 1 is 1 January 1900, and it counts a 29 February 1900 that never was (day 60); from
# day 61 on the difference to this day is right. Only numbers of five digits (from 18 May 1927) are read.
_SPREADSHEET_EPOCH = date(1899, 12, 30)
_DAY_NUMBER = re.compile(r"[1-9][0-9]{4}")

_PLAIN = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")

_EMPTY_CELL = (("1900", "01", "00"), ("1900", "1", "0"))

_TIME_OF_DAY = re.compile(
    r"[t ] ?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)? ?(?:am|pm|z|[+-][0-9]{2}:?[0-9]{2})?$"
)
_WORD = re.compile(r"[^\W\d_]+")
_APOSTROPHES = str.maketrans("", "", "'`´ʻʼʹ‘’′")
_EDGES = ' .,;:()"«»“”-/'

_YEAR = "(?P<year>[0-9]{4})"
_DAY = r"(?P<day>[0-9]{1,2}|[?*_]{1,2})"
_MONTH = r"(?P<month>[0-9]{1,2}|[?*_]{1,2})"
_MONTH_WORD = "m(?P<month>[0-9]{2})"
_GAP = "[ ./,-]{1,3}"
_LOOSE_GAP = "[ ./,-]{0,3}"

_FORMS = tuple(
    re.compile(form)
    for form in (
        _DAY + _GAP + _MONTH + _GAP + _YEAR,
        _YEAR + _GAP + _MONTH + _GAP + _DAY,
        _YEAR,
        _MONTH + _GAP + _YEAR,
        _YEAR + _GAP + _MONTH,
        _YEAR + " ?[-/] ?(?P<last>[0-9]{4})",
        # Eight digits in a row are never both: no year of ours begins as a month ends.
        "(?P<year>(?:19|20)[0-9]{2})(?P<month>0[0-9]|1[0-2])(?P<day>[0-9]{2})",
        "(?P<day>[0-3][0-9])(?P<month>0[0-9]|1[0-2])(?P<year>(?:19|20)[0-9]{2})",
        _DAY + _LOOSE_GAP + _MONTH_WORD + _LOOSE_GAP + _YEAR,
        _MONTH_WORD + _LOOSE_GAP + _DAY + _GAP + _YEAR,
        _YEAR + _GAP + _DAY + _LOOSE_GAP + _MONTH_WORD,
        _YEAR + _LOOSE_GAP + _MONTH_WORD + _LOOSE_GAP + _DAY,
        _MONTH_WORD + _LOOSE_GAP + _YEAR,
        _YEAR + _LOOSE_GAP + _MONTH_WORD,
    )
)
_SHORT_YEAR = re.compile(rf"(?:[0-9]{{1,2}}{_GAP})?m?[0-9]{{1,2}}{_LOOSE_GAP}[0-9]{{2}}")

_MEANINGS = {row["word"]: row["meaning"] for row in read_table("date_words.csv")}


def partial_date_of(text: str) -> PartialDate | None:
    """Read a date from text; ``None`` where it is none. Raises `Unreadable` where it is no possible one."""
    if whole := _PLAIN.fullmatch(text):
        return _partial_date(whole[3], whole[2], whole[1])
    if whole := _ISO.fullmatch(text):
        return _partial_date(whole[1], whole[2], whole[3])
    return _date_in_words(visible_text(text).lower())


def _date_in_words(text: str) -> PartialDate | None:
    bare = _TIME_OF_DAY.sub("", text.translate(_APOSTROPHES)).strip(_EDGES)
    exact = bare.strip("~≈ ")
    approximate = exact != bare
    meant = []
    for word in _WORD.findall(exact):
        meaning = _MEANINGS.get(word)
        if meaning is None:
            return None
        approximate |= meaning == "about"
        meant.append(_WRITTEN.get(meaning, meaning))
    replacements = iter(meant)
    return _match_forms(_tidy(_WORD.sub(lambda _: next(replacements), exact)), approximate)


_WRITTEN = {"about": "", "ignore": "", "range": "-", "unknown": "00"} | {
    str(month): f"m{month:02}" for month in range(1, 13)
}


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(_EDGES)


def _match_forms(text: str, approximate: bool) -> PartialDate | None:
    if _DAY_NUMBER.fullmatch(text):
        day = _SPREADSHEET_EPOCH + timedelta(days=int(text))
        return PartialDate(day.year, day.month, day.day)
    for form in _FORMS:
        if found := form.fullmatch(text):
            return _partial_date(**found.groupdict(), approximate=approximate)
    if _SHORT_YEAR.fullmatch(text):
        raise Unreadable(text, "the year in four digits, since two digits do not tell the century")
    return None


def _partial_date(
    year: str, month: str | None = None, day: str | None = None, last: str | None = None, approximate: bool = False
) -> PartialDate:
    if (year, month, day) in _EMPTY_CELL:
        raise Unreadable(f"{year}-{month}-{day}", "a date: this is what a spreadsheet shows for the number 0")
    return PartialDate(int(year), _known(month), _known(day), int(last) if last else None, approximate)


def _known(part: str | None) -> int | None:
    """The number, or ``None`` for an absent part and for the marks of an unknown one (00, ??)."""
    return (int(part) or None) if part and part.isdecimal() else None
