"""Plain sentences from evidence: the only place where a code becomes words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import product

from ogoh.matching.comparison import Comparison, Evidence
from ogoh.matching.decide import NAME_ATTRIBUTES

Translate = Callable[[str], str]
"""From an English sentence to that of another language, as ``gettext`` does."""


def sentence(text: str) -> str:
    """Mark a sentence for the language catalogues; it is translated when it is used."""
    return text


_QUOTING = NAME_ATTRIBUTES - {"kinship"}
"""The attributes whose sentences quote what was written."""

_NAMES = {
    "equal": sentence("The names {left} and {right} are the same."),
    "spelling": sentence("{left} and {right} are two spellings of one name."),
    "near": sentence("The names {left} and {right} are close."),
    "resembling": sentence("The names {left} and {right} resemble each other a little."),
    "compound": sentence("{left} and {right} are one name but for a part that comes and goes."),
    "consonants": sentence(
        "The names {left} and {right} have the same consonants; Persian script leaves short vowels out."
    ),
    "lookalike": sentence("{left} and {right} look alike, but they are two different names."),
    "another": sentence("{left} and {right} are two different names."),
    "initial": sentence("{left} and {right} begin alike; one is an initial."),
    "different": sentence("The names {left} and {right} are different."),
    "missing": sentence("The name {name} is given on one side only."),
}

_OTHERS = {
    ("kinship", "relatives"): sentence(
        "Brothers and sisters share family name and father's name: that these agree says less than it seems."
    ),
    ("kinship", "exchanged"): sentence(
        "Given name and father's name have changed places; father and son cannot be meant, "
        "for the dates of birth are close."
    ),
    ("kinship", "crosswise"): sentence(
        "The given name of each is the father's name of the other, as with a father and his son."
    ),
    ("birth", "equal"): sentence("The dates of birth are the same."),
    ("birth", "equal_placeholder"): sentence(
        "Both give 1 January, which often means that the day is not known; the years are the same."
    ),
    ("birth", "swapped"): sentence("The dates of birth are the same with day and month exchanged."),
    ("birth", "one_digit"): sentence("The dates of birth differ in one digit."),
    ("birth", "near_year"): sentence("The dates of birth are one year apart to the day."),
    ("birth", "month"): sentence("Year and month of birth are the same; at least one side does not know the day."),
    ("birth", "year"): sentence("The years of birth are the same; at least one side does not know the day."),
    ("birth", "range"): sentence("One date of birth is known only roughly; the other fits it."),
    ("birth", "same_year"): sentence("The years of birth are the same, the days are not."),
    ("birth", "near"): sentence("The years of birth are close; at least one side does not know the day."),
    ("birth", "conflicting"): sentence("The dates of birth contradict each other."),
    ("document", "equal"): sentence("The document numbers are the same."),
    ("document", "one_apart"): sentence("The document numbers differ in one character."),
    ("document", "series"): sentence("The document numbers are the same; one side leaves out the letters in front."),
    ("document", "renewed"): sentence(
        "The document numbers are of two kinds, like those of an old and a new passport."
    ),
    ("document", "different"): sentence("The document numbers are different; people do renew passports."),
    ("sex", "equal"): sentence("The sex is the same."),
    ("sex", "conflicting"): sentence("The sex is different."),
    ("sex", "forms_conflict"): sentence("By the endings of the names, one is a man and the other a woman."),
    ("citizenship", "equal"): sentence("The citizenship is the same."),
    ("citizenship", "conflicting"): sentence("The citizenship is different."),
    ("birthplace", "equal"): sentence("The places of birth are the same."),
    ("birthplace", "different"): sentence("The places of birth are different; one place can bear several names."),
}

SENTENCES: Mapping[tuple[str, str], str] = {
    **{(attribute, level): _NAMES[level] for attribute, level in product(sorted(_QUOTING), _NAMES)},
    **_OTHERS,
}
"""What is said of each attribute and level."""

_SAME = sentence("The name {name} is the same on both sides.")
_COMMON = {
    "one_in": sentence("About 1 in {one_in} people on the list bears the name {name} or one that sounds like it."),
    "one_in_all": sentence("About 1 in {one_in_all} people bears the name {name} or one that sounds like it."),
}
_WEAK = sentence("The names agree only through an alias that the list itself calls uncertain.")


def explain(comparison: Comparison, translate: Translate = sentence) -> tuple[str, ...]:
    """What each piece of evidence says, the strongest first, in the language of ``translate``.

    Behind the sentence of a name stands how common it is, where that is known. Names appear as their sources write
    them.
    """
    said: list[str] = []
    for evidence in strongest_first(comparison):
        if evidence.attribute in _QUOTING:
            facts = _facts(evidence)
            said.append(translate(_template(evidence, facts)).format_map(facts))
            said += [translate(_COMMON[among]).format_map(facts) for among in _COMMON if among in facts]
        else:
            said.append(translate(SENTENCES[evidence.attribute, evidence.level]))
    if comparison.weak_name:
        said.append(translate(_WEAK))
    return tuple(said)


def sentence_of(evidence: Evidence, translate: Translate = sentence) -> str:
    """The one sentence of one piece of evidence, without how common a name is."""
    facts = _facts(evidence)
    return translate(_template(evidence, facts)).format_map(facts)


def strongest_first(comparison: Comparison) -> list[Evidence]:
    """The evidence by the size of its bits, for or against; what weighs alike stays in its order."""
    return sorted(comparison.evidence, key=_strength)


def _strength(evidence: Evidence) -> float:
    return -abs(evidence.bits)


def _template(evidence: Evidence, facts: Mapping[str, str]) -> str:
    same_text = facts["left"] == facts["right"] and evidence.attribute in NAME_ATTRIBUTES
    return _SAME if same_text and evidence.level == "equal" else SENTENCES[evidence.attribute, evidence.level]


def _facts(evidence: Evidence) -> dict[str, str]:
    facts = {"left": "", "right": "", **dict(evidence.facts)}
    facts["name"] = facts["left"] or facts["right"]
    for among in _COMMON:
        if among in facts:
            facts[among] = _number(facts[among])
    return facts


@lru_cache(maxsize=1 << 12)
def _number(digits: str) -> str:
    """Digits as a reader of any of the languages takes them in: from five on, in threes with a blank that holds."""
    return f"{int(digits):,}".replace(",", "\N{NO-BREAK SPACE}") if len(digits) > 4 else digits
