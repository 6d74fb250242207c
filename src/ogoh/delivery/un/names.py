"""The names of a UN individual: one to four parts, the original script, and aliases as their compilers wrote them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ogoh.delivery.text import plain_text
from ogoh.delivery.xml_reading import text_of
from ogoh.names import WrittenName

PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
LOW_QUALITY = "Low"

_BRACKETS = re.compile(r"\(([^()]*)\)")
_BETWEEN = re.compile(r";|(?<=\s)[a-z]\)\s")
_REMARK = re.compile(r",?\s+born\s+(?:in|on|\d).*", re.IGNORECASE)
_SCRIPT_NOTE = re.compile(r"(?:original script|in arabic)\s*:\s*([^;,.()]+)", re.IGNORECASE)
_SCRIPT_LABEL = re.compile(r"^\s*original script\s*:", re.IGNORECASE)
_EDGES = " ,;:()"
_QUOTES = str.maketrans("", "", '“”„«»"')


def read_names(individual: Element) -> tuple[WrittenName, ...]:
    """The listed name first, then the original script and every alias, each once; low quality marks it weak."""
    listed = plain_text(" ".join(filter(None, (text_of(individual, part) for part in PARTS))))
    strong = dict.fromkeys([listed, *split_aliases(text_of(individual, "NAME_ORIGINAL_SCRIPT"))])
    weak: dict[str, None] = {}
    for alias in individual.findall("INDIVIDUAL_ALIAS"):
        found = weak if text_of(alias, "QUALITY") == LOW_QUALITY else strong
        found.update(dict.fromkeys(_written_in(alias)))
    names = [WrittenName(whole=name) for name in strong if is_name(name)]
    return tuple(names + [WrittenName(whole=name, weak=True) for name in weak if is_name(name) and name not in strong])


def is_name(text: str) -> bool:
    """Whether a text has the two letters that a name needs."""
    return sum(map(str.isalpha, text)) > 1


def _written_in(alias: Element) -> Iterator[str]:
    yield from split_aliases(text_of(alias, "ALIAS_NAME"))
    yield from (match.strip() for match in _SCRIPT_NOTE.findall(plain_text(text_of(alias, "NOTE"))))


def split_aliases(text: str) -> list[str]:
    """The names in one cell: divided by semicolons or "b)"; brackets hold a name only where they change the script.

    "Jin Tiesan (金铁三)" is two names, "El Para (combat name)" is one.
    """
    plain = plain_text(text).translate(_QUOTES)
    outside = _REMARK.sub("", _BRACKETS.sub(" ", plain))
    inside = [_SCRIPT_LABEL.sub("", bracket) for bracket in _BRACKETS.findall(plain)]
    parts = _BETWEEN.split(outside)
    for bracket in inside:
        if is_name(bracket) and is_name(outside) and _is_latin(bracket) != _is_latin(outside):
            parts += _BETWEEN.split(bracket)
    return [name for part in parts if is_name(name := " ".join(part.split()).strip(_EDGES))]


def _is_latin(text: str) -> bool:
    return any(unicodedata.name(sign, "").startswith("LATIN") for sign in text if sign.isalpha())
