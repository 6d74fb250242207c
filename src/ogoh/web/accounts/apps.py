"""Accounts of staff as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """People of the offices, their roles, their sessions."""

    name = "ogoh.web.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to who comes and goes; keep Django's own permissions, which nobody asks for, out of the tables."""
        from ogoh.web.accounts import links, receivers

        receivers.listen()
        links.STAFF_LINKS.extend(links.OURS)
        post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
