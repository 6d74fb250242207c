"""What stands on the staff's start page: each app adds its own links when the service starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ogoh.web.accounts.models import Role, User


@dataclass(frozen=True, slots=True)
class StaffLink:
    """A link for staff with one of ``roles`` (none: all staff) to the view of this URL name, and what it is for.

    ``opens`` says of somebody with such a role whether there is anything for them behind it, ``waiting`` counts what
    waits there; both are asked with each start page.
    """

    name: str
    words: Promise
    purpose: Promise
    roles: frozenset[Role] = frozenset()
    opens: Callable[[User], bool] = lambda _user: True
    waiting: Callable[[User], int] | None = None

    @property
    def address(self) -> str:
        """Where it leads."""
        return reverse(self.name)


STAFF_LINKS: list[StaffLink] = []
"""In the order in which the apps stand in INSTALLED_APPS; added to in ``AppConfig.ready``."""

_ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
OURS = (
    StaffLink("staff:people", _("People"), _("Who signs in here, and what they may do."), _ADMINISTRATORS),
    StaffLink("staff:offices", _("Offices"), _("Where people work."), _ADMINISTRATORS),
)


def links_for(user: User) -> list[StaffLink]:
    """The links that somebody's roles open."""
    return [link for link in STAFF_LINKS if (not link.roles or user.holds(link.roles)) and link.opens(user)]


def counted_links_for(user: User) -> list[tuple[StaffLink, int]]:
    """The same, each with how many things wait there."""
    return [(link, link.waiting(user) if link.waiting else 0) for link in links_for(user)]
