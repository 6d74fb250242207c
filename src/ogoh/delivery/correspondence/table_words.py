"""The words of the tables: what is written above and in the cells, and what is read there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

import yaml

from ogoh.delivery.columns import fold_heading
from ogoh.identity import Unreadable

TableLanguage: TypeAlias = Literal["ru", "tg", "en"]
"""The languages in which tables go out."""

Kind: TypeAlias = Literal["person", "request", "answer", "questions", "outcomes"]
Words: TypeAlias = Mapping[str, Mapping[TableLanguage, list[str]]]

_DATA = Path(__file__).parent / "data"


@cache
def words(kind: Kind) -> Words:
    """One part of the table of words, as its file holds it."""
    told: Mapping[Kind, Words] = yaml.safe_load((_DATA / "table_words.yaml").read_text(encoding="utf-8"))
    return told[kind]


def written(kind: Kind, code: str, tongue: TableLanguage) -> str:
    """What stands in a table for a field, a question or an answer."""
    return words(kind)[code][tongue][0]


def code_of(kind: Kind, text: str) -> str | None:
    """The field, question or answer that a word stands for, or None; its code is known too."""
    return _codes(kind).get(fold_heading(text))


def read_word(kind: Kind, text: str, tongues: tuple[TableLanguage, ...] = ("ru", "tg", "en")) -> str:
    """`code_of`, or Unreadable with the words that are expected."""
    found = code_of(kind, text)
    if found is None:
        expected = "; ".join(" / ".join(of[tongue][0] for tongue in tongues) for of in words(kind).values())
        raise Unreadable(text, f"one of: {expected}")
    return found


@cache
def _codes(kind: Kind) -> Mapping[str, str]:
    said = {fold_heading(one): code for code, of in words(kind).items() for every in of.values() for one in every}
    return {fold_heading(code): code for code in words(kind)} | said
