"""The names of a row: the main one first, then the same name in Latin letters, then aliases."""

from __future__ import annotations

import re
import unicodedata

from ogoh.delivery.row import Row, UnusableCell
from ogoh.delivery.text import means_nothing
from ogoh.names import WrittenName

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
    names = [name for name in (_name(row, NAME_PARTS), _name(row, LATIN_PARTS)) if name]
    if not names:
        place = next(row.columns.places[part][0] for part in NAME_PARTS + LATIN_PARTS if part in row.columns.places)
        raise UnusableCell(place, "nothing", _A_NAME)
    return tuple(dict.fromkeys(names + _aliases(row)))


def _name(row: Row, parts: tuple[str, ...]) -> WrittenName | None:
    written = [_part(row, part) for part in parts]
    letters = sum(map(str.isalpha, "".join(written)))
    if letters > 1:
        whole, family, given, patronymic = written
        return WrittenName(whole, family, given, patronymic)
    if letters == 1 or any(written):
        filled = next(part for part, text in zip(parts, written, strict=True) if text)
        raise row.unusable(filled, " ".join(filter(None, written)), f"{_A_NAME} of more than one letter")
    return None


def _part(row: Row, field: str) -> str:
    places = row.columns.places.get(field)
    if not places:
        return ""
    text = row.text_at(places[0], LONGEST_NAME, nothing=means_nothing)
    return _checked(places[0], text)


def _checked(place: int, text: str) -> str:
    if text.isascii():
        if text.isdigit():
            raise UnusableCell(place, text, f"{_A_NAME}, not a number")
        return text
    if "\ufffd" in text:
        raise UnusableCell(place, text, f"{_A_NAME} in which no letter is lost; ask for the file in UTF-8")
    if not any(map(str.isalpha, text)) and any(map(str.isdigit, text)):
        raise UnusableCell(place, text, f"{_A_NAME}, not a number")
    return unicodedata.normalize("NFC", text)


def _aliases(row: Row) -> list[WrittenName]:
    """Several names in one cell are divided by semicolons or line breaks."""
    found = []
    for place in row.columns.places.get("alias", ()):
        cell = row.cells[place]
        for written in _BETWEEN_ALIASES.split(cell) if isinstance(cell, str) else [cell]:
            alone = Row(row.columns, (*row.cells[:place], written, *row.cells[place + 1 :]))
            text = _checked(place, alone.text_at(place, LONGEST_NAME, nothing=means_nothing))
            if text and sum(map(str.isalpha, text)) < 2:
                raise UnusableCell(place, text, f"{_A_NAME} of more than one letter")
            if text:
                found.append(WrittenName(whole=text))
    return found
