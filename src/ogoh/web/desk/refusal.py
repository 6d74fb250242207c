"""When something at the desk cannot be done: what is wrong, in a sentence for whoever sits there."""

from __future__ import annotations

from django.utils.functional import Promise


class DeskRefused(Exception):  # noqa: N818  # the house names an exception by what happened
    """``words`` is a sentence in the reader's language."""

    def __init__(self, words: Promise | str) -> None:
        self.words = words
        super().__init__(str(words))
