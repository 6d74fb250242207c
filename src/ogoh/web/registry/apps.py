"""The registry as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Decisions of agencies, and all that was done to them."""

    name = "ogoh.web.registry"
    label = "registry"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the registry's links on the staff's start page."""
        from ogoh.web.accounts.links import STAFF_LINKS
        from ogoh.web.registry.links import OURS

        STAFF_LINKS.extend(OURS)
