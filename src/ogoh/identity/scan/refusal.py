"""Why a picture gives no zone: one class for each kind, each with a sentence for whoever holds the passport."""

from __future__ import annotations


class ScanRefused(Exception):  # noqa: N818  # the house names an exception by what happened
    """A picture, or the program that reads it, is of no use; kinds are the classes below.

    ``what`` names the thing looked at, ``found`` what it is, ``expected`` what it should be and ``remedy`` what
    to do now, all in plain English. Nothing in them comes from the picture but sizes and counts.
    """

    def __init__(self, what: str, found: str, expected: str, remedy: str) -> None:
        self.what = what
        self.found = found
        self.expected = expected
        self.remedy = remedy
        super().__init__(f"{what}: found {found}, expected {expected}. {remedy}")

    def __reduce__(self) -> tuple[type[ScanRefused], tuple[object, ...]]:
        """What another process needs to raise the same."""
        return type(self), (self.what, self.found, self.expected, self.remedy)


class PictureTooLarge(ScanRefused):
    """More bytes or more pixels than a passport needs."""


class NoPicture(ScanRefused):
    """No picture of a kind that is read, or one that is damaged."""


class NoZoneFound(ScanRefused):
    """A picture without a machine-readable zone: a cat, a blank page, the passport's cover."""


class ZoneUnreadable(ScanRefused):
    """Something like a zone is there, but what was read cannot be one, or too few check digits agree."""


class SeveralZones(ScanRefused):
    """More than one document in one picture: whose it is must not be guessed."""


class ReaderMissing(ScanRefused):
    """Tesseract is not installed, or cannot run."""


class ModelMissing(ScanRefused):
    """Tesseract is there, but no model that could read a zone."""


class ReadingTooSlow(ScanRefused):
    """The time allowed is over; whatever still ran was ended."""


BY_HAND = "or type the two or three lines at the bottom of the page by hand"
