"""The names of a row: the main one first, then the same name in Latin letters, then aliases."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ogoh.delivery.row import LONGEST_TEXT, Row, UnusableCell
from ogoh.delivery.tables.cell import cell_text
from ogoh.delivery.text import CACHED, means_nothing, plain_text
from ogoh.identity import Unreadable
from ogoh.names import WrittenName, can_be_read

LONGEST_NAME = 200
NAME_PARTS = ("name", "family_name", "given_name", "patronymic")
LATIN_PARTS = ("name_latin", "family_name_latin", "given_name_latin", "patronymic_latin")
_BETWEEN_ALIASES = re.compile(r"[;\n]")
_A_NAME = "a person's name"


def read_names(row: Row) -> tuple[WrittenName, ...]:
    """Read every name of a row; mixed scripts inside a word are kept, for look-alike typing is common.

    Raises UnusableCell where no name is given, where a name is one letter or has none, where a field is longer than
    200 characters, holds digits alone, a formula or a letter that was lost on the way.
    """
    names = [name for parts in (NAME_PARTS, LATIN_PARTS) if (name := _name(row, parts))]
    if not names:
        place = next(row.columns.places[part][0] for part in NAME_PARTS + LATIN_PARTS if part in row.columns.places)
        raise UnusableCell(place, "nothing", _A_NAME)
    if "alias" in row.columns.places:
        names += aliases_in(row)
    if not any(can_be_read(name.text) for name in names):
        place = next(row.columns.places[part][0] for part in NAME_PARTS + LATIN_PARTS if part in row.columns.places)
        raise UnusableCell(place, names[0].text, f"{_A_NAME} in Cyrillic, Latin or Persian letters")
    return tuple(dict.fromkeys(names)) if len(names) > 1 else (names[0],)


@lru_cache(maxsize=CACHED)
def read_part(text: str) -> str:
    """One field of a name as plain text, composed (NFC); empty where it says that there is none.

    Raises Unreadable for digits alone, a formula, a letter lost on the way, more than 200 characters.
    """
    plain = plain_text(text)
    if means_nothing(plain):
        return ""
    if len(plain) > LONGEST_NAME:
        raise Unreadable(plain, f"{_A_NAME} of at most {LONGEST_NAME} characters; there are {len(plain)}")
    if plain.startswith("="):
        raise Unreadable(plain, f"{_A_NAME}, not a formula")
    if "\ufffd" in plain:
        raise Unreadable(plain, f"{_A_NAME} in which no letter is lost; ask for the file in UTF-8")
    if any(map(str.isdigit, plain)) and not any(map(str.isalpha, plain)):
        raise Unreadable(plain, f"{_A_NAME}, not a number")
    return unicodedata.normalize("NFC", plain)


def _name(row: Row, parts: tuple[str, ...]) -> WrittenName | None:
    places = row.columns.places
    whole, family, given, patronymic = [
        row.text_at(places[part][0], read_part) if part in places else "" for part in parts
    ]
    if not (whole or family or given or patronymic):
        return None
    name = WrittenName(whole, family, given, patronymic)
    if not (has_two_letters(family) or has_two_letters(whole + family + given + patronymic)):
        filled = next(part for part in parts if part in places and row.text_at(places[part][0], read_part))
        raise row.unusable(filled, name.text, f"{_A_NAME} of more than one letter")
    return name


def has_two_letters(text: str) -> bool:
    """Whether a text holds the two letters that any name has."""
    return (text.isalpha() and len(text) > 1) or sum(map(str.isalpha, text)) > 1


def aliases_in(row: Row) -> list[WrittenName]:
    """Several names in one cell are divided by semicolons or line breaks."""
    return [
        WrittenName(whole=name)
        for place in row.columns.places.get("alias", ())
        for part in _BETWEEN_ALIASES.split(cell_text(row.cells[place]))
        if (name := _alias(row, place, part))
    ]


def _alias(row: Row, place: int, written: str) -> str:
    if len(written) > LONGEST_TEXT:
        raise UnusableCell(place, written, f"{_A_NAME} of at most {LONGEST_NAME} characters")
    name = row.read(place, read_part, written)
    if name and not has_two_letters(name):
        raise UnusableCell(place, name, f"{_A_NAME} of more than one letter")
    return name
