"""Passport and identity card numbers, comparable however they were typed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """A document number as written, with what the source says of it.

    ``kind`` is ``"passport"``, ``"national_id"`` or ``"other"``; ``country`` is an ISO 3166-1 alpha-2
    code or empty; ``folded`` is the number in capital Latin letters and digits alone.
    """

    number: str
    folded: str
    kind: str = "passport"
    country: str = ""
