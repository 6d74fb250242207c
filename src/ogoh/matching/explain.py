"""Plain sentences from evidence: the only place where a code becomes words."""

from __future__ import annotations

from collections.abc import Callable

from ogoh.matching.comparison import Comparison, Evidence
from ogoh.matching.decide import NAME_ATTRIBUTES


def sentence(text: str) -> str:
    """Mark a sentence for the language catalogues; it is translated when it is used."""
    return text


_NAME = {
    "equal": sentence("The names {left} and {right} are the same."),
    "spelling": sentence("{left} and {right} are two spellings of one name."),
    "near": sentence("The names {left} and {right} are close."),
    "resembling": sentence("The names {left} and {right} resemble each other a little."),
    "compound": sentence("One of the names {left} and {right} is part of the other."),
    "initial": sentence("{left} and {right} begin alike; one is an initial."),
    "different": sentence("The names {left} and {right} are different."),
    "missing": sentence("The name {left}{right} is given on one side only."),
}

_OTHERS = {
    ("birth", "equal"): sentence("The dates of birth are the same."),
    ("birth", "equal_placeholder"): sentence(
        "Both give 1 January, which often means that the day is not known; the years are the same."
    ),
    ("birth", "swapped"): sentence("The dates of birth are the same with day and month exchanged."),
    ("birth", "one_digit"): sentence("The dates of birth differ in one digit."),
    ("birth", "near_year"): sentence("The dates of birth are one year apart to the day."),
    ("birth", "month"): sentence("Year and month of birth are the same; the day is not known on both sides."),
    ("birth", "year"): sentence("The years of birth are the same; the day is not known on both sides."),
    ("birth", "range"): sentence("The date of birth lies in the span of years that the list gives."),
    ("birth", "same_year"): sentence("The years of birth are the same, the days are not."),
    ("birth", "near"): sentence("The years of birth are one apart; the day is not known on both sides."),
    ("birth", "conflicting"): sentence("The dates of birth contradict each other."),
    ("document", "equal"): sentence("The document numbers are the same."),
    ("document", "one_apart"): sentence("The document numbers differ in one character."),
    ("document", "different"): sentence("The document numbers are different; people do renew passports."),
    ("sex", "equal"): sentence("The sex is the same."),
    ("sex", "conflicting"): sentence("The sex is different."),
    ("citizenship", "equal"): sentence("The citizenship is the same."),
    ("citizenship", "conflicting"): sentence("The citizenship is different."),
}

_WEAK = sentence("The names agree only through an alias that the list itself calls uncertain.")


def explain(comparison: Comparison, translate: Callable[[str], str] = sentence) -> tuple[str, ...]:
    """One sentence for each piece of evidence, the strongest first, in the language of ``translate``.

    Names appear as their sources write them.
    """
    ordered = sorted(comparison.evidence, key=lambda one: -abs(one.bits))
    said = [_said(one, translate) for one in ordered]
    return (*said, translate(_WEAK)) if comparison.weak_name else tuple(said)


def _said(evidence: Evidence, translate: Callable[[str], str]) -> str:
    if evidence.attribute in NAME_ATTRIBUTES:
        facts = {"left": "", "right": "", **dict(evidence.facts)}
        return translate(_NAME[evidence.level]).format_map(facts)
    return translate(_OTHERS[evidence.attribute, evidence.level])
