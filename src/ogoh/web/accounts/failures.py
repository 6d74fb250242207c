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


def is_spent(request: HttpRequest) -> bool:
    """Whether so much failed from this address, under whatever names, that none is looked at for a while."""
    return wait_for(Bucket, _key(request), FROM_ONE_ADDRESS) > 0.0


def _key(request: HttpRequest) -> str:
    return digest("sign-in", visitor_of(request, settings.TRUSTED_PROXIES))


def locked_out(request: HttpRequest, _response: Any = None, _credentials: Any = None) -> HttpResponse:
    """The page for whoever failed too often."""
    minutes = math.ceil(settings.AXES_COOLOFF_TIME.total_seconds() / 60)
    response = render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response
