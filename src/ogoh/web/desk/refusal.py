"""When something at the desk cannot be done: what is wrong, in a sentence for whoever sits there."""

from __future__ import annotations

from django.utils.functional import Promise

CONFLICT, TOO_MANY, CANNOT_NOW = 409, 429, 503
"""Status codes of RFC 9110 (15.5.10, 15.6.4) and RFC 6585 (4)."""


class DeskRefused(Exception):  # noqa: N818  # the house names an exception by what happened
    """``words`` is a sentence in the reader's language, ``status`` that of the page on which it stands."""

    def __init__(self, words: Promise | str, status: int = CONFLICT) -> None:
        self.words = words
        self.status = status
        super().__init__(str(words))
