"""Sex as lists and passports print it."""

from __future__ import annotations

from enum import StrEnum


class Sex(StrEnum):
    """The two letters of ICAO Doc 9303-3, 4.1.1.1; anything else is unknown and stays ``None``."""

    MALE = "M"
    FEMALE = "F"
