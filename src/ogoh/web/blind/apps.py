"""Blind questions as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class BlindConfig(AppConfig):
    """Keys of our lists, whoever may ask under them, and how much they asked."""

    name = "ogoh.web.blind"
    label = "blind"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put our link on the staff's start page."""
        from ogoh.web.accounts.links import STAFF_LINKS
        from ogoh.web.blind.links import OURS

        STAFF_LINKS.extend(OURS)
