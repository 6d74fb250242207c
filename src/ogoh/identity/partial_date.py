"""A date of which the year at least is known."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date
from typing import Literal

from ogoh.identity.unreadable import Unreadable

FIRST_YEAR = 1900
"""Nobody whom a list bars today was born earlier; an earlier year is a slip or another calendar."""

APPROXIMATE_YEARS = 2
"""How far off a date marked as approximate may be: Afghan papers give an age in a year, hence two years."""

Precision = Literal["day", "month", "year", "range"]


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of birth of which the year at least is known.

    ``month`` and ``day`` are ``None`` where the source gives none. ``last_year`` closes a range
    ("between 1968 and 1973"); ``approximate`` marks a date that its source calls so.
    Raises `Unreadable` for what no calendar holds, and for years before 1900.
    """

    year: int
    month: int | None = None
    day: int | None = None
    last_year: int | None = None
    approximate: bool = False

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= MAXYEAR:
            raise Unreadable(self.year, _YEAR_EXPECTED)
        if self.last_year is not None:
            self._refuse_impossible_range(self.last_year)
        elif self.month is not None:
            self._refuse_impossible_day(self.month)
        elif self.day is not None:
            raise Unreadable(self.day, "a month wherever a day is given")

    def _refuse_impossible_range(self, last_year: int) -> None:
        if self.month is not None or self.day is not None:
            raise Unreadable(self.text, "years alone in a range of years")
        if not self.year <= last_year <= MAXYEAR:
            raise Unreadable(f"{self.year} to {last_year}", "a range of years that ends after it begins")

    def _refuse_impossible_day(self, month: int) -> None:
        if not 1 <= month <= 12:
            raise Unreadable(month, "a month from 1 to 12, the day before the month (31.12.1990)")
        if self.day is not None and not 1 <= self.day <= monthrange(self.year, month)[1]:
            raise Unreadable(f"{self.day:02}.{month:02}.{self.year}", "a day that the month has")

    @property
    def precision(self) -> Precision:
        """How much is known: ``"day"``, ``"month"``, ``"year"`` or ``"range"`` (of years)."""
        if self.last_year is not None:
            return "range"
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    @property
    def placeholder(self) -> bool:
        """Whether this is 1 January, which registries often write where they know the year alone."""
        return self.month == 1 and self.day == 1

    @property
    def text(self) -> str:
        """The date as ISO 8601-1 writes it, cut where knowledge ends: 1970, 1970-05, 1970-05-14;

        a range as 1968/1973 and ``~`` behind what is approximate, as in ISO 8601-2 (EDTF).
        `read_birth` reads every such text back.
        """
        if self.day is not None and self.month is not None and not self.approximate:
            return f"{self.year}-{self.month:02}-{self.day:02}"
        parts = [str(self.year)]
        if self.month is not None:
            parts.append(f"{self.month:02}")
        if self.day is not None:
            parts.append(f"{self.day:02}")
        closing = "" if self.last_year is None else f"/{self.last_year}"
        return "-".join(parts) + closing + ("~" if self.approximate else "")

    def possible_on(self, day: date) -> bool:
        """Say whether somebody of this birth date may have been born on ``day``.

        An approximate date allows `APPROXIMATE_YEARS` either way, in any month. A placeholder is taken
        at its word here: whoever weighs it asks for `placeholder`.
        """
        slack = APPROXIMATE_YEARS if self.approximate else 0
        if not self.year - slack <= day.year <= (self.last_year or self.year) + slack:
            return False
        if self.approximate:
            return True
        return self.month in (None, day.month) and self.day in (None, day.day)


_YEAR_EXPECTED = f"a year of birth from {FIRST_YEAR} on, of four digits, in the Gregorian calendar"
