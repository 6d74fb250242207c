"""How long a session lasts: a shift at most, and not when nobody is there."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from ogoh.web.accounts import recording
from ogoh.web.accounts.models import User

STARTED, SEEN = "ogoh_started", "ogoh_seen"
_NOTED_EVERY = 60.0
"""Seconds between two notes of when somebody was last seen: not every page writes."""


class Shift:
    """Ends sessions whose time is over, before anything else looks at them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """On with the session, or without."""
        user = request.user
        if isinstance(user, User):
            now = time.time()
            if over := _over(request, now):
                end(request, user, over)
            elif now - float(request.session.get(SEEN, 0)) > _NOTED_EVERY:
                request.session[SEEN] = now
        return self._get_response(request)


def start(request: HttpRequest) -> None:
    """A shift begins; sessions that are long over leave the table."""
    request.session[STARTED] = request.session[SEEN] = time.time()
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


def end(request: HttpRequest, user: User, why: str) -> None:
    """The session's time is over: its row goes, its cookie is worth nothing."""
    with transaction.atomic():
        recording.session_ended(user, why)
        request.session.flush()
        request.user = AnonymousUser()
    request.ended = why  # type: ignore[attr-defined]


def ends_at(request: HttpRequest) -> datetime:
    """When the shift is over whatever is done (UTC)."""
    started = float(request.session.get(STARTED, 0))
    return datetime.fromtimestamp(started + settings.SHIFT_HOURS * 3600, tz=UTC)


def _over(request: HttpRequest, now: float) -> str:
    started, seen = (float(request.session.get(key, 0)) for key in (STARTED, SEEN))
    if now >= started + settings.SHIFT_HOURS * 3600:
        return "shift"
    return "idle" if now >= seen + settings.IDLE_MINUTES * 60 else ""
