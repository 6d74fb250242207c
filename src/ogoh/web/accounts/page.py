"""The frame of the staff's pages: language, who is signed in, where the links lead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone, translation

from ogoh.web.accounts.access import has_session
from ogoh.web.accounts.models import User
from ogoh.web.languages import BY_CODE, COOKIE, LANGUAGES, language_of_request

_A_YEAR = 365 * 86_400


class Speak:
    """Speaks the language that was chosen with ``?language=``, and lets nobody on the way keep a page of the staff."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The page in its language."""
        chosen = BY_CODE.get(request.GET.get("language", ""))
        language = chosen or language_of_request(request)
        request.language = language  # type: ignore[attr-defined]
        with translation.override(language.code), timezone.override(settings.TIME_OF_STAFF):
            response = self._get_response(request)
            # A response that is rendered later would speak another language.
            if hasattr(response, "render"):
                response = response.render()
        response.headers["Content-Language"] = language.tag
        response.headers["Cache-Control"] = "no-store"
        # With no-referrer a browser says of no form where it comes from, and every form would look forged.
        response.headers["Referrer-Policy"] = "same-origin"
        if chosen:
            response.set_cookie(
                COOKIE, chosen.code, max_age=_A_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax"
            )
        return response


def frame(request: HttpRequest) -> dict[str, Any]:
    """What every template of the staff's pages needs; nothing for the public ones."""
    if not has_session(request):
        return {"home": reverse("selfcheck:start", args=[language_of_request(request)])}
    language = getattr(request, "language", None) or language_of_request(request)
    user = getattr(request, "user", None)
    return {
        "home": reverse("staff:start"),
        "language": language,
        "languages": [(one, _in(request, one.code)) for one in LANGUAGES],
        "person": user if isinstance(user, User) else None,
    }


def _in(request: HttpRequest, code: str) -> str:
    """This page in another language: the same address, whatever else is asked in it."""
    asked = request.GET.copy()
    asked["language"] = code
    return f"?{asked.urlencode()}"
