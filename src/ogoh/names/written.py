"""A name as somebody wrote it, before anything is read into it."""

from __future__ import annotations

from typing import NamedTuple


class WrittenName(NamedTuple):
    """One name of one person, in any script and any order, exactly as its source writes it.

    Either ``whole`` holds everything, or the fields that the source keeps apart are filled; a source
    may do both. ``weak`` marks an alias of low quality (a nickname, a rumour): it may find a person,
    it cannot by itself identify one.
    """

    whole: str = ""
    family: str = ""
    given: str = ""
    patronymic: str = ""
    weak: bool = False

    @property
    def text(self) -> str:
        """The name on one line, in the source's own letters."""
        return self.whole or " ".join(field for field in (self.family, self.given, self.patronymic) if field)
