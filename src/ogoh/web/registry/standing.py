"""How a decision stands at a moment: what the newest confirmed version says, until its own last day is over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from ogoh.identity import Subject, subject_from_json
from ogoh.web.days import day_of, end_of
from ogoh.web.lists.models import SourceKind
from ogoh.web.registry.models import ENDING, Act, Decision, KnownSubject, Version

_BATCH = 2_000


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
    """A decision at a moment; ``version`` and ``subject`` are ``None`` while nothing of it was confirmed.

    ``seen`` names both, so that an act can say what it was done upon: it is another text once either has changed.
    """

    status: Status
    version: Version | None = None
    subject: Subject | None = None
    seen: str = ""


def confirmed_by(at: datetime) -> QuerySet[Version]:
    """Every version that a second person had confirmed by a moment."""
    return Version.objects.filter(ruling__confirmed=True, ruling__at__lte=at)


def standing_at(at: datetime) -> QuerySet[Version]:
    """Of each decision the version that stood at a moment, ended or not."""
    later = confirmed_by(at).filter(decision=OuterRef("decision"), sequence__gt=OuterRef("sequence"))
    return confirmed_by(at).filter(~Exists(later))


def in_force_at(register: SourceKind, at: datetime) -> QuerySet[Version]:
    """The decisions of a register in force at a moment, each with ``whom``: the subject as known then, in JSON."""
    open_ones = standing_at(at).filter(Q(until=None) | Q(until__gte=day_of(at)), decision__subject__register=register)
    return open_ones.exclude(act__in=ENDING).annotate(whom=_whom(at))


def people_of(versions: QuerySet[Version], at: datetime) -> Iterator[str]:
    """Whom versions are about, as known at a moment, in JSON; in bounded memory."""
    return versions.annotate(whom=_whom(at)).order_by("pk").values_list("whom", flat=True).iterator(_BATCH)


def _whom(at: datetime) -> Subquery:
    whose = confirmed_by(at).filter(decision__subject=OuterRef("decision__subject")).exclude(particulars="")
    return Subquery(whose.order_by("-pk").values("particulars")[:1])


def subject_at(subject: KnownSubject, at: datetime) -> Subject | None:
    """Who a subject was known to be at a moment: all names and documents; ``None`` before anything was confirmed."""
    said = _said_of(subject, at)
    return subject_from_json(said.particulars) if said else None


def state_at(decision: Decision, at: datetime) -> State:
    """A decision as it stood at a moment."""
    version = standing_at(at).select_related("author", "ruling__by", "amnesty").filter(decision=decision).first()
    if version is None:
        return State(_without_version(decision, at))
    said = _said_of(decision.subject, at)
    subject = subject_from_json(said.particulars) if said else None
    return State(_status(version, day_of(at)), version, subject, f"{version.sequence}.{said.pk if said else 0}")


def state_on(decision: Decision, day: date) -> State:
    """A decision as it stood at the end of a day."""
    return state_at(decision, end_of(day))


def _said_of(subject: KnownSubject, at: datetime) -> Version | None:
    """The version, of any decision, that says who a subject was known to be."""
    return confirmed_by(at).filter(decision__subject=subject).exclude(particulars="").order_by("-pk").first()


def _status(version: Version, day: date) -> Status:
    if version.act in _ENDED:
        return _ENDED[Act(version.act)]
    return Status.EXPIRED if version.until is not None and version.until < day else Status.IN_FORCE


def _without_version(decision: Decision, at: datetime) -> Status:
    if not decision.versions.filter(written_at__lte=at).exists():
        return Status.NOT_YET
    declined = decision.versions.filter(ruling__confirmed=False, ruling__at__lte=at).exists()
    return Status.DECLINED if declined else Status.WAITING
