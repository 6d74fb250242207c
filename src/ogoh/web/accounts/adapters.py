"""How the packages that sign people in speak and behave here."""

from __future__ import annotations

from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ogoh.web.accounts.models import User
from ogoh.web.accounts.second_factor import decrypted, encrypted

WRONG_CODE = _("This code is wrong, or it was used before. Wait for the next one and type that.")


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # without types
    """No sign-up, no letters; a password is changed here or by an administrator."""

    error_messages = {  # noqa: RUF012  # as the base has it
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("Name and password do not fit together."),
        "enter_current_password": _("This is not your present password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an administrator adds people."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Never: pages answer with pages."""
        return False

    def is_reauthentication_required(self, app: str) -> bool:
        """The gate asks for a fresh code where one is wanted."""
        return False

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """By code alone."""
        return [{"id": "mfa_reauthenticate", "description": "", "url": reverse("mfa_reauthenticate")}]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """On to the start page, or what the gate still wants."""
        return reverse("staff:start")

    def set_password(self, user: User, password: str) -> None:
        """A password that its bearer chose; all other sessions of theirs end with it."""
        user.set_password(password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])

    def send_notification_mail(self, *_args: Any, **_named: Any) -> None:
        """None: nobody here has an address."""


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]  # without types
    """Secrets under our key, codes drawn without a style of their own, which the pages' policy would keep out."""

    error_messages = {  # noqa: RUF012  # as the base has it
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
    }

    def get_totp_label(self, user: User) -> str:
        """What the device shows beside the code."""
        return str(user.username)

    def build_totp_svg(self, url: str) -> str:
        """The address as a picture for a device's camera."""
        return segno.make(url, error="m").svg_inline(scale=5, border=4, dark="#1d2327", light="#ffffff", omitsize=True)

    def encrypt(self, text: str) -> str:
        """As the table keeps it."""
        return encrypted(text)

    def decrypt(self, encrypted_text: str) -> str:
        """As it is used."""
        return decrypted(encrypted_text)
