"""All that was ever done to a decision, in its order, and that it expired by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from ogoh.web.registry.models import Decision, Ruling, Version
from ogoh.web.registry.standing import Status, state_at


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of a history: a version with what a second person said of it, or the ``day`` on which it expired."""

    version: Version | None = None
    ruling: Ruling | None = None
    day: date | None = None


def history(decision: Decision) -> list[Happened]:
    """Every version, also what waits and what was declined, oldest first."""
    versions = decision.versions.select_related("author", "ruling__by", "amnesty").prefetch_related("attachments")
    told = [Happened(one, getattr(one, "ruling", None)) for one in versions.order_by("sequence")]
    state = state_at(decision, timezone.now())
    if state.status is Status.EXPIRED and state.version is not None and state.version.until is not None:
        told.append(Happened(day=state.version.until + timedelta(days=1)))
    return told
