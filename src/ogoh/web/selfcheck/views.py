"""The public pages: form in, answer out, and nothing that was typed stays behind."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from functools import wraps

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from ogoh.web.accounts.access import open_to_everybody
from ogoh.web.checks.services import ListNotReadyError
from ogoh.web.languages import LANGUAGES, Language, date_in_words, language_of_browser
from ogoh.web.selfcheck import limits
from ogoh.web.selfcheck.answer_page import blocks
from ogoh.web.selfcheck.forms import CheckForm
from ogoh.web.selfcheck.guidance import LIMITS
from ogoh.web.selfcheck.proof import new_challenge
from ogoh.web.selfcheck.services import ask, reading_of
from ogoh.web.visitor import visitor_of

Page = Callable[[HttpRequest, Language], HttpResponse]

SECONDS_PER_STEP = 0.3
"""Answers leave at whole multiples of this after the question came (setting ANSWER_STEP_SECONDS; 0: at once)."""

BYTES_PER_STEP = 16 * 1024
"""Answer pages are filled up to a multiple of this, so that their length on the wire does not tell the answer."""


def _in_language(page: Page) -> Page:
    """Speak the address's language, and let nobody on the way keep or pass on anything."""

    @wraps(page)
    def spoken(request: HttpRequest, language: Language) -> HttpResponse:
        with translation.override(language.code):
            response = page(request, language)
        response["Content-Language"] = language.tag
        response["Cache-Control"] = "no-store, no-transform"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return spoken


@open_to_everybody
@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """Send the visitor to the start page in the browser's language."""
    language = language_of_browser(request)
    response = HttpResponseRedirect(reverse("selfcheck:start", args=[language]))
    patch_vary_headers(response, ["Accept-Language"])
    return response


@open_to_everybody
@require_GET
@_in_language
def start(request: HttpRequest, language: Language) -> HttpResponse:
    """What this is, for whom, what it needs, and that it is free."""
    return _page(request, language, "start", {})


# Without a session or a cookie there is nothing that a forged request could borrow, and its sender cannot
# read the answer; a CSRF cookie would only shut out phones that keep none, and mark those that do.
@open_to_everybody
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@_in_language
def check(request: HttpRequest, language: Language) -> HttpResponse:
    """The form, and by POST its answer, rendered into the response and kept nowhere."""
    if request.method != "POST":
        return _form_page(request, language, CheckForm())
    came = time.monotonic()
    response = _answer(request, language, CheckForm(request.POST))
    if step := getattr(settings, "ANSWER_STEP_SECONDS", SECONDS_PER_STEP):
        time.sleep(seconds_to_next_step(time.monotonic() - came, step))
    return response


def _answer(request: HttpRequest, language: Language, form: CheckForm) -> HttpResponse:
    if not form.is_valid():
        return _form_page(request, language, form, status=422)
    visitor = visitor_of(request, settings.TRUSTED_PROXIES)
    try:
        wait = limits.seconds_to_wait(visitor, form.subject.documents[0].folded, form.cleaned_data["proof"])
        if wait:
            return _too_many(request, language, wait)
        reply = ask(form.subject)
    except (ListNotReadyError, OperationalError):
        # A great list is being written, and on SQLite there is one writer at a time.
        return _page(request, language, "not_ready", {}, status=503)
    page = {
        "blocks": blocks(reply.answers, language),
        "unseen": reply.not_looked_at,
        "limits": LIMITS,
        "written": form.subject.names[0].text,
        "reading": reading_of(form.subject),
        "today": date_in_words(timezone.localdate(), language),
    }
    return _filled_up(_page(request, language, "answer", page))


def _form_page(request: HttpRequest, language: Language, form: CheckForm, status: int = 200) -> HttpResponse:
    return _page(request, language, "check", {"form": form, "challenge": new_challenge()}, status)


def _too_many(request: HttpRequest, language: Language, seconds: float) -> HttpResponse:
    response = _page(request, language, "too_many", {"minutes": math.ceil(seconds / 60)}, status=429)
    response["Retry-After"] = str(math.ceil(seconds))
    return response


def _page(
    request: HttpRequest, language: Language, name: str, context: Mapping[str, object], status: int = 200
) -> HttpResponse:
    # The other languages' answers cannot be linked to: an answer has no address. Their forms can.
    address = "selfcheck:start" if name == "start" else "selfcheck:check"
    frame = {
        "language": language,
        "languages": [(other, reverse(address, args=[other])) for other in LANGUAGES],
        "complaints_to": settings.COMPLAINTS_TO,
    }
    return render(request, f"selfcheck/{name}.html", {**frame, **context}, status=status)


def _filled_up(response: HttpResponse) -> HttpResponse:
    missing = -len(response.content) % BYTES_PER_STEP
    response.content += b" " * missing
    return response


def seconds_to_next_step(taken: float, step: float) -> float:
    """How long an answer that took ``taken`` seconds waits, so that it leaves at a whole number of steps."""
    return step * max(1, math.ceil(taken / step)) - taken
