"""What is refused: what was looked at, what was found, what was expected, and what to do."""

from __future__ import annotations


class BlindRefused(Exception):  # noqa: N818  # the house names an exception by what happened
    """A file, a message or a question that cannot be used; the words are for whoever sent or opened it."""

    def __init__(self, what: str, found: str, expected: str, remedy: str) -> None:
        self.what, self.found, self.expected, self.remedy = what, found, expected, remedy
        super().__init__(f"{what}: found {found}, expected {expected}. {remedy}")

    def __reduce__(self) -> tuple[type[BlindRefused], tuple[str, str, str, str]]:
        """What another process needs to raise the same."""
        return BlindRefused, (self.what, self.found, self.expected, self.remedy)


class BadPoint(BlindRefused):
    """A question that is no point of the group; ``place`` counts from 1."""

    def __init__(self, place: int, called: str = "question") -> None:
        self.place = place
        super().__init__(
            f"The {called} no. {place}",
            "32 bytes that are no point of ristretto255",
            "a point in its one encoding, and not the neutral one",
            "Nothing was answered. Make the questions anew; if it happens again, the file was changed on the way.",
        )


class NotWhatItSays(BlindRefused):
    """A message of which a part does not fit the rest."""

    def __init__(self, what: str, found: str, expected: str) -> None:
        super().__init__(what, found, expected, "Fetch it again; if it happens again, it was changed on the way.")
