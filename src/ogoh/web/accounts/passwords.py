"""Passwords: what one must be like, and first ones that are made here."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SHORTEST = 12
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody takes for another when copying them from paper."""

NEEDED = _("Write at least 12 signs: three or four words that do not belong together are good.")
_KNOWN = _("This password is well known, or it holds your name. Choose another.")


class HardToGuess:
    """Long, not among the 20,000 that are tried first, and without the name it stands beside."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError with what to do instead."""
        if len(password) < SHORTEST:
            raise ValidationError(NEEDED)
        name = str(getattr(user, "username", ""))
        if password.lower().strip() in CommonPasswordValidator().passwords or (name and name in password.lower()):
            raise ValidationError(_KNOWN)

    def get_help_text(self) -> str:
        """What the page says beside the field."""
        return str(NEEDED)


def first_password() -> str:
    """A password to be told to somebody, and changed by them: 16 signs in groups of four, 79 bits."""
    return "-".join("".join(secrets.choice(_SIGNS) for _sign in range(4)) for _group in range(4))
