"""What the queue puts on the staff's start page, and what other apps put beside a called number."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ogoh.web.accounts.links import StaffLink
from ogoh.web.accounts.models import Role

OURS = (
    StaffLink("queue:counter", _("My counter"), _("Call the next number."), frozenset({Role.OFFICER})),
    StaffLink(
        "queue:machine_here",
        _("Tickets"),
        _("Give people a number in the queue."),
        frozenset({Role.OFFICER, Role.SUPERVISOR}),
    ),
    StaffLink(
        "queue:today", _("The queue today"), _("How many came, and how long they waited."), frozenset({Role.SUPERVISOR})
    ),
)


@dataclass(frozen=True, slots=True)
class QueueLink:
    """A link beside the number that was called, to the view of this URL name, which takes no arguments."""

    name: str
    words: Promise
    access_key: str = ""

    @property
    def address(self) -> str:
        """Where it leads."""
        return reverse(self.name)


QUEUE_LINKS: list[QueueLink] = []
"""Added to in ``AppConfig.ready``; the first one is focused when a number was called."""
