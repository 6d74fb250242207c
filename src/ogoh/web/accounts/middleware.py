"""What stands before every view: session, protection against forged requests, language, shift, and the gate.

Public pages pass all of it untouched: a middleware made by ``_within`` sees only requests for views with a session.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.module_loading import import_string

from ogoh.web.accounts.access import has_session

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class Within:
    """Another middleware, for requests of views with a session alone."""

    def __init__(self, path: str, get_response: GetResponse) -> None:
        self._get_response = get_response
        self._middleware = import_string(path)(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Through the other one, or past it."""
        through = self._middleware if has_session(request) else self._get_response
        response: HttpResponseBase = through(request)
        return response

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponseBase | None:
        """What the other one says of the view."""
        asked = getattr(self._middleware, "process_view", None)
        return asked(request, *view) if asked and has_session(request) else None


def _within(path: str) -> Callable[[GetResponse], Within]:
    def made(get_response: GetResponse) -> Within:
        return Within(path, get_response)

    return made


sessions = _within("django.contrib.sessions.middleware.SessionMiddleware")
forgery = _within("django.middleware.csrf.CsrfViewMiddleware")
users = _within("django.contrib.auth.middleware.AuthenticationMiddleware")
failures = _within("axes.middleware.AxesMiddleware")
language = _within("ogoh.web.accounts.page.Speak")
shift = _within("ogoh.web.accounts.shift.Shift")
