"""Passport and identity card numbers, comparable however they were typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ogoh.identity.citizenship import read_citizenship
from ogoh.identity.tables import read_table
from ogoh.identity.unreadable import Unreadable
from ogoh.identity.visible import visible_text


@dataclass(frozen=True, slots=True)
class Document:
    """A document number as written, with what the source says of it.

    ``kind`` is ``"passport"``, ``"national_id"`` or ``"other"``; ``country`` is an ISO 3166-1 alpha-2
    code or empty; ``folded`` is the number in capital Latin letters and digits alone.
    """

    number: str
    folded: str
    kind: str = "passport"
    country: str = ""


KINDS = ("passport", "national_id", "other")
SHORTEST = 4
LONGEST = 32

_LONGEST_WRITTEN = 200
_EXPECTED = f"a document number of {SHORTEST} to {LONGEST} letters and digits with at least one digit"

_PLAIN = re.compile(r"[A-Z]{0,3}[0-9]{5,12}")
_NOTHING = re.compile(r"[0X]*")
_FOLDED = re.compile(rf"(?=.*[0-9])[0-9A-Z]{{{SHORTEST},{LONGEST}}}")
_REMARK = re.compile(r"\([^()]*\)?\s*$")
_WORD = re.compile(r"[^\W\d_]+")
# "№", "N°" and "No34409" (as typed, not NO34409) say "number"; so does an N alone, except before the seven or
# eight digits with which it makes an Indian or Kazakh passport number.
_NUMBER_SIGN = re.compile(r"№|\bN[°º.]|\bNo\.?(?=\s*[0-9])|(?<=\S)\s+N\s+(?=[0-9])|^\s*N\s+(?![0-9]{7,8}\s*$)(?=[0-9])")

_WORDS = {row["word"]: row["meaning"] for row in read_table("number_words.csv")}
_LETTERS = {ord(row["letter"]): row["latin"] for row in read_table("lookalikes.csv")}


def read_document(text: str, kind: str = "passport", country: str = "") -> Document:
    """Read a document number however it was typed; ``number`` keeps what was written.

    Letters that only look Latin become Latin, others are transliterated; blanks, dashes, "№", "серия",
    "номер" and remarks in brackets at the end go. ``country`` may be anything `read_citizenship` reads.
    Raises `Unreadable` for placeholders (000000, XXXX, нет), fewer than 4 or more than 32 signs, none a digit.
    """
    if kind not in KINDS:
        raise Unreadable(kind, f"a kind of document: {', '.join(KINDS)}")
    number = text.strip()
    return Document(number, fold_number(number), kind, read_citizenship(country) if country else "")


def fold_number(number: str) -> str:
    """Fold a document number to capital Latin letters and digits. Raises `Unreadable`."""
    folded = number if _PLAIN.fullmatch(number) else _fold_written(number)
    if _NOTHING.fullmatch(folded) or not _FOLDED.fullmatch(folded):
        raise Unreadable(number, _EXPECTED)
    return folded


_SEVERAL = re.compile(r"\d{5,}\s*[;,]\s*\w{0,3}\d{5,}")
_SHORTENED = re.compile(r"\s*\d[.,]\d+[Ee]\+\d+\s*")


@lru_cache(maxsize=8_192)
def _fold_written(number: str) -> str:
    if len(number) > _LONGEST_WRITTEN:
        raise Unreadable(number, _EXPECTED)
    if _SEVERAL.search(number):
        raise Unreadable(number, "one document number; give each apart")
    if _SHORTENED.fullmatch(number):
        raise Unreadable(number, f"{_EXPECTED}; a spreadsheet has shortened this one: format the column as text")
    written = _REMARK.sub("", visible_text(_NUMBER_SIGN.sub(" ", number)))
    bare = _WORD.sub(_without_label, written)
    capitals = bare.upper().translate(_LETTERS)
    folded = "".join(sign for sign in unicodedata.normalize("NFKD", capitals) if sign.isalnum())
    if not folded.isascii():
        raise Unreadable(number, f"{_EXPECTED}, in Latin or Cyrillic letters")
    return folded


def _without_label(word: re.Match[str]) -> str:
    """Drop labels, and words of four letters or more (no series has so many); keep what touches a digit."""
    meaning = _WORDS.get(word[0].lower())
    if meaning == "none":
        raise Unreadable(word.string, _EXPECTED)
    if _touches_digit(word):
        return " " if meaning and len(word[0]) >= SHORTEST else word[0]
    return " " if meaning or len(word[0]) >= SHORTEST else word[0]


def _touches_digit(word: re.Match[str]) -> bool:
    before, after = word.string[: word.start()], word.string[word.end() :]
    return before[-1:].isdigit() or after[:1].isdigit()
