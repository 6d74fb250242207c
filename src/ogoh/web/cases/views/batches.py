"""Letters out: what waits to be sent to each owner, one letter with its table, and reminders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from ogoh.delivery import DeliveryRefused
from ogoh.web.accounts import recording
from ogoh.web.accounts.access import fresh_code, granted, signed_in_user
from ogoh.web.accounts.models import Role, User
from ogoh.web.audit import events
from ogoh.web.audit.services import record
from ogoh.web.cases import papers, parcels, sending
from ogoh.web.cases.actor import Actor, happening
from ogoh.web.cases.days import addressee_of, terms_in
from ogoh.web.cases.models import Act, Batch, Case, State, Step
from ogoh.web.cases.refusal import CaseRefused
from ogoh.web.cases.views.page import language_of
from ogoh.web.cases.writing import one_writing
from ogoh.web.languages import date_in_words
from ogoh.web.lists.models import Source
from ogoh.web.queue.models import today

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NEWEST = 50
_withdrawn = Step.objects.filter(case=OuterRef("pk"), act=Act.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Pending:
    """What waits for one owner: how many to send, how many to remind of."""

    source: Source
    addressee: str
    to_send: int
    to_remind: int


@require_http_methods(["GET", "HEAD", "POST"])
@granted(Role.SUPERVISOR)
@fresh_code
def batches(request: HttpRequest) -> HttpResponse:
    """What waits to be sent, by owner; sending makes one letter; and the letters that were made."""
    user = signed_in_user(request)
    if request.method == "POST":
        return _send(request, user)
    return _page(request, user)


def _page(request: HttpRequest, user: User, refused: object = "", status: int = 200) -> HttpResponse:
    made = Batch.objects.filter(office=user.office).select_related("source", "office").annotate(count=Count("cases"))
    language = language_of(request)
    rows = [(one, one.count, date_in_words(one.made_on, language)) for one in made[:_NEWEST]]
    context = {"pending": pending_of(user), "batches": rows, "refused": refused, "most": sending.MOST}
    return render(request, "cases/batches.html", context, status=status)


def pending_of(user: User) -> list[Pending]:
    """What an office has to send, to each owner."""
    here, day, found = Case.objects.filter(office=user.office), today(), []
    for source in Source.objects.all():
        addressee = addressee_of(source)
        terms, waiting = terms_in(addressee), here.filter(source=source, state=State.SENT)
        to_send = here.filter(source=source, state=State.OPEN).count()
        to_remind = sum(sending.to_remind(one, terms, day) > 0 for one in waiting)
        if to_send or to_remind:
            found.append(Pending(source, addressee.name, to_send, to_remind))
    return found


def _send(request: HttpRequest, user: User) -> HttpResponse:
    source = Source.objects.filter(code=request.POST.get("source", "").replace("\0", "")).first()
    if source is None:
        raise Http404
    do = sending.remind if request.POST.get("do") == "remind" else sending.send
    try:
        batch = do(Actor.of(user), user.office, source)
    except CaseRefused as refused:
        return _page(request, user, refused.words, status=409)
    return HttpResponseRedirect(reverse("cases:batch", args=[batch.pk]))


@require_GET
@granted(Role.SUPERVISOR)
def batch(request: HttpRequest, number: int) -> HttpResponse:
    """One letter: what is in it, and its files."""
    return _batch_page(request, _batch(signed_in_user(request), number))


def _batch_page(
    request: HttpRequest, one: Batch, refused: object = "", status: int = 200, told: str = ""
) -> HttpResponse:
    """A letter with what could not be done: ``refused`` in the reader's language, ``told`` in English."""
    context = {
        "batch": one,
        "cases": one.cases.annotate(withdrawn=Exists(_withdrawn)).order_by("pk"),
        "made_on": date_in_words(one.made_on, language_of(request)),
        "feed": parcels.feed_of(one.source),
        "refused": refused,
        "told": told,
    }
    return render(request, "cases/batch.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@granted(Role.SUPERVISOR)
@fresh_code
def parcel(request: HttpRequest, number: int) -> HttpResponse:
    """Put the requests of a letter into a parcel for its owner, who is a peer."""
    user = signed_in_user(request)
    one = _batch(user, number)
    if request.method == "POST":
        try:
            parcels.send_batch(one, Actor.of(user))
        except CaseRefused as refused:
            return _batch_page(request, one, refused.words, status=409)
        except DeliveryRefused as refused:
            return _batch_page(request, one, told=str(refused), status=409)
    return HttpResponseRedirect(reverse("cases:batch", args=[one.pk]))


@require_GET
@granted(Role.SUPERVISOR)
@fresh_code
def table(request: HttpRequest, number: int) -> HttpResponse:
    """The requests as a spreadsheet with columns to answer in."""
    return _file(request, number, "xlsx", _SHEET, papers.table_of_batch)


@require_GET
@granted(Role.SUPERVISOR)
@fresh_code
def letter(request: HttpRequest, number: int) -> HttpResponse:
    """The covering letter."""
    return _file(request, number, "pdf", "application/pdf", papers.letter_of_batch)


def _file(request: HttpRequest, number: int, ending: str, kind: str, make: Callable[[Batch], bytes]) -> HttpResponse:
    user = signed_in_user(request)
    one = _batch(user, number)
    try:
        content, cases = make(one), sending.still_asked(one)
    except CaseRefused as refused:
        return _batch_page(request, one, refused.words, status=409)
    with one_writing():
        told = {"batch": one.printed, "file": ending}
        record(happening(events.Act.EXPORT, Actor.of(user), "a file of requests", cases, told))
    return file_answer(content, f"{one.printed.replace('/', '-')}.{ending}", kind)


def file_answer(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file to save."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def sheet_answer(content: bytes, name: str) -> HttpResponse:
    """A spreadsheet to save."""
    return file_answer(content, name, _SHEET)


def _batch(user: User, number: int) -> Batch:
    one = Batch.objects.select_related("source", "office").filter(pk=number).first()
    if one is None:
        raise Http404
    if one.office_id != user.office_id:
        with one_writing():
            recording.refused(user, "a letter of another office")
        raise Http404
    return one
