"""A form that came without its token: refused in plain words, and told to the log."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from ogoh.web import errors
from ogoh.web.accounts import recording
from ogoh.web.accounts.access import match_of
from ogoh.web.accounts.models import User
from ogoh.web.visitor import visitor_of

_SECONDS_BETWEEN = 60
"""Of those who are not signed in, one event in so long for each address and process: nobody may fill the log."""


def not_accepted(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 and an event, for a form that is forged or older than the sign-in; see Django's CSRF_FAILURE_VIEW."""
    match = match_of(request)
    user = getattr(request, "user", None)
    known = user if isinstance(user, User) else None
    if known or _is_first(request):
        with transaction.atomic():
            recording.form_refused(known, match.view_name if match else "")
    return errors.not_accepted(request)


def _is_first(request: HttpRequest) -> bool:
    visitor = visitor_of(request, settings.TRUSTED_PROXIES)
    return cache.add(f"form-refused-{salted_hmac('ogoh.forged', visitor).hexdigest()}", True, _SECONDS_BETWEEN)
