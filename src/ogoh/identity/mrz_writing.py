"""Writing the machine-readable zone of a passport, for specimens, the demonstration and round trips."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from ogoh.identity.citizenship import state_code
from ogoh.identity.mrz_layout import FILLER, TD3, check_digit
from ogoh.identity.partial_date import PartialDate
from ogoh.identity.sex import Sex
from ogoh.identity.unreadable import Unreadable
from ogoh.names import WrittenName

_NAMES_WIDTH = 39
_LATIN = re.compile("[A-Z<]*")
_APOSTROPHES = str.maketrans("", "", "'`´ʻʼ‘’′.")
_GAPS = re.compile(r"[\s,-]+")


def write_mrz(
    names: WrittenName,
    birth: PartialDate | None,
    sex: Sex | None,
    citizenship: str,
    number: str,
    expires: date,
    issuer: str = "",
    optional: str = "",
) -> str:
    """Write the two lines of a passport's zone (TD3, Doc 9303-4, 4.2.2), parted by a line break.

    Names must be in Latin letters; marks and apostrophes go, hyphens become fillers, what is too long is cut.
    ``citizenship`` and ``issuer`` (the same where empty) are alpha-2. Raises `Unreadable` for what has no place.
    """
    top = f"P{FILLER}{_state(issuer or citizenship)}{_names(names)}"
    bottom = "".join(
        (
            _guarded("number", number, 9),
            _state(citizenship),
            _guarded("birth", _birth(birth), 6),
            sex or FILLER,
            _guarded("expires", f"{expires:%y%m%d}", 6),
            _guarded("optional", optional, 14),
        )
    )
    return f"{top}\n{bottom}{_composite(top + bottom)}"


def _composite(zone: str) -> str:
    check = next(check for check in TD3.checks if check.field == "composite")
    return check_digit("".join(zone[place] for place in check.over))


def _state(alpha2: str) -> str:
    return state_code(alpha2).ljust(3, FILLER)


def _guarded(field: str, text: str, width: int) -> str:
    """A field filled to its width, with its check digit."""
    filled = text.upper().ljust(width, FILLER)
    if len(filled) > width or not re.fullmatch("[0-9A-Z<]*", filled):
        raise Unreadable(text, f"{field} of at most {width} Latin letters and digits")
    return filled + check_digit(filled)


def _birth(birth: PartialDate | None) -> str:
    if birth is None or birth.precision == "range":
        return FILLER * 6
    parts = (birth.year % 100, birth.month, birth.day)
    return "".join(FILLER * 2 if part is None else f"{part:02}" for part in parts)


def _names(names: WrittenName) -> str:
    """Primary and secondary identifier cut to the field, at least one letter of each kept (9303-4, 4.2.3)."""
    primary = _letters(names.family or names.whole)
    secondary = _letters(f"{names.given} {names.patronymic}") if names.family else ""
    if not primary:
        raise Unreadable(names.text, "a name in Latin letters")
    if not secondary:
        return primary[:_NAMES_WIDTH].ljust(_NAMES_WIDTH, FILLER)
    written = primary[: _NAMES_WIDTH - 3].rstrip(FILLER) + FILLER * 2 + secondary
    return written[:_NAMES_WIDTH].ljust(_NAMES_WIDTH, FILLER)


def _letters(text: str) -> str:
    marked = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).upper()
    plain = "".join(sign for sign in marked if not unicodedata.combining(sign))
    letters = _GAPS.sub(FILLER, plain.strip(" ,-"))
    if not _LATIN.fullmatch(letters):
        raise Unreadable(text, "a name in Latin letters")
    return letters.strip(FILLER)
