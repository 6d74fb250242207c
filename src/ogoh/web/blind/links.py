"""What blind questions add to the staff's start page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ogoh.web.accounts.links import StaffLink
from ogoh.web.accounts.models import Role

WATCHING = frozenset({Role.AUDITOR, Role.LIST_MANAGER})

OURS = (StaffLink("blind:asked", _("Blind questions"), _("Who asked our lists, and how much."), WATCHING),)
