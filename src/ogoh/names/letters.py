"""From letters of any script to one alphabet of sounds: a small interpreter of the letter tables.

The sounds are written with single Latin letters (č for ч, š for ш); ``w`` and ``y`` stand for Persian
و and ی, which may each be a vowel or a consonant and are kept as that ambiguity.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from ogoh.names import tables

_APOSTROPHE = "'"
_APOSTROPHES = dict.fromkeys(map(ord, "ʻʼ‘’`´ʹʽ′＇ˈ"), _APOSTROPHE)
# Letters that need no cleaning, which most names are made of.
_PLAIN = re.compile(r"[A-Za-z\u0400-\u04FF0-9 ,.'-]*")
_LATIN = re.compile(r"[A-Za-z']+")
_CYRILLIC = re.compile(r"[\u0410-\u044F\u0490-\u04FF]+")
_SCRIPT_STARTS = (
    (0x0041, "latin"),
    (0x0370, ""),
    (0x0400, "cyrillic"),
    (0x0530, ""),
    (0x0600, "persian"),
    (0x0700, ""),
    (0x1C80, "cyrillic"),
    (0x1C90, ""),
    (0x1D00, "latin"),
    (0x2000, ""),
    (0xFB50, "persian"),
    (0xFF00, ""),
)


def clean(text: str) -> str:
    """The text without what cannot be seen: direction marks, joiners, controls; compatibility forms united."""
    if _PLAIN.fullmatch(text):
        return text
    composed = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)
    kept = (" " if c.isspace() else c for c in composed if c.isspace() or unicodedata.category(c)[0] != "C")
    return "".join(kept)


def script_of(word: str) -> str:
    """The script most letters of a word are in: cyrillic, latin, persian, or "" for any other."""
    if _LATIN.fullmatch(word):
        return "latin"
    if _CYRILLIC.fullmatch(word):
        return "cyrillic"
    counts: dict[str, int] = {}
    for letter in word:
        if letter.isalpha():
            script = _script_of_letter(letter)
            counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda script: counts[script]) if counts else ""


def can_be_read(text: str) -> bool:
    """Whether a text holds a letter of any script that the tables know, be it under an accent; without one it can find
    nobody."""
    return _any_letter().search(unicodedata.normalize("NFKD", text)) is not None


@cache
def _any_letter() -> re.Pattern[str]:
    known = {letter for table in tables.letters().values() for written in table.anywhere for letter in written}
    return re.compile(f"[{re.escape(''.join(sorted(known - {_APOSTROPHE})))}]", re.IGNORECASE)


@lru_cache(maxsize=1 << 12)
def _script_of_letter(letter: str) -> str:
    point, found = ord(letter), ""
    for start, script in _SCRIPT_STARTS:
        if point < start:
            break
        found = script
    return found


@lru_cache(maxsize=1 << 17)
def sounds_of(word: str) -> str:
    """The sounds of one word, doubled sounds written once; letters of no table fall out.

    A letter of another script is read as the one it looks like, otherwise by its own table.
    """
    script = script_of(word)
    if script not in tables.letters():
        return ""
    meant = (word.translate(tables.lookalikes().get(script, {})) if not word.isascii() else word).lower()
    return _TWICE.sub(r"\1", _reader(script, _school_of(meant)).read(meant))


def _school_of(word: str) -> str:
    """The school that wrote a word, where its letters show one other than the usual."""
    for school, mark in tables.schools():
        if mark in word:
            return school
    return ""


class _Reader:
    """Reads the words of one script: first what is written with several letters or means something else at the start
    or end, then letter by letter.

    What has been read stands in capitals until the end, so that no sound is taken for a letter again.
    """

    def __init__(self, script: str, school: str = "") -> None:
        table = tables.letters()[script]
        if school:
            own = tables.letters()[school]
            table = tables.Letters(
                table.anywhere | own.anywhere, table.at_start | own.at_start, table.at_end | own.at_end
            )
        self._letters = table.anywhere
        self._start, self._end = _capitals(table.at_start), _capitals(table.at_end)
        self._several = _capitals({written: sound for written, sound in table.anywhere.items() if len(written) > 1})
        self._single = str.maketrans({written: sound for written, sound in table.anywhere.items() if len(written) == 1})
        self._groups = re.compile(
            "|".join(
                pattern
                for written in sorted({*self._start, *self._end, *self._several}, key=lambda one: (-len(one), one))
                for pattern in self._patterns(written)
            )
        )

    def _patterns(self, written: str) -> Iterator[str]:
        if written in self._start:
            yield rf"\A{re.escape(written)}"
        if written in self._end:
            yield rf"(?<!\A){re.escape(written)}\Z"
        if written in self._several:
            yield re.escape(written)

    def read(self, word: str) -> str:
        """The sounds of a word in small letters."""
        known = word if word.isascii() or self._letters.keys() >= set(word) else self._with_known_letters(word)
        return self._groups.sub(self._heard, known).translate(self._single).translate(_SMALL)

    def _heard(self, found: re.Match[str]) -> str:
        written = found.group()
        if found.start() == 0 and written in self._start:
            return self._start[written]
        if found.end() == len(found.string) and found.start() and written in self._end:
            return self._end[written]
        return self._several[written]

    def _with_known_letters(self, word: str) -> str:
        """The word with accents taken off the letters that the table does not know with them, and each letter of
        another script already read by its own table."""
        return "".join(self._known(letter) for letter in word)

    def _known(self, letter: str) -> str:
        if letter in self._letters:
            return letter
        bare = unicodedata.normalize("NFD", letter)[0]
        if bare in self._letters:
            return bare
        strange = tables.letters().get(_script_of_letter(letter))
        return strange.anywhere.get(letter, "").upper() if strange else ""


@cache
def _reader(script: str, school: str) -> _Reader:
    return _Reader(script, school)


def _capitals(sounds: dict[str, str]) -> dict[str, str]:
    return {written: sound.upper() for written, sound in sounds.items()}


_TWICE = re.compile(r"(.)\1+")
_SOUNDS = {sound for table in tables.letters().values() for heard in table.anywhere.values() for sound in heard}
# Capitals become sounds; whatever is neither a sound nor a capital is no letter of any table and falls out.
_SMALL = defaultdict(str, {ord(written): sound for sound in _SOUNDS for written in (sound, sound.upper())})
