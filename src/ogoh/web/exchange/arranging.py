"""Parcels from a stick, in the order in which they were made: a folder sorts 10 before 9."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.parcel import opened
from ogoh.web.exchange.receiving import reading

_LAST = datetime.max.replace(tzinfo=UTC), 0


def in_turn(parcels: Iterable[Path]) -> list[Path]:
    """Parcels by when they were made; those that cannot be opened come last, to be refused with their reason."""
    return sorted(parcels, key=_made_at)


def _made_at(path: Path) -> tuple[datetime, int]:
    try:
        with opened(path, reading()) as parcel:
            return parcel.header.label.made_at, parcel.header.label.number
    except (DeliveryRefused, OSError):
        return _LAST
