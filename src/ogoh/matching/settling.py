"""What would settle whether two records are one person: the question to ask next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ogoh.matching.comparison import Comparison
from ogoh.matching.explain import Translate, sentence

NOT_SAID = ""
"""The level of an attribute of which there is no evidence, because one side or both say nothing."""

HEADING = sentence("What would settle it:")


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What to say where an attribute has one of ``levels``, unless the document ``number`` has one of ``unless``."""

    attribute: str
    levels: frozenset[str]
    sentence: str
    unless: frozenset[str] = frozenset()

    def is_open(self, found: Mapping[str, str]) -> bool:
        """Whether the levels found, by attribute, leave this open."""
        return found.get(self.attribute, NOT_SAID) in self.levels and found.get("document") not in self.unless


_SAME_NUMBER = frozenset({"equal"})

OPEN_QUESTIONS = (
    OpenQuestion(
        "birth",
        frozenset({NOT_SAID, "month", "year", "range"}),
        sentence("The full date of birth would settle it."),
        unless=_SAME_NUMBER,
    ),
    OpenQuestion(
        "birth",
        frozenset({"equal_placeholder", "swapped", "one_digit", "near_year", "same_year", "near"}),
        sentence("A paper that shows the exact date of birth, such as a birth certificate, would settle it."),
    ),
    OpenQuestion(
        "document",
        frozenset({NOT_SAID}),
        sentence("The number of the passport, also of an old one, would settle it."),
    ),
    OpenQuestion(
        "document",
        frozenset({"one_apart", "series"}),
        sentence("The passport itself would settle it: compare its number sign by sign."),
    ),
    OpenQuestion(
        "document",
        frozenset({"different", "renewed"}),
        sentence("The numbers of earlier passports would settle it."),
    ),
    OpenQuestion(
        "kinship",
        frozenset({"relatives"}),
        sentence("Brothers and sisters share these names: look at the given name and the date of birth."),
        unless=_SAME_NUMBER,
    ),
    OpenQuestion(
        "kinship",
        frozenset({"exchanged"}),
        sentence("The birth certificate would settle it: it says which is the given name and which the father's."),
        unless=_SAME_NUMBER,
    ),
    OpenQuestion(
        "patronymic",
        frozenset({NOT_SAID, "missing"}),
        sentence("The father's name would help."),
        unless=_SAME_NUMBER,
    ),
)
"""The most decisive first: a date of birth decides for and against, a number mostly for, a father's name neither."""


def settling(comparison: Comparison, translate: Translate = sentence) -> tuple[str, ...]:
    """What would settle it, the most decisive first; empty where nothing is open."""
    found = {one.attribute: one.level for one in comparison.evidence}
    return tuple(translate(one.sentence) for one in OPEN_QUESTIONS if one.is_open(found))
