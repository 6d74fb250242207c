"""The page of whoever watches: who asked our lists, and how much."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from ogoh.web.accounts.access import granted
from ogoh.web.accounts.models import Role
from ogoh.web.blind.figures import asked_lately
from ogoh.web.blind.keys import forget_ended, keys_in_force
from ogoh.web.languages import date_in_words, language_of_request


@require_GET
@granted(Role.AUDITOR, Role.LIST_MANAGER)
def asked(request: HttpRequest) -> HttpResponse:
    """Askers with their counts, and the keys under which they may ask."""
    forget_ended()
    language = getattr(request, "language", None) or language_of_request(request)
    keys = [
        (one, date_in_words(one.dated, language), date_in_words(timezone.localdate(one.ends_at), language))
        for one in keys_in_force()
    ]
    return render(request, "blind/asked.html", {"askers": asked_lately(), "keys": keys})
