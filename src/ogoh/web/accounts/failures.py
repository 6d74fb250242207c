"""Failed attempts to sign in: counted by name and address, and what is said to whoever failed too often."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from ogoh.web.visitor import visitor_of


def digest_of_name(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """The name that was typed, as a keyed digest: people type their passwords into that box."""
    typed = (credentials or {}).get("username") or request.POST.get("login", "")
    return salted_hmac("ogoh.name", str(typed).strip().casefold(), algorithm="sha256").hexdigest()


def address(request: HttpRequest) -> str | None:
    """The asker's address as far as our proxies vouch for it; of an IPv6 one, the network that a household has."""
    visitor = visitor_of(request, settings.TRUSTED_PROXIES).partition("/")[0]
    return None if visitor == "unknown" else visitor


def locked_out(request: HttpRequest, _response: Any = None, _credentials: Any = None) -> HttpResponse:
    """The page for whoever failed too often."""
    minutes = math.ceil(settings.AXES_COOLOFF_TIME.total_seconds() / 60)
    response = render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response
