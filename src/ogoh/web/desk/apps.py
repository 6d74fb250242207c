"""The desk as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Questions asked at a desk, until they are forgotten, and what was decided of doubtful ones."""

    name = "ogoh.web.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the desk's links on the staff's start page and beside the number that was called."""
        from ogoh.web.accounts.links import STAFF_LINKS
        from ogoh.web.desk.links import AT_COUNTER, OURS
        from ogoh.web.queue.links import QUEUE_LINKS

        STAFF_LINKS.extend(OURS)
        QUEUE_LINKS.append(AT_COUNTER)
