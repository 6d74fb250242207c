"""The wall screen: which number goes to which counter; open to everybody, with nothing personal on it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_GET

from ogoh.web.accounts.access import open_to_everybody
from ogoh.web.accounts.models import Office
from ogoh.web.days import local
from ogoh.web.languages import BY_CODE, language_of_request
from ogoh.web.queue.models import State, Ticket
from ogoh.web.queue.services import in_line

SHOWN = 7
"""So many numbers are read from ten metres on one screen."""


@require_GET
@open_to_everybody
def wall(request: HttpRequest, office: str) -> HttpResponse:
    """Called numbers, the newest first; the page asks anew every five seconds."""
    here = Office.objects.filter(code=office).first()
    if here is None:
        raise Http404
    language = BY_CODE.get(request.GET.get("language", "")) or language_of_request(request)
    called = Ticket.objects.filter(office=here, state=State.CALLED).select_related("counter")
    context = {
        "language": language,
        "office": here,
        "called": called.order_by("-announced_at", "-number")[:SHOWN],
        "people": in_line(here).count(),
        "now": f"{local(timezone.now()):%H:%M}",
    }
    with translation.override(language.code):
        response = render(request, "queue/wall.html", context)
    response["Content-Language"] = language.tag
    response["Cache-Control"] = "no-store"
    return response
