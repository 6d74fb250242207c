"""What Django and the packages around it say of people who come and go, told on in our words."""

from __future__ import annotations

from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.http import HttpRequest

from ogoh.web.accounts import recording, shift
from ogoh.web.accounts.failures import digest_of_name, note_failure
from ogoh.web.accounts.gate import by_recovery_code
from ogoh.web.accounts.models import User


def listen() -> None:
    """Connect; once, when the service starts."""
    user_logged_in.connect(_signed_in, dispatch_uid="ogoh.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="ogoh.signed_out")
    user_login_failed.connect(_failed, dispatch_uid="ogoh.sign_in_failed")
    user_locked_out.connect(_locked_out, dispatch_uid="ogoh.locked_out")


def _signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    with transaction.atomic():
        shift.start(request)
        recording.signed_in(user, by_recovery_code(request, user))


def _signed_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    if user is not None:
        with transaction.atomic():
            recording.signed_out(user)


def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    if request is not None:
        with transaction.atomic():
            note_failure(request)
            recording.sign_in_failed(digest_of_name(request, credentials))


def _locked_out(request: HttpRequest, username: str, **_: Any) -> None:
    with transaction.atomic():
        recording.locked_out(username)
