"""From letters of any script to one alphabet of sounds: a small interpreter of the letter tables.

The sounds are written with single Latin letters (č for ч, š for ш); ``w`` and ``y`` stand for Persian
و and ی, which may each be a vowel or a consonant and are kept as that ambiguity.
"""

from __future__ import annotations

import re
import unicodedata
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
    """Whether a text holds a letter of any script that the tables know; without one it can find nobody."""
    return _any_letter().search(text) is not None


@cache
def _any_letter() -> re.Pattern[str]:
    known = {letter for table in tables.letters().values() for written, _ in table.sounds for letter in written}
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
    table = tables.letters().get(script)
    if table is None:
        return ""
    meant = word.translate(tables.lookalikes().get(script, {})) if not word.isascii() else word
    return _once(_apply(table, _bare(meant.lower(), table)))


def _bare(word: str, table: tables.Letters) -> str:
    """The word with accents removed from letters that the table does not know with them."""
    if word.isascii() or all((letter, "") in table.sounds for letter in word):
        return word
    parts = (c if (c, "") in table.sounds else unicodedata.normalize("NFD", c)[0] for c in word)
    return "".join(parts)


def _apply(table: tables.Letters, word: str) -> str:
    sounds, start, end = [], 0, len(word)
    while start < end:
        for length in range(min(table.longest, end - start), 0, -1):
            sound = _sound(table, word, start, start + length)
            if sound is not None:
                sounds.append(sound)
                start += length
                break
        else:
            sounds.append(_stranger(word[start]))
            start += 1
    return "".join(sounds)


def _stranger(letter: str) -> str:
    """The sound of a letter that strayed into a word of another script, by its own script's table."""
    table = tables.letters().get(_script_of_letter(letter))
    return table.sounds.get((letter, ""), "") if table else ""


def _sound(table: tables.Letters, word: str, start: int, end: int) -> str | None:
    written = word[start:end]
    if start == 0 and (written, "start") in table.sounds:
        return table.sounds[written, "start"]
    if end == len(word) and start and (written, "end") in table.sounds:
        return table.sounds[written, "end"]
    return table.sounds.get((written, ""))


def _once(sounds: str) -> str:
    return "".join(sound for at, sound in enumerate(sounds) if not at or sounds[at - 1] != sound)
