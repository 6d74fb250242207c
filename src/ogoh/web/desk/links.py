"""What the desk adds to the staff's start page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ogoh.web.accounts.links import StaffLink
from ogoh.web.accounts.models import Role
from ogoh.web.queue.links import QueueLink

CHECKING = frozenset({Role.OFFICER, Role.SUPERVISOR})
REVIEWING = frozenset({Role.REVIEWER, Role.SUPERVISOR})
WATCHING = frozenset({Role.SUPERVISOR, Role.AUDITOR})

AT_COUNTER = QueueLink("desk:check", _("Check a person"))

OURS = (
    StaffLink("desk:check", _("Check a person"), _("With the passport in hand."), CHECKING),
    StaffLink("desk:reviews", _("Doubtful matches"), _("Decide what a colleague found doubtful."), REVIEWING),
    StaffLink("desk:patterns", _("Unusual patterns"), _("Looks that want an explanation."), WATCHING),
    StaffLink("desk:looks", _("Who looked this person up"), _("For the person who asks, and nobody else."), CHECKING),
)
