"""The documents of a UN individual, whose number field often tells a story: the number is taken out of it."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree.ElementTree import Element

from ogoh.delivery.xml_reading import text_of

KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"certificate|ration|driv|voter|student|militar|servic\w+man|residen|\bother|FARDC", re.IGNORECASE),
        "other",
    ),
    (re.compile(r"pass?[ae]?port|pasap|travel document|laissez", re.IGNORECASE), "passport"),
    (re.compile(r"ident|national|tazkira|social security|fiscal", re.IGNORECASE), "national_id"),
)
"""What the type of a document says of its kind; the first that fits."""

_STORY = re.compile(r"[A-Za-z]{4}|[(,]")
_REMARK = re.compile(r"\([^()]*\)|,.*|\b(?:issued|expire[sd]?|valid|under name|made out)\b.*", re.IGNORECASE)
_SERIES = re.compile(r"[A-Z]{1,2}-?")


def number_of(document: Element) -> str:
    """The number as written, out of the number field, else the second type, else the note; empty if none has one."""
    fields = (text_of(document, name) for name in ("NUMBER", "TYPE_OF_DOCUMENT2", "NOTE"))
    return next((number for number in map(taken_from_story, fields) if number), "")


def taken_from_story(text: str) -> str:
    """ "Afghan passport number SE 012820" is "SE 012820"; a plain number stays as it is.

    Words go; what holds a digit stays, with one or two capital letters that stand before it as its series.
    """
    if not _STORY.search(text):
        return text if any(map(str.isdigit, text)) else ""
    words = [word.strip(".:") for word in _REMARK.sub(" ", text).split()]
    return " ".join(
        word
        for word, following in pairwise([*words, ""])
        if any(map(str.isdigit, word)) or (_SERIES.fullmatch(word) and following[:1].isdigit())
    )


def kind_of(document: Element) -> str:
    """``passport``, ``national_id`` or ``other``; the second, freer type field goes before the first."""
    for name in ("TYPE_OF_DOCUMENT2", "NUMBER", "TYPE_OF_DOCUMENT"):
        text = text_of(document, name)
        for pattern, kind in KINDS:
            if pattern.search(text):
                return kind
    return "other"


def country_of(document: Element) -> str:
    """The issuing country in the list's words; empty where it is not said."""
    return text_of(document, "ISSUING_COUNTRY") or text_of(document, "COUNTRY_OF_ISSUE")
