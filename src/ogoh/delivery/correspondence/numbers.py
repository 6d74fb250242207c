"""The number of a request: easy to read aloud, to write into a letter and to type in any script; a slip is caught.

Twelve digits in groups of four: the year, eight at random, and two check digits by ISO/IEC 7064, MOD 97-10, which
find every wrong digit and every two that changed places. Digits alone: a letter comes back typed on another keyboard.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterator

from ogoh.identity import Unreadable

_RANDOM = 8
DIGITS = 12
"""Of a number of Ogoh's; other offices write theirs as they like, within LONGEST_NUMBER signs."""

LONGEST_NUMBER = 40
_TWELVE = re.compile(rf"(?<!\d)(?=(\d(?:[ -]?\d){{{DIGITS - 1}}})(?!\d))")
_DASHES = re.compile(r"[‐-―−_]")
_ZERO = re.compile(r"(?<=[\d-])[OoОо](?=[\d-]|$)")
_EXPECTED = "twelve digits such as 2612-3456-7876, as they stand in the request"


def new_number(year: int) -> str:
    """A number that nobody guesses, of a request opened in this year."""
    given = f"{year % 100:02}{secrets.randbelow(10**_RANDOM):0{_RANDOM}}"
    return given + _check_digits(given)


def read_number(text: str) -> str:
    """The one number in a text, however it is grouped and whatever stands around it ("на № … от 12.11.2026").

    Raises Unreadable: no number, several, or check digits that do not fit.
    """
    plain = _ZERO.sub("0", _DASHES.sub("-", unicodedata.normalize("NFKC", text)))
    typed = {re.sub(r"\D", "", one) for one in _TWELVE.findall(plain)}
    fitting = {one for one in typed if _fits(one)}
    if len(fitting) == 1:
        return fitting.pop()
    if fitting or not typed:
        raise Unreadable(text, f"one number: {_EXPECTED}" if fitting else _EXPECTED)
    raise Unreadable(text, f"{_EXPECTED}; its check digits do not fit: a digit is wrong, or two changed places")


def in_print(number: str) -> str:
    """As it stands in letters and is read aloud: 2612-3456-7876."""
    return "-".join(number[at : at + 4] for at in range(0, DIGITS, 4))


def printed_number(number: str) -> str:
    """A number as it is written; one that is not of Ogoh stays as its sender wrote it."""
    return in_print(number) if len(number) == DIGITS and number.isdigit() else number


def read_foreign_number(text: str) -> str:
    """A number as its sender writes it; one of as many digits as Ogoh's is one, and its check digits have to fit.

    Raises Unreadable.
    """
    digits = "".join(sign for sign in text if sign.isdigit())
    if len(digits) == DIGITS and not any(map(str.isalpha, text)):
        return read_number(text)
    if not any(map(str.isalnum, text)) or len(text) > LONGEST_NUMBER:
        raise Unreadable(text, f"the number of the request: letters or digits, at most {LONGEST_NUMBER} signs")
    return text


def near(text: str) -> Iterator[str]:
    """Numbers that differ from a mistyped one by one digit or by two neighbours that changed places."""
    typed = re.sub(r"\D", "", unicodedata.normalize("NFKC", text))
    if len(typed) != DIGITS:
        return
    for at in range(DIGITS):
        changed = {typed[:at] + digit + typed[at + 1 :] for digit in "0123456789"}
        if at + 1 < DIGITS:
            changed.add(typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :])
        yield from sorted(one for one in changed if one != typed and _fits(one))


def _check_digits(given: str) -> str:
    return f"{98 - int(given) * 100 % 97:02}"


def _fits(number: str) -> bool:
    return int(number) % 97 == 1
