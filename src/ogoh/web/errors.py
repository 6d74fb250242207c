"""In plain words, in the reader's language: no such page, not allowed, a form not accepted, a fault of ours."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ogoh.web.languages import language_of_request

_NO_SUCH_PAGE = (_("There is no such page"), _("Look at the address once more, or begin at the start page."))
_NOT_ALLOWED = (_("This page is not open to you"), _("Your roles do not open it. Ask an administrator of your office."))
_NOT_ACCEPTED = (
    _("This form was not accepted"),
    _("It was open for too long, or it came from another website. Nothing was changed. Open the page again."),
)


_NOT_UNDERSTOOD = (
    _("This could not be read"),
    _("What your browser sent is too long, damaged, or meant for another address. Nothing was changed. Begin anew."),
)
_FAILED = (
    _("Something went wrong here"),
    _("It is not your fault. Nothing was half done. Try again in a few minutes; tell the office if it happens again."),
)
_BUSY = (
    _("Somebody else is writing just now"),
    _("Nothing was changed. Go back and send it again in a few minutes."),
)


def busy(request: HttpRequest) -> HttpResponse:
    """503, where the database is written by another for too long, or has no room."""
    response = _plain(request, 503, _BUSY)
    response["Retry-After"] = "60"
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _page(request, 404, _NO_SUCH_PAGE)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, for whoever is signed in and for views that say not who may call them."""
    return _page(request, 403, _NOT_ALLOWED)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, for what no browser sends of itself."""
    return _plain(request, 400, _NOT_UNDERSTOOD)


def failed(request: HttpRequest) -> HttpResponse:
    """500. It asks neither the database nor the session, for they may be what failed."""
    return _plain(request, 500, _FAILED)


def not_accepted(request: HttpRequest) -> HttpResponse:
    """403, for a form without its token: forged, or older than the sign-in."""
    return _page(request, 403, _NOT_ACCEPTED)


def _plain(request: HttpRequest, status: int, words: tuple[Promise, Promise]) -> HttpResponse:
    """A page that asks nothing of the request but its language."""
    language = getattr(request, "language", None) or language_of_request(request)
    home = reverse("selfcheck:start", args=[language])
    with translation.override(language.code):
        told = {"language": language, "heading": words[0], "sentence": words[1], "home": home}
        page = render_to_string("accounts/refused.html", told)
    return HttpResponse(page, status=status, headers={"Content-Language": language.tag, "Cache-Control": "no-store"})


def _page(request: HttpRequest, status: int, words: tuple[Promise, Promise]) -> HttpResponse:
    language = getattr(request, "language", None) or language_of_request(request)
    context: dict[str, Any] = {"language": language, "heading": words[0], "sentence": words[1]}
    with translation.override(language.code):
        response = render(request, "accounts/refused.html", context, status=status)
    response["Content-Language"] = language.tag
    response["Cache-Control"] = "no-store"
    return response
