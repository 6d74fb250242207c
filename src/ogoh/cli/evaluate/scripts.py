"""In which letters a name is written, as far as it shows."""

from __future__ import annotations

import re

_SIGNS = (
    ("Persian", "[\u0600-\u06ff]"),
    ("Cyrillic, Uzbek, Kyrgyz or Kazakh letters", "[ўөүңәіұһ]"),
    ("Cyrillic, Tajik letters", "[ғӣқӯҳҷ]"),
    ("Cyrillic, plain", "[\u0400-\u04ff]"),
    ("Latin", "[a-z\u00c0-\u024fʻʼ]"),
)
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _SIGNS)
OTHER = "other"


def script_of(text: str) -> str:
    """The script of a name by the first sign of it that is found, the rarer before the commoner.

    A Tajik or Kyrgyz name without a letter of its own counts as plain Cyrillic: nothing tells them apart.
    """
    lowered = text.lower()
    return next((name for name, pattern in _PATTERNS if pattern.search(lowered)), OTHER)
