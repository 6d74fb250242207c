"""When a review cannot be taken: what is wrong, and what to do instead."""

from __future__ import annotations


class ReviewRefused(Exception):  # noqa: N818  # the house names an exception by what happened
    """A review that would be about nobody, say nothing, or silence an answer that must be given.

    ``what`` names the thing looked at, ``found`` what it is, ``expected`` what it should be and ``remedy`` what to do
    now; none of them holds a name or a document number.
    """

    def __init__(self, what: str, found: str, expected: str, remedy: str) -> None:
        self.what = what
        self.found = found
        self.expected = expected
        self.remedy = remedy
        super().__init__(f"{what}: found {found}, expected {expected}. {remedy}")
