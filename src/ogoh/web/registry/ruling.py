"""The second person: confirms or declines what a colleague of the same agency wrote."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import QuerySet
from django.utils import timezone

from ogoh.identity import Subject, subject_from_json
from ogoh.web.accounts.models import User
from ogoh.web.registry import recording, refusal
from ogoh.web.registry.finding import of_agency
from ogoh.web.registry.models import Act, Agency, Ruling, Version
from ogoh.web.registry.refusal import RegistryRefused
from ogoh.web.registry.staff import KEEPING, Acting, acting
from ogoh.web.registry.standing import Status, state_at, subject_at
from ogoh.web.registry.typed import reason

_WHILE_IN_FORCE = frozenset({Act.EXTEND, Act.LIFT})


def waiting_of(agency: Agency) -> QuerySet[Version]:
    """What waits for a second person of an agency, oldest first."""
    waiting = Version.objects.filter(decision__agency=agency, ruling=None)
    return waiting.select_related("decision__subject", "author").order_by("written_at", "pk")


def confirm(by: User, reference: str, seen: str | None = None) -> Ruling:
    """Let what waits at a decision count from now on; only what was ``seen`` (`seen_of`), where that is said.

    Raises RegistryRefused.
    """
    with _ruling(by, reference, "confirm", seen) as (one, version):
        _refuse_overtaken(version)
        return _ruled(version, one, confirmed=True)


def decline(by: User, reference: str, why: str, seen: str | None = None) -> Ruling:
    """Let what waits at a decision never count; ``seen`` and refusals as for `confirm`."""
    with _ruling(by, reference, "decline", seen) as (one, version):
        return _ruled(version, one, confirmed=False, why=reason(why))


@contextmanager
def _ruling(by: User, reference: str, doing: str, seen: str | None) -> Iterator[tuple[Acting, Version]]:
    with acting(by, KEEPING, doing, reference) as one:
        decision = of_agency(one.agency, reference)
        version = decision.versions.select_related("author", "decision__subject").filter(ruling=None).first()
        if version is None:
            raise RegistryRefused(refusal.NOTHING_WAITS)
        if seen is not None and seen != seen_of(version):
            raise RegistryRefused(refusal.CHANGED_SINCE)
        if version.author_id == one.user.pk:
            raise RegistryRefused(refusal.NOT_ONESELF)
        yield one, version


def seen_of(version: Version) -> str:
    """What names a version that waits to whoever looks at it."""
    return str(version.sequence)


def _ruled(version: Version, one: Acting, *, confirmed: bool, why: str = "") -> Ruling:
    ruling = Ruling.objects.create(version=version, confirmed=confirmed, by=one.user, at=timezone.now(), reason=why)
    recording.ruled(ruling, subject_of(version))
    return ruling


def subject_of(version: Version) -> Subject:
    """Whom a version is about: as it says itself, or as was known when it was written."""
    if version.particulars:
        return subject_from_json(version.particulars)
    known = subject_at(version.decision.subject, version.written_at)
    if known is None:
        raise RegistryRefused(refusal.NOT_CONFIRMED_YET)
    return known


def _refuse_overtaken(version: Version) -> None:
    """Nothing that was confirmed since may be undone by what was written without knowing it."""
    later = Version.objects.filter(ruling__confirmed=True, ruling__at__gt=version.written_at)
    of_person = later.filter(decision__subject=version.decision.subject).exclude(particulars="")
    if later.filter(decision=version.decision).exists() or (version.particulars and of_person.exists()):
        raise RegistryRefused(refusal.OVERTAKEN)
    if version.act in _WHILE_IN_FORCE and state_at(version.decision, timezone.now()).status is not Status.IN_FORCE:
        raise RegistryRefused(refusal.OVERTAKEN)
