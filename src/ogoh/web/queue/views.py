"""The pages of the queue for staff: the ticket machine, the counter, the day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from ogoh.web.accounts import recording
from ogoh.web.accounts.access import granted, signed_in_user
from ogoh.web.accounts.models import Office, Role
from ogoh.web.days import local, today
from ogoh.web.languages import BY_CODE, date_in_words
from ogoh.web.queue import seats, services
from ogoh.web.queue.forms import BackForm, SeatForm
from ogoh.web.queue.links import QUEUE_LINKS
from ogoh.web.queue.models import Counter, State
from ogoh.web.queue.refusal import ANOTHER_NUMBER, QueueRefused
from ogoh.web.queue.services import find_ticket, in_line, ticket_at
from ogoh.web.queue.waiting import day_of, waiting_before, waiting_in

ON_THE_TICKET = (BY_CODE["tg"], BY_CODE["ru"])
"""A ticket speaks to whoever takes it, not to whoever gives it."""

NEXT_SHOWN = 8

DONE = {
    "nobody": _("Nobody waits."),
    "again": _("The number is called once more."),
    "behind": _("Nobody came. The number stands behind the next three and is called once more."),
    "not-there": _("Nobody came for the second time: the number has ended. Whoever comes after all is put back below."),
    "served": _("The number has ended."),
    "left": _("You have left the counter."),
    "back": _("The number stands behind the next three."),
}


@require_GET
@granted(Role.OFFICER, Role.SUPERVISOR)
def machine_here(request: HttpRequest) -> HttpResponse:
    """To the machine of one's own office."""
    return HttpResponseRedirect(reverse("queue:machine", args=[signed_in_user(request).office.code]))


@require_http_methods(["GET", "HEAD", "POST"])
@granted(Role.OFFICER, Role.SUPERVISOR)
def machine(request: HttpRequest, office: str) -> HttpResponse:
    """One button, which gives a ticket."""
    here = _own_office(request, office)
    if request.method == "POST":
        ticket = services.take_ticket(here, signed_in_user(request))
        return HttpResponseRedirect(reverse("queue:ticket", args=[here.code, ticket.number]))
    return render(request, "queue/machine.html", {"office": here, "waiting": waiting_in(here)})


@granted(Role.OFFICER, Role.SUPERVISOR)
def ticket(request: HttpRequest, office: str, number: int) -> HttpResponse:
    """A ticket, to print."""
    here = _own_office(request, office)
    # Not sooner: a stranger is not told that there is such a page.
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    one = find_ticket(here, number)
    if one is None:
        raise Http404
    taken = local(one.taken_at)
    context = {
        "office": here,
        "ticket": one,
        "waiting": waiting_before(one),
        "hour": f"{taken:%H:%M}",
        "speaks": [(language, date_in_words(taken.date(), language)) for language in ON_THE_TICKET],
        "complaints_to": settings.COMPLAINTS_TO,
    }
    return render(request, "queue/ticket.html", context)


def _own_office(request: HttpRequest, code: str) -> Office:
    """The office of an address, if it is one's own; another one is told like one that is not there."""
    user = signed_in_user(request)
    if user.office.code != code:
        with transaction.atomic():
            page = request.resolver_match.view_name if request.resolver_match else ""
            recording.refused(user, page, "queue of another office")
        raise Http404
    return user.office


@require_http_methods(["GET", "HEAD", "POST"])
@granted(Role.OFFICER)
def counter(request: HttpRequest) -> HttpResponse:
    """Sit down, call, end; one page, one focus."""
    if request.method != "POST":
        return _counter_page(request)
    action = _ACTIONS.get(request.POST.get("do", ""))
    if action is None:
        raise Http404
    try:
        return action(request)
    except QueueRefused as refused:
        return _counter_page(request, refused=str(refused))


def _sit(request: HttpRequest) -> HttpResponse:
    form = SeatForm(request.POST)
    if form.is_valid():
        try:
            seats.sit_at(signed_in_user(request), form.cleaned_data["counter"], request.session.session_key or "")
        except QueueRefused as refused:
            form.add_error("counter", str(refused))
        else:
            return _to_counter()
    return _counter_page(request, seat_form=form)


def _leave(request: HttpRequest) -> HttpResponse:
    seats.leave(signed_in_user(request))
    return _to_counter("left")


def _next(request: HttpRequest) -> HttpResponse:
    return _to_counter("" if services.call_next(signed_in_user(request)) else "nobody")


def _served_and_next(request: HttpRequest) -> HttpResponse:
    services.end_ticket(signed_in_user(request), _number(request))
    return _next(request)


def _served(request: HttpRequest) -> HttpResponse:
    services.end_ticket(signed_in_user(request), _number(request))
    return _to_counter("served")


def _again(request: HttpRequest) -> HttpResponse:
    services.call_again(signed_in_user(request), _number(request))
    return _to_counter("again")


def _not_there(request: HttpRequest) -> HttpResponse:
    missed = services.not_there(signed_in_user(request), _number(request))
    return _to_counter("not-there" if missed.state == State.NOT_THERE else "behind")


def _back(request: HttpRequest) -> HttpResponse:
    form = BackForm(request.POST)
    if form.is_valid():
        try:
            services.came_back(signed_in_user(request), form.cleaned_data["back"])
        except QueueRefused as refused:
            form.add_error("back", str(refused))
        else:
            return _to_counter("back")
    return _counter_page(request, back_form=form)


_ACTIONS: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "sit": _sit,
    "leave": _leave,
    "next": _next,
    "served-next": _served_and_next,
    "served": _served,
    "again": _again,
    "not-there": _not_there,
    "back": _back,
}


def _number(request: HttpRequest) -> int:
    """The number that the page showed, which may be old."""
    typed = request.POST.get("number", "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        raise QueueRefused(ANOTHER_NUMBER)
    return int(typed)


def _to_counter(done: str = "") -> HttpResponse:
    return HttpResponseRedirect(reverse("queue:counter") + (f"?done={done}" if done else ""))


def _counter_page(
    request: HttpRequest, refused: str = "", seat_form: SeatForm | None = None, back_form: BackForm | None = None
) -> HttpResponse:
    user = signed_in_user(request)
    seat = seats.seat_of(user)
    wrong = bool(refused or (seat_form and seat_form.errors) or (back_form and back_form.errors))
    context: dict[str, Any] = {
        "refused": refused,
        "done": "" if wrong else DONE.get(request.GET.get("done", "")),
        "seat": seat,
        "form": seat_form or back_form,
        "seat_form": seat_form or SeatForm(),
        "back_form": back_form or BackForm(),
    }
    if seat:
        seats.remember_session(seat, request.session.session_key or "")
        context |= {
            "waiting": waiting_in(seat.office),
            "next": in_line(seat.office)[:NEXT_SHOWN],
            "ticket": ticket_at(user),
            "links": QUEUE_LINKS,
        }
    else:
        context["seats"] = Counter.objects.filter(office=user.office, sat_by__isnull=False).select_related("sat_by")
    return render(request, "queue/counter.html", context, status=422 if wrong else 200)


@require_GET
@granted(Role.SUPERVISOR)
def day(request: HttpRequest) -> HttpResponse:
    """What the day has been in one's office so far."""
    office = signed_in_user(request).office
    now = today()
    sitting = {
        one.number: one.sat_by.full_name
        for one in Counter.objects.filter(office=office, sat_by__isnull=False).select_related("sat_by")
        if one.sat_by
    }
    told = day_of(office, now)
    counted = {one.of or 0: one for one in told.by_counter}
    context = {
        "office": office,
        "date": date_in_words(now, request.language),  # type: ignore[attr-defined]
        "told": told,
        "waiting": waiting_in(office),
        "most": max((one.taken for one in told.by_hour), default=1),
        "counters": [(number, counted.get(number), sitting.get(number, "")) for number in sorted({*counted, *sitting})],
    }
    return render(request, "queue/today.html", context)
