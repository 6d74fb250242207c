"""The person that a listing or a question is about."""

from __future__ import annotations

from dataclasses import dataclass

from ogoh.identity.birth import PartialDate
from ogoh.identity.document import Document
from ogoh.identity.sex import Sex
from ogoh.names import WrittenName


@dataclass(frozen=True, slots=True)
class Subject:
    """Who somebody says they are, or whom a list means; everything but the first name may be missing.

    ``names`` holds the main name first, then aliases. Several ``births`` mean that the source itself
    gives several (the United Nations do). ``citizenships`` are ISO 3166-1 alpha-2 codes.
    """

    names: tuple[WrittenName, ...]
    births: tuple[PartialDate, ...] = ()
    sex: Sex | None = None
    citizenships: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    birthplace: str = ""
