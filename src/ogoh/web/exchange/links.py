"""What the exchange adds to the staff's start page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ogoh.web.accounts.links import StaffLink
from ogoh.web.accounts.models import Role

WATCHING = frozenset({Role.LIST_MANAGER, Role.AUDITOR})

OURS = (
    StaffLink(
        "exchange:parcels", _("Exchange with other authorities"), _("What was sent, taken, and is missing."), WATCHING
    ),
)
