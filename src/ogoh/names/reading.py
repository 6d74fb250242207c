"""From a name as written to its parts and their roles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from ogoh.names.letters import clean, script_of
from ogoh.names.parts import Name, Part, Role
from ogoh.names.words import NOBODY, Word, read_word
from ogoh.names.written import WrittenName

_BREAKS = re.compile(r"[\s\-‐‑–—_.;:/|<>()\[\]\"«»“”,]+")
_MOST_PARTS = 12

_Placed = tuple[Word, Role]


@lru_cache(maxsize=1 << 16)
def read_name(written: WrittenName) -> Name:
    """Split a name into parts and say what each part is, as far as the source or the part itself shows.

    At most twelve parts are read; a name in a script without a table has none, and finds nobody.
    """
    placed = [
        *_field(written.family, Role.FAMILY),
        *_field(written.given, Role.GIVEN),
        *_field(written.patronymic, Role.PATRONYMIC),
    ]
    if not placed:
        placed = _whole(written.whole)
    return Name(tuple(_part(word, role) for word, role in placed[:_MOST_PARTS]), written.weak)


def _part(word: Word, role: Role) -> Part:
    return Part(word.text, role, word.sounds, word.stem, word.core, word.frame, word.marker, word.persian)


def _words(text: str) -> list[Word]:
    """The words of a field, with particles joined to the word they belong to and empty marks left out."""
    words = [read_word(piece) for piece in _BREAKS.split(clean(text)) if piece]
    if not any(word.use for word in words):
        return words
    return _with_fathers(_joined(words))


def _joined(words: Iterable[Word]) -> list[Word]:
    found: list[Word] = []
    joins_next = ""
    for single in words:
        if single.use == NOBODY:
            joins_next = ""
            continue
        word = read_word(joins_next + single.text) if joins_next else single
        joins_next = ""
        if word.use == "joins_next":
            joins_next = word.text
        elif word.use == "joins_previous" and found and script_of(found[-1].text) == script_of(word.text):
            found[-1] = read_word(found[-1].text + word.text)
        else:
            found.append(word)
    return [*found, read_word(joins_next)] if joins_next else found


def _with_fathers(words: list[Word]) -> list[Word]:
    """Words such as uulu, oʻgʻli, qizi taken off, the word before them (or behind bin) marked as a father's name."""
    found: list[Word] = []
    after_bin = False
    for word in words:
        if word.use == "father_before" and found:
            found[-1] = _father(found[-1], word.use_marker)
        elif word.use == "bin":
            after_bin = True
        else:
            found.append(_father(word, "bin") if after_bin and found else word)
            after_bin = False
    return found


def _father(word: Word, marker: str) -> Word:
    stem = word.stem if word.kind != "family" else word.sounds
    return replace(word, stem=stem, kind="patronymic", marker=marker)


def _field(text: str, role: Role) -> list[_Placed]:
    """The words of a field that the source keeps apart; a patronymic is one wherever it stands."""
    if not text:
        return []
    placed: list[_Placed] = []
    for word in _words(text):
        strays = word.kind == "patronymic" and role is Role.GIVEN and bool(placed)
        placed.append((word, Role.PATRONYMIC if strays else role))
    return placed


def _whole(text: str) -> list[_Placed]:
    """The words of a name in one field, any order: what endings, a comma and the number of words show."""
    before, comma, behind = text.partition(",")
    if comma and before.strip() and behind.strip():
        return [*_field(before, Role.FAMILY), *_unmarked(_words(behind), family_known=True)]
    return _unmarked(_words(text), family_known=False)


def _unmarked(words: list[Word], *, family_known: bool) -> list[_Placed]:
    """Roles by what the words show: one family ending, patronymics, and the first of the rest as given name."""
    roles = [Role.PATRONYMIC if word.kind == "patronymic" else Role.UNKNOWN for word in words]
    families = [at for at, word in enumerate(words) if word.kind == "family"]
    if len(families) == 1 and not family_known:
        roles[families[0]] = Role.FAMILY
        family_known = True
    plain = [at for at, role in enumerate(roles) if role is Role.UNKNOWN]
    if plain and (family_known or (len(plain) == 1 and len(words) > 1)):
        roles[plain[0]] = Role.GIVEN
    return list(zip(words, roles, strict=True))
