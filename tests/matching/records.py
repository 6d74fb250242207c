"""Invented records, written the short way."""

from __future__ import annotations

from ogoh.identity import Sex, Subject, read_birth, read_document
from ogoh.matching import Prepared, prepare
from ogoh.names import WrittenName


def subject(
    name: str,
    born: str = "",
    document: str = "",
    sex: Sex | None = None,
    citizenship: str = "",
    *,
    weak: bool = False,
    birthplace: str = "",
) -> Subject:
    """One person with one name."""
    return Subject(
        (WrittenName(whole=name, weak=weak),),
        (read_birth(born),) if born else (),
        sex,
        (citizenship,) if citizenship else (),
        (read_document(document),) if document else (),
        birthplace=birthplace,
    )


def record(
    name: str,
    born: str = "",
    document: str = "",
    sex: Sex | None = None,
    citizenship: str = "",
    *,
    weak: bool = False,
    birthplace: str = "",
) -> Prepared:
    """The same, prepared."""
    return prepare(subject(name, born, document, sex, citizenship, weak=weak, birthplace=birthplace))
