"""Days and moments by the clocks of the staff, wherever the server stands."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def local(moment: datetime) -> datetime:
    """A moment on the clocks of the staff."""
    return timezone.localtime(moment, ZoneInfo(settings.TIME_OF_STAFF))


def today() -> date:
    """The day that it is for the staff."""
    return day_of(timezone.now())


def day_of(moment: datetime) -> date:
    """The day of a moment."""
    return local(moment).date()


def end_of(day: date) -> datetime:
    """The last moment of a day."""
    return datetime.combine(day, time.max, ZoneInfo(settings.TIME_OF_STAFF))


def iso_of(day: date | None) -> str:
    """A day as it is kept in texts (ISO 8601); nothing where there is none."""
    return day.isoformat() if day else ""
