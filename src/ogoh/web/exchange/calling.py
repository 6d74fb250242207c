"""How installations call each other: a bearer token that goes where it was meant for, and refusals in one shape.

    {"errors": [{"field": …, "found": …, "expected": …, "remedy": …}], "reason": …}

``reason`` is the word for programs, where there is one.
"""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPResponse
from typing import IO, Any, cast
from urllib.error import HTTPError

from django.http import HttpRequest, HttpResponse, JsonResponse

LARGEST_POSTED = 50_000_000
"""Bytes of a parcel that is handed over. What is larger is fetched, which can be gone on with."""

_LONGEST_REFUSAL = 100_000
_REASON = re.compile(r"[a-z_]{1,40}")


@dataclass(frozen=True, slots=True)
class Fault:
    """What was looked at, what was found and expected, and what to do."""

    field: str
    found: str
    expected: str
    remedy: str


class _NotElsewhere(urllib.request.HTTPRedirectHandler):
    """No redirection is followed: the token is for the one called alone."""

    def redirect_request(self, *_: Any) -> None:
        return None


_opener = urllib.request.build_opener(_NotElsewhere)


def call(
    address: str,
    token: str,
    patience: float,
    body: bytes | IO[bytes] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HTTPResponse:
    """Call another installation, by POST where there is a body; ``patience`` is in seconds.

    Raises HTTPError for a refusal, OSError and HTTPException where the line fails.
    """
    request = urllib.request.Request(  # noqa: S310  # peers are reached by https alone, see `peers.reach`
        address, body, {"Authorization": f"Bearer {token}", **(headers or {})}, method="GET" if body is None else "POST"
    )
    return cast("HTTPResponse", _opener.open(request, timeout=patience))


def bearer(request: HttpRequest) -> str:
    """The token that a caller shows; empty where it shows none."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else ""


def problem(status: int, fault: Fault, reason: str = "") -> HttpResponse:
    """A refusal as it is told to a program."""
    told = {"field": fault.field, "found": fault.found, "expected": fault.expected, "remedy": fault.remedy}
    response = JsonResponse({"errors": [told], **({"reason": reason} if reason else {})}, status=status)
    response["Cache-Control"] = "no-store"
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def told_in(refused: HTTPError) -> tuple[Fault, str] | None:
    """What `problem` told, and its reason; None where it is something else."""
    try:
        told = json.loads(refused.read(_LONGEST_REFUSAL))
        first = told["errors"][0]
        fault = Fault(*(str(first[name]) for name in ("field", "found", "expected", "remedy")))
        return fault, told["reason"] if _REASON.fullmatch(str(told.get("reason", ""))) else ""
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OSError):
        return None
