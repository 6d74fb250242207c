"""Who is let in by name and password."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings


class Names(AuthenticationBackend):  # type: ignore[misc]  # without types
    """Active people; those of the demonstration, whose passwords everybody knows, only where it runs."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Asked at signing in, and with every request of a session."""
        return bool(user.is_active and (settings.DEMO or not user.is_made_up))

    @classmethod
    def _stash_user(cls, user: Any) -> None:
        # The base keeps whoever it refuses here after a right password, and signs them in all the same.
        return None
