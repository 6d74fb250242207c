"""The desk as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Questions asked at a desk, until they are forgotten, and what was decided of doubtful ones."""

    name = "ogoh.web.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the desk's links on the staff's start page."""
        from ogoh.web.accounts.links import STAFF_LINKS
        from ogoh.web.desk.links import OURS

        STAFF_LINKS.extend(OURS)
