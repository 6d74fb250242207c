"""How a decision stands at a moment: what the newest confirmed version says, until its own last day is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from ogoh.identity import Subject, subject_from_json
from ogoh.web.lists.models import SourceKind
from ogoh.web.registry.models import ENDING, Act, Decision, KnownSubject, Version


class Status(StrEnum):
    """How a decision stands."""

    NOT_YET = "not_yet"
    WAITING = "waiting"
    DECLINED = "declined"
    IN_FORCE = "in_force"
    EXPIRED = "expired"
    LIFTED = "lifted"
    ANNULLED = "annulled"


_ENDED = {Act.LIFT: Status.LIFTED, Act.ANNUL: Status.ANNULLED}


@dataclass(frozen=True, slots=True)
class State:
    """A decision at a moment; ``version`` and ``subject`` are ``None`` while nothing of it was confirmed."""

    status: Status
    version: Version | None = None
    subject: Subject | None = None


def confirmed_by(at: datetime) -> QuerySet[Version]:
    """Every version that a second person had confirmed by a moment."""
    return Version.objects.filter(ruling__confirmed=True, ruling__at__lte=at)


def standing_at(at: datetime) -> QuerySet[Version]:
    """Of each decision the version that stood at a moment, ended or not."""
    later = confirmed_by(at).filter(decision=OuterRef("decision"), sequence__gt=OuterRef("sequence"))
    return confirmed_by(at).filter(~Exists(later))


def in_force_at(register: SourceKind, at: datetime) -> QuerySet[Version]:
    """The decisions of a register in force at a moment, each with ``whom``: the subject as known then, in JSON."""
    whose = confirmed_by(at).filter(decision__subject=OuterRef("decision__subject")).exclude(particulars="")
    newest = whose.order_by("-pk").values("particulars")[:1]
    return (
        standing_at(at)
        .filter(Q(until=None) | Q(until__gte=day_of(at)), decision__subject__register=register)
        .exclude(act__in=ENDING)
        .annotate(whom=Subquery(newest))
    )


def subject_at(subject: KnownSubject, at: datetime) -> Subject | None:
    """Who a subject was known to be at a moment: all names and documents; ``None`` before anything was confirmed."""
    said = confirmed_by(at).filter(decision__subject=subject).exclude(particulars="").order_by("-pk").first()
    return subject_from_json(said.particulars) if said else None


def state_at(decision: Decision, at: datetime) -> State:
    """A decision as it stood at a moment."""
    version = standing_at(at).select_related("author", "ruling__by", "amnesty").filter(decision=decision).first()
    if version is None:
        return State(_without_version(decision, at))
    return State(_status(version, day_of(at)), version, subject_at(decision.subject, at))


def state_on(decision: Decision, day: date) -> State:
    """A decision as it stood at the end of a day."""
    return state_at(decision, end_of(day))


def end_of(day: date) -> datetime:
    """The last moment of a day, by the clocks of the staff."""
    return datetime.combine(day, time.max, ZoneInfo(settings.TIME_OF_STAFF))


def day_of(at: datetime) -> date:
    """The day of a moment, by the clocks of the staff."""
    return at.astimezone(ZoneInfo(settings.TIME_OF_STAFF)).date()


def _status(version: Version, day: date) -> Status:
    if version.act in _ENDED:
        return _ENDED[Act(version.act)]
    return Status.EXPIRED if version.until is not None and version.until < day else Status.IN_FORCE


def _without_version(decision: Decision, at: datetime) -> Status:
    if not decision.versions.filter(written_at__lte=at).exists():
        return Status.NOT_YET
    declined = decision.versions.filter(ruling__confirmed=False, ruling__at__lte=at).exists()
    return Status.DECLINED if declined else Status.WAITING
