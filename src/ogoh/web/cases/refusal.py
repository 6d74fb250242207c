"""When something with a request cannot be done: what is wrong, in a sentence for whoever asked for it."""

from __future__ import annotations

from django.utils.functional import Promise


class CaseRefused(Exception):  # noqa: N818  # the house names an exception by what happened
    """``words`` is a sentence in the reader's language."""

    def __init__(self, words: Promise | str) -> None:
        self.words = words
        super().__init__(str(words))
