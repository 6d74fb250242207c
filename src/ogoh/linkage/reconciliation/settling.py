"""What would settle a doubtful pair, in words, from the bits that each attribute gave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ogoh.linkage.reconciliation import words
from ogoh.matching.explain import Translate

_OPEN = (
    ("birth", None, words.SETTLE_BIRTH_MISSING),
    ("birth", -1, words.SETTLE_BIRTH_AGAINST),
    ("document", None, words.SETTLE_DOCUMENT_MISSING),
    ("document", -1, words.SETTLE_DOCUMENT_AGAINST),
    ("kinship", -1, words.SETTLE_KINSHIP),
    ("patronymic", None, words.SETTLE_PATRONYMIC),
)
"""Attribute, whether it says nothing (``None``) or speaks against, and what would help; the most decisive first.

The sentences are those of `ogoh.matching.settling`, which knows levels where a file of pairs knows only bits.
"""


def settling(row: Mapping[str, Any], translate: Translate) -> str:
    """What would settle a pair, the most decisive first."""
    return " ".join(map(translate, _sentences(row))) or translate(words.SETTLE_PHOTOGRAPH)


def _sentences(row: Mapping[str, Any]) -> Iterator[str]:
    for attribute, sign, said in _OPEN:
        bits = row[attribute]
        if (bits is None) if sign is None else (bits is not None and bits < 0):
            yield said
