"""The queue as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class QueueConfig(AppConfig):
    """Tickets and counters of the offices."""

    name = "ogoh.web.queue"
    label = "queue"

    def ready(self) -> None:
        """Stand on the staff's start page."""
        from ogoh.web.accounts.links import STAFF_LINKS
        from ogoh.web.queue.links import OURS

        STAFF_LINKS.extend(OURS)
