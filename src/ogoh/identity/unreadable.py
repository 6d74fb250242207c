"""The one error of this room: a value that cannot be read, said so that it can be mended."""

from __future__ import annotations


class Unreadable(ValueError):  # noqa: N818 - the contract's word: a value is unreadable
    """A value was given and cannot be read; ``found`` quotes it, ``expected`` says what would be right.

    Both are plain English for a person who can mend the file; ``found`` is cut to 80 characters.
    """

    def __init__(self, found: object, expected: str) -> None:
        text = str(found)
        self.found = text if len(text) <= 80 else text[:79] + "…"
        self.expected = expected
        super().__init__(f"found {self.found!r}, expected {expected}")

    def __reduce__(self) -> tuple[type[Unreadable], tuple[object, ...]]:
        """What another process needs to raise the same."""
        return Unreadable, (self.found, self.expected)
