"""What the registry adds to the staff's start page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ogoh.web.accounts.links import StaffLink
from ogoh.web.accounts.models import User
from ogoh.web.registry.staff import KEEPING, PARDONING, agency_of


def _has_agency(user: User) -> bool:
    return agency_of(user) is not None


OURS = (
    StaffLink(
        "registry:start", _("Decisions of the agency"), _("Record one, or confirm what a colleague wrote."), KEEPING
    ),
    StaffLink("registry:amnesties", _("Amnesties"), _("Lift many decisions by a rule."), PARDONING, opens=_has_agency),
)
