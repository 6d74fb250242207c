"""Who acts: read anew from the tables with each act, so that a role taken away is worth nothing at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from ogoh.web.accounts.models import Role, User
from ogoh.web.audit.events import Json
from ogoh.web.lists.locking import wait_a_while
from ogoh.web.registry import recording
from ogoh.web.registry.models import Agency
from ogoh.web.registry.refusal import NO_AGENCY, NO_ROLE, ReasonWanted, RegistryRefused

KEEPING = frozenset({Role.REGISTRAR})
"""Who records and confirms."""

PARDONING = frozenset({Role.SUPERVISOR})
"""Who tries, approves and applies an amnesty."""


@dataclass(frozen=True, slots=True)
class Acting:
    """Somebody who may act, and for which agency."""

    user: User
    agency: Agency


def agency_of(user: User) -> Agency | None:
    """The agency that somebody's office belongs to."""
    return Agency.objects.filter(offices__office=user.office_id).first()


@contextmanager
def acting(by: User, roles: Iterable[Role], doing: str, reference: str = "") -> Iterator[Acting]:
    """One transaction of somebody who has one of these roles now, in an office of an agency.

    What is refused inside leaves nothing behind but an event that says so; who was shown people that are alike is in
    the log too. Raises RegistryRefused.
    """
    try:
        with transaction.atomic():
            wait_a_while()
            yield _acting(by, frozenset(roles))
    except RegistryRefused as refused:
        with transaction.atomic():
            recording.refused(by, doing, reference, refused)
        raise
    except ReasonWanted as wanted:
        if wanted.alike:
            with transaction.atomic():
                shown: list[Json] = [one.reference for one in wanted.alike]
                recording.looked(by, "look-alikes", wanted.subject, {"shown": shown})
        raise


def _acting(by: User, roles: frozenset[Role]) -> Acting:
    user = User.objects.select_related("office").filter(pk=by.pk, is_active=True).first()
    if user is None or not user.holds(roles):
        raise RegistryRefused(NO_ROLE)
    agency = agency_of(user)
    if agency is None:
        raise RegistryRefused(NO_AGENCY)
    return Acting(user, agency)
