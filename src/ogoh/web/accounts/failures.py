"""Failed attempts to sign in: counted by name and address, and what is said to whoever failed too often."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from ogoh.web.accounts.models import Bucket
from ogoh.web.buckets import Allowance, digest, spend, wait_for
from ogoh.web.visitor import visitor_of

FROM_ONE_ADDRESS = Allowance(tokens=40, seconds=30 * 60.0)
"""An office behind one address mistypes less than this; trying one password on every name needs more."""


def digest_of_name(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """The name that was typed, as a keyed digest: people type their passwords into that box."""
    typed = (credentials or {}).get("username") or request.POST.get("login", "")
    return salted_hmac("ogoh.name", str(typed).strip().casefold(), algorithm="sha256").hexdigest()


def address(request: HttpRequest) -> str | None:
    """The asker's address as far as our proxies vouch for it; of an IPv6 one, the network that a household has."""
    visitor = visitor_of(request, settings.TRUSTED_PROXIES).partition("/")[0]
    return None if visitor == "unknown" else visitor


def note_failure(request: HttpRequest) -> None:
    """One more failure from this address, whatever the name."""
    spend(Bucket, _key(request), FROM_ONE_ADDRESS)


def seconds_to_wait(request: HttpRequest) -> float:
    """How long no name is looked at, because so much failed from this address; 0.0 where one is."""
    return wait_for(Bucket, _key(request), FROM_ONE_ADDRESS)


def _key(request: HttpRequest) -> str:
    return digest("sign-in", visitor_of(request, settings.TRUSTED_PROXIES))


def locked_out(request: HttpRequest, _response: Any = None, _credentials: Any = None) -> HttpResponse:
    """The page for whoever failed too often under one name (AXES_LOCKOUT_CALLABLE)."""
    return too_often(request, settings.AXES_COOLOFF_TIME.total_seconds())


def too_often(request: HttpRequest, seconds: float) -> HttpResponse:
    """The page for whoever failed too often, and is looked at again after so many seconds."""
    context = {"minutes": math.ceil(seconds / 60)}
    response = render(request, "accounts/locked_out.html", context, status=429)
    response["Retry-After"] = str(math.ceil(seconds))
    return response
