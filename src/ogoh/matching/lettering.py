"""Text for a drawing that knows no font: what can be drawn, how wide it is about, where it breaks."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

ELLIPSIS = "…"
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
_NARROW = frozenset(" .,:;!'’ʻ|()[]iljtfrІіј·I" + ELLIPSIS)
_WIDE = frozenset("mwMWQ@%&—жмфшщыюЖМФШЩЫЮҶҷ")
_WIDTHS = {"Lu": 0.74, "Lt": 0.74, "Mn": 0.1, "Me": 0.1, "Cf": 0.0}
_USUAL, _NARROWER, _WIDER = 0.64, 0.4, 1.05


def drawable(text: str) -> str:
    """Text without what XML forbids or what turns the direction of its surroundings; blanks become one."""
    kept = (char if _is_drawable(char) else " " if char.isspace() else "" for char in text)
    return " ".join("".join(kept).split())


def _is_drawable(char: str) -> bool:
    return char in _JOINERS or unicodedata.category(char)[0] != "C"


def width(text: str) -> float:
    """How wide a text is about, in ems of a wide sans-serif face: rather too much than too little."""
    return sum(map(_width, text))


@lru_cache(maxsize=1 << 12)
def _width(char: str) -> float:
    if char in _NARROW:
        return _NARROWER
    if char in _WIDE or unicodedata.east_asian_width(char) in "WF":
        return _WIDER
    return _WIDTHS.get(unicodedata.category(char), _USUAL)


def shortened(text: str, room: float) -> str:
    """A text that fits into so many ems, its end given up for an ellipsis where need be."""
    if width(text) <= room:
        return text
    while text and width(text + ELLIPSIS) > room:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def wrapped(text: str, room: float, most: int) -> list[str]:
    """Lines of so many ems, broken at blanks, ``most`` of them at the most; what is too long ends in an ellipsis."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and width(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    kept, left = lines[: most - 1], " ".join(lines[most - 1 :])
    return [shortened(line, room) for line in (*kept, left) if line]
