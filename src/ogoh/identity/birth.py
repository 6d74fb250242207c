"""Dates of birth as people and registries know them: whole, in part, or only nearly."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of birth of which the year at least is known.

    ``month`` and ``day`` are ``None`` where the source gives none. ``last_year`` closes a range
    ("between 1968 and 1973"); ``approximate`` marks a date that its source calls so.
    """

    year: int
    month: int | None = None
    day: int | None = None
    last_year: int | None = None
    approximate: bool = False
