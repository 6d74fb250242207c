"""The prepared record: a subject with its names read, made once and taken by everything downstream."""

from __future__ import annotations

from dataclasses import dataclass

from ogoh.identity import PartialDate, Sex, Subject
from ogoh.names import Name, read_name


@dataclass(frozen=True, slots=True)
class Prepared:
    """What keys and comparison need of a subject.

    ``names`` leaves out names in which nothing could be read. ``documents`` are folded numbers.
    """

    names: tuple[Name, ...]
    births: tuple[PartialDate, ...]
    sex: Sex | None
    citizenships: frozenset[str]
    documents: frozenset[str]


def prepare(subject: Subject) -> Prepared:
    """Read the names of a subject; the only place where a name is split for matching."""
    read = (read_name(written) for written in subject.names)
    return Prepared(
        names=tuple(name for name in read if name.parts),
        births=subject.births,
        sex=subject.sex,
        citizenships=frozenset(subject.citizenships),
        documents=frozenset(document.folded for document in subject.documents if document.folded),
    )
