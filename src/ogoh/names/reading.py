"""From a name as written to its parts and their roles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from ogoh.names.known import known_as, known_by_sounds
from ogoh.names.letters import clean, script_of
from ogoh.names.parts import Name, Part, Role
from ogoh.names.words import NOBODY, Word, frame_of, read_word, skeleton_of, swallowed_by, without_particle
from ogoh.names.written import WrittenName

_BREAKS = re.compile(r"[\s\-‐‑–—_.;:/|<>()\[\]\"«»“”,]+")
_MOST_PARTS = 12
_NAME_LINE = 39
FIELDS_OF_A_FULL_LINE = _NAME_LINE - 3
"""How many signs family and given name have together where they may fill the name line, with the fillers between."""
_WITH_FATHER = _TWO = 2
_FATHERLY = frozenset({"zoda"})
_SON_OF = frozenset({"uulu", "kizi", "ogli"})

_SHOWN = {"patronymic": Role.PATRONYMIC}

_Placed = tuple[Word, Role]


@lru_cache(maxsize=1 << 16)
def read_name(written: WrittenName) -> Name:
    """Split a name into parts and say what each part is, as far as the source or the part itself shows.

    At most twelve parts are read; a name in a script without a table has none, and finds nobody.
    """
    placed = [*_fields(written), *_field(written.patronymic, Role.PATRONYMIC)] or _whole(written.whole)
    otherwise = _otherwise(placed) if written.whole else None
    cut = _is_cut(written)
    parts = _parts(placed, cut)
    return Name(parts, written.weak, _sex_of(parts), _parts(otherwise, cut) if otherwise else (), _by_role(parts))


class FieldRead(NamedTuple):
    """What a field of a name gives by itself; ``ends_like_family`` says that a word in it has a family ending."""

    parts: tuple[Part, ...]
    ends_like_family: bool


def read_field(text: str, role: Role) -> FieldRead | None:
    """The parts of one field of a name, as `read_name` reads it where nothing in the other fields says otherwise: one
    word in its role, none, or in the given name's field a father's name behind it. ``None`` where only the whole name
    tells.
    """
    placed = _field(text, role)
    if len(placed) == _TWO and role is Role.GIVEN and placed[1][0].kind in ("", "patronymic"):
        placed[1] = (placed[1][0], Role.PATRONYMIC)
    elif len(placed) > 1:
        return None
    if placed and placed[0][1] is not role:
        return None
    return FieldRead(tuple([part_of(word, one) for word, one in placed]), _has_family(placed))


def name_of_parts(parts: tuple[Part, ...]) -> Name:
    """The name that parts make whose roles are known, read from fields apart."""
    return Name(parts, sex=_sex_of(parts), by_role=_by_role(parts))


def _by_role(parts: tuple[Part, ...]) -> tuple[Part | None, Part | None, Part | None] | None:
    given = family = father = None
    for part in parts:
        role = part.role
        if role is Role.GIVEN and given is None:
            given = part
        elif role is Role.FAMILY and family is None:
            family = part
        elif role is Role.PATRONYMIC and father is None:
            father = part
        else:
            return None
    return given, family, father


def _parts(placed: list[_Placed], cut: bool) -> tuple[Part, ...]:
    last = len(placed) - 1 if cut else -1
    return tuple([part_of(word, role, at == last) for at, (word, role) in enumerate(placed[:_MOST_PARTS])])


def _fields(written: WrittenName) -> list[_Placed]:
    """Family and given name from their fields, or from each other's where the endings show that they changed places."""
    if not written.family and not written.given:
        return []
    family, given = _field(written.family, Role.FAMILY), _field(written.given, Role.GIVEN)
    if family and given and _has_family(given) and not _has_family(family):
        return [*_field(written.given, Role.FAMILY), *_field(written.family, Role.GIVEN)]
    if family and len(given) == _WITH_FATHER and not written.patronymic and (not given[1][0].kind or _is_cut(written)):
        # A passport has two fields: the second holds the father's name too, and a full line cuts off how it ends.
        given[1] = (given[1][0], Role.PATRONYMIC)
    return [*family, *given]


def _has_family(placed: list[_Placed]) -> bool:
    return any(word.kind == "family" for word, _ in placed)


def _otherwise(placed: list[_Placed]) -> list[_Placed] | None:
    """The other way to read a given name, a bare name and one in -зода: what stands before -зода is then the given
    name, -зода the father's and the bare one the family's. Қосим Маҳбуба Маҳмудзода."""
    fathers = [at for at, (word, _) in enumerate(placed) if word.marker in _FATHERLY]
    if len(placed) != _WITH_FATHER + 1 or len(fathers) != 1 or not fathers[0]:
        return None
    father = fathers[0]
    if any(word.kind for at, (word, _) in enumerate(placed) if at != father):
        return None
    roles = {father: Role.PATRONYMIC, father - 1: Role.GIVEN}
    return [(word, roles.get(at, Role.FAMILY)) for at, (word, _) in enumerate(placed)]


@lru_cache(maxsize=1 << 17)
def part_of(word: Word, role: Role, cut: bool = False) -> Part:
    """A word in its role, with all that comparison asks of it."""
    if word.swallowed:
        word = word._replace(stem=_restored(word.stem, word.swallowed, word.persian))
    core, skeleton = _core_of(word), skeleton_of(word.stem)
    return Part(
        text=word.text,
        role=role,
        sounds=word.sounds,
        stem=word.stem,
        core=core,
        skeleton=skeleton,
        frame=frame_of(core),
        stem_frame=frame_of(word.stem),
        marker=word.marker,
        sex="" if cut else word.sex,
        persian=word.persian,
        known=known_as(skeleton, core, word.persian),
        cut=cut,
    )


def _core_of(word: Word) -> str:
    """The stem without its particle, and with the sound that this may have swallowed."""
    core = without_particle(word.stem)
    return core if core == word.stem else _restored(core, swallowed_by(word.stem), word.persian)


def _restored(sounds: str, swallowed: str, persian: bool) -> str:
    """What an ending or a particle was taken off, with the sound that it swallowed where only so it is a known name."""
    if not swallowed or known_by_sounds(sounds, persian) or not known_by_sounds(sounds + swallowed, persian):
        return sounds
    return sounds + swallowed


def may_be_one_name(first: Part, second: Part) -> bool:
    """Whether two neighbours may be one name written apart: two words of the family's name, or of the given name."""
    return first.role is second.role is Role.FAMILY or _ONE_NAME.issuperset((first.role, second.role))


_ONE_NAME = frozenset({Role.GIVEN, Role.UNKNOWN})


@lru_cache(maxsize=1 << 14)
def joined_part(first: Part, second: Part) -> Part:
    """Two neighbours read as one name, in the role of the one whose role is known: Муҳаммад Алӣ."""
    word = read_word(first.text + second.text)
    role = second.role if first.role is Role.UNKNOWN else first.role
    return part_of(word._replace(text=f"{first.text} {second.text}", marker=second.marker, sex=second.sex), role)


def _is_cut(written: WrittenName) -> bool:
    """Whether the name is as long as the name line of a machine-readable passport, 39 signs with the fillers that
    divide it (ICAO Doc 9303-4, 4.2.2): what stands last may have lost its end."""
    if written.whole:
        return len(written.whole) >= _NAME_LINE - 1 and written.whole.isascii()
    return len(written.family) + len(written.given) >= FIELDS_OF_A_FULL_LINE and written.text.isascii()


def _sex_of(parts: tuple[Part, ...]) -> str:
    found = {part.sex for part in parts}
    found.discard("")
    return found.pop() if len(found) == 1 else ""


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
        if joins_next and single.kind:
            # Абдул Каримов: the next word is no half of a given name.
            found.append(read_word(joins_next))
            joins_next = ""
        word = read_word(_together(joins_next, single.text)) if joins_next else single
        joins_next = ""
        if word.use == "joins_next":
            joins_next = word.text
        elif word.use == "joins_previous" and found and _takes_behind(found[-1], word):
            found[-1] = read_word(_together(found[-1].text, word.text))
        else:
            found.append(word)
    return _with_stray(found, joins_next)


def _takes_behind(word: Word, particle: Word) -> bool:
    """Whether a word may be the first half of one whose second half stands apart: Каримов Бек is two names."""
    return not (word.kind or word.use) and script_of(word.text) == script_of(particle.text)


def _together(first: str, second: str) -> str:
    """Two halves as one word would be written."""
    return first + (second.lower() if first[-1:].islower() else second)


def _with_stray(words: list[Word], joins_next: str) -> list[Word]:
    """The words with a first half whose second half stands elsewhere, as in SABOOR, Abdul: the only other word."""
    if joins_next and len(words) == 1 and script_of(words[0].text) == script_of(joins_next):
        return [read_word(_together(joins_next, words[0].text))]
    return [*words, read_word(joins_next)] if joins_next else words


def _with_fathers(words: list[Word]) -> list[Word]:
    """Words such as uulu, oʻgʻli, qizi taken off, the word before them (or behind bin) marked as a father's name."""
    found: list[Word] = []
    after_bin = False
    for word in words:
        if word.use == "father_before" and found:
            found[-1] = _father(found[-1], word.marker, word.sex)
        elif word.use == "bin":
            after_bin = True
        else:
            found.append(_father(word, "bin", "") if after_bin and found else word)
            after_bin = False
    return found


def _father(word: Word, marker: str, sex: str) -> Word:
    stem = word.stem if word.kind != "family" else word.sounds
    return word._replace(stem=stem, kind="patronymic", marker=marker, sex=sex, swallowed="")


def _field(text: str, role: Role) -> list[_Placed]:
    """The words of a field that the source keeps apart; a patronymic is one wherever it stands, also "Асан уулу" where
    the family name should be."""
    if not text:
        return []
    placed: list[_Placed] = []
    for word in _words(text):
        strays = word.kind == "patronymic" and (word.marker in _SON_OF if role is Role.FAMILY else bool(placed))
        placed.append((word, Role.PATRONYMIC if strays else role))
    return placed


def _whole(text: str) -> list[_Placed]:
    """The words of a name in one field, any order: what endings, a comma and the number of words show."""
    before, comma, behind = text.partition(",")
    if comma and before.strip() and behind.strip():
        if _is_first_half(behind):
            return _unmarked(_words(f"{behind} {before}"), family_known=False)
        return [*_field(before, Role.FAMILY), *_unmarked(_words(behind), family_known=True)]
    return _unmarked(_words(text), family_known=False)


def _father_among(families: list[int], words: list[Word]) -> int | None:
    """Of two words in -зода or -ов the one that follows a given name, which is the father's: Раҳимов Алӣ Каримзода."""
    behind = [at for at in families if at and not words[at - 1].kind]
    return behind[0] if len(behind) == 1 and words[behind[0]].marker in _FATHERLY else None


def _is_first_half(text: str) -> bool:
    """Whether a text is nothing but the first half of a name, as in SABOOR, Abdul."""
    words = _words(text)
    return len(words) == 1 and words[0].use == "joins_next"


def _unmarked(words: list[Word], *, family_known: bool) -> list[_Placed]:
    """Roles by what the words show: one family ending, patronymics, the first of the rest as given name, and where
    there is one more, that as a father's name without an ending."""
    roles = [_SHOWN.get(word.kind, Role.UNKNOWN) for word in words]
    families = [at for at, word in enumerate(words) if word.kind == "family"]
    if len(families) == _TWO:
        father = _father_among(families, words)
        if father is not None:
            families.remove(father)
            roles[father] = Role.PATRONYMIC
    if len(families) == 1 and not family_known:
        roles[families[0]] = Role.FAMILY
        family_known = True
    plain = [at for at, role in enumerate(roles) if role is Role.UNKNOWN]
    if plain and (family_known or (len(plain) == 1 and len(words) > 1)):
        roles[plain[0]] = Role.GIVEN
        if len(plain) == _WITH_FATHER and Role.PATRONYMIC not in roles:
            roles[plain[1]] = Role.PATRONYMIC
    return list(zip(words, roles, strict=True))
