"""What a listing may say of its grounds: never a diagnosis, ethnicity, religion or political view."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

import yaml

from ogoh.delivery.columns import DATA

OTHER_GROUND = "other ground, ask the agency"
HARMLESS = "harmless"


@lru_cache(maxsize=8192)
def storable_grounds(text: str) -> str:
    """The grounds as the source writes them, or OTHER_GROUND where they tell what Ogoh never keeps."""
    told = _harmless().sub("", text.casefold().replace("ё", "е"))
    return OTHER_GROUND if _never_stored().search(told) else text


@cache
def _words() -> Mapping[str, list[list[str]]]:
    words: Mapping[str, list[list[str]]] = yaml.safe_load((DATA / "never_stored.yaml").read_text(encoding="utf-8"))
    return words


@cache
def _never_stored() -> re.Pattern[str]:
    stems = [stem for kind, lists in _words().items() if kind != HARMLESS for stems in lists for stem in stems]
    return re.compile(r"\b(?:" + "|".join(map(_pattern, stems)) + ")")


@cache
def _harmless() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(str(phrase)) for phrase in _words()[HARMLESS]))


def _pattern(stem: str) -> str:
    """A beginning of words; after "=" a whole word."""
    return re.escape(stem[1:]) + r"\b" if stem.startswith("=") else re.escape(stem)
