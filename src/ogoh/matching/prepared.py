"""The prepared record: a subject with its names read, made once and taken by everything downstream."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from ogoh.identity import WITHOUT_STATE, PartialDate, Sex, Subject
from ogoh.names import Name, read_name, read_word, skeleton_of


class Prepared(NamedTuple):
    """What keys and comparison need of a subject.

    ``names`` leaves out names in which nothing could be read, ``citizenships`` and ``documents`` what `states_of` and
    `numbers_of` leave out. ``birthplace`` are the skeletons of the words of that place; ``sex_of_names`` is M or F
    where the endings of the first name show it.
    """

    names: tuple[Name, ...]
    births: tuple[PartialDate, ...]
    sex: Sex | None
    citizenships: frozenset[str]
    documents: frozenset[str]
    birthplace: frozenset[str] = frozenset()
    sex_of_names: str = ""


def prepare(subject: Subject) -> Prepared:
    """Read the names of a subject; the only place where a name is split for matching."""
    names = tuple([name for name in map(read_name, subject.names) if name.parts])
    return Prepared(
        names,
        subject.births,
        subject.sex,
        states_of(subject) if subject.citizenships else _NONE,
        numbers_of(subject) if subject.documents else _NONE,
        places_of(subject.birthplace) if subject.birthplace else _NONE,
        names[0].sex if names else "",
    )


def states_of(subject: Subject) -> frozenset[str]:
    """The states whose citizen somebody is; stateless and not stated are none."""
    return frozenset(subject.citizenships) - WITHOUT_STATE


def numbers_of(subject: Subject) -> frozenset[str]:
    """The document numbers of somebody, folded; those of fewer than five signs, which many people have, say nothing."""
    return frozenset([one.folded for one in subject.documents if len(one.folded) >= LEAST_NUMBER])


LEAST_NUMBER = 5
"""How many signs a document number has at least that says who its bearer is."""

_NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=1 << 12)
def places_of(birthplace: str) -> frozenset[str]:
    """The skeletons of the words that name a place; words for kinds of place (р-н, область, city) say nothing."""
    words = (read_word(word) for word in _BREAKS.split(birthplace) if len(word) >= _LEAST_WORD)
    return frozenset(skeleton_of(word.sounds) for word in words if word.sounds) - _kinds_of_place()


@cache
def _kinds_of_place() -> frozenset[str]:
    with (resources.files(__package__) / "data" / "kinds_of_place.csv").open(encoding="utf-8") as file:
        words = [word for row in csv.DictReader(file) for word in row["words"].split()]
    return frozenset(skeleton_of(read_word(word).sounds) for word in words)


_BREAKS = re.compile(r"[^\w'ʻʼ‘’`]+")
_LEAST_WORD = 3
