"""What an official says of a list and a register, and files do not: whose they are."""

from __future__ import annotations

from enum import StrEnum


class RegisterOf(StrEnum):
    """Whose border the register watches; it decides which direction means that somebody left the barring country."""

    HOME = "home"
    """The people's own state: who goes ``in`` has come home, and so has left the country that bars them."""
    BARRING = "barring"
    """The state that bars them: who goes ``out`` has left it."""

    @property
    def leaving(self) -> str:
        """The direction that says that somebody left the country that bars them."""
        return "in" if self is RegisterOf.HOME else "out"

    @property
    def entering(self) -> str:
        """The opposite direction."""
        return "out" if self is RegisterOf.HOME else "in"


class ListKind(StrEnum):
    """Which of the two lists this is, for leaving the country settles one and not the other."""

    CONTROLLED_PERSONS = "controlled_persons"
    """People who have to leave: the record of somebody who left is stale."""
    ENTRY_BAN = "entry_ban"
    """People who may not enter: a ban lasts whether they are in the country or not."""
