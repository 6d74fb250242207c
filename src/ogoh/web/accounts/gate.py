"""The gate: every request is refused unless the view says who may call it, and the caller is one of them."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import ResolverMatch, reverse

from ogoh.web import errors
from ogoh.web.accounts import recording
from ogoh.web.accounts.access import Access, FreshCode, Who, access_of, fresh_code_of, match_of
from ogoh.web.accounts.models import User
from ogoh.web.accounts.second_factor import has_second_factor

_log = logging.getLogger(__name__)


class Gate:
    """Asks before the view is called; nothing of the view has run by then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """On to the view."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: tuple[Any, ...], _named: dict[str, Any]
    ) -> HttpResponse | None:
        """None lets the request through."""
        match = match_of(request)
        access = access_of(match) if match else None
        if match is None or access is None:
            _log.error("The view %s says not who may call it: it is refused to everybody.", view.__module__)
            return errors.not_allowed(request)
        return _refusal(request, match, access)


def _refusal(request: HttpRequest, match: ResolverMatch, access: Access) -> HttpResponse | None:
    if access.who in (Who.EVERYBODY, Who.TOKEN, Who.SIGNING_IN):
        return None
    user = request.user
    if not isinstance(user, User):
        return _to("account_login", request)
    if access.who is Who.SETTING_UP:
        return None
    return _not_set_up(request, user) or _not_granted(request, match, access, user) or _not_fresh(request, match, user)


def _not_set_up(request: HttpRequest, user: User) -> HttpResponse | None:
    """The way to password and second factor for whoever lacks them; nothing else is reached before."""
    protected = has_second_factor(user)
    if protected and _last_code(request, user) is None:
        return _to("mfa_reauthenticate", request)
    if user.must_change_password:
        return HttpResponseRedirect(reverse("account_change_password"))
    return None if protected else HttpResponseRedirect(reverse("mfa_activate_totp"))


def _not_granted(request: HttpRequest, match: ResolverMatch, access: Access, user: User) -> HttpResponse | None:
    if not access.roles or user.holds(access.roles):
        return None
    with transaction.atomic():
        recording.refused(user, match.view_name)
    return errors.not_allowed(request)


def _not_fresh(request: HttpRequest, match: ResolverMatch, user: User) -> HttpResponse | None:
    wanted = fresh_code_of(match)
    return None if wanted is None or is_fresh(request, user) else _to("mfa_reauthenticate", request, wanted)


def is_fresh(request: HttpRequest, user: User) -> bool:
    """Whether a code of the second factor was given in this session no longer than FRESH_MINUTES ago."""
    given = _last_code(request, user)
    return given is not None and 0 <= time.time() - given < settings.FRESH_MINUTES * 60


def _last_code(request: HttpRequest, user: User) -> float | None:
    """When the last code was given in this session, in seconds since 1970."""
    given = _codes(request, user)
    return float(given[-1]["at"]) if given else None


def by_recovery_code(request: HttpRequest, user: User) -> bool:
    """Whether the last code that was given in this session is one of those kept on paper."""
    given = _codes(request, user)
    return bool(given) and given[-1].get("type") == "recovery_codes"


def _codes(request: HttpRequest, user: User) -> list[dict[str, Any]]:
    """Every code that was given in this session, in their order."""
    return [one for one in get_authentication_records(request, user) if one.get("method") == "mfa"]


def _to(name: str, request: HttpRequest, fresh: FreshCode | None = None) -> HttpResponse:
    """To another page, and from there back to what was asked for: only ever by GET, so a form is sent anew."""
    back = reverse(fresh.back_to) if fresh and fresh.back_to else request.path
    if request.method == "GET":
        back = request.get_full_path()
    asked = {"next": back}
    if ended := getattr(request, "ended", ""):
        asked["ended"] = ended
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode(asked)}")
