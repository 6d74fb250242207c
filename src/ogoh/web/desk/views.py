"""The desk's pages: ask, the card, what to print, doubtful matches, and who looked somebody up."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ogoh.identity import Subject, Unreadable, read_document
from ogoh.web.accounts.access import fresh_code, granted, signed_in_user
from ogoh.web.accounts.models import Role, User
from ogoh.web.audit.events import Act, Happening
from ogoh.web.audit.looks import looks_at
from ogoh.web.audit.services import record
from ogoh.web.audit.subjects import subject_digests
from ogoh.web.checks.services import ListNotReadyError
from ogoh.web.desk import services
from ogoh.web.desk.card import card_of
from ogoh.web.desk.certifying import certificate as issued
from ogoh.web.desk.charts import chart
from ogoh.web.desk.forms import DecisionForm, DeskForm, LooksForm
from ogoh.web.desk.links import REVIEWING
from ogoh.web.desk.models import REVIEW_NUMBER, OpenReview, Question
from ogoh.web.desk.patterns import DAYS, looks_of, patterns
from ogoh.web.desk.picture import read_picture
from ogoh.web.desk.purposes import told_look
from ogoh.web.desk.refusal import DeskRefused
from ogoh.web.desk.told import Told
from ogoh.web.languages import BY_CODE, LANGUAGES, Language, date_in_words, language_of_request
from ogoh.web.queue.services import ticket_at
from ogoh.web.reviews.models import ReviewVerdict
from ogoh.web.selfcheck.answer_page import blocks
from ogoh.web.selfcheck.forms import UNREADABLE
from ogoh.web.selfcheck.guidance import LIMITS
from ogoh.web.selfcheck.services import KINDS, PublicAnswer


@require_http_methods(["GET", "HEAD", "POST"])
@granted(Role.OFFICER, Role.SUPERVISOR)
def check(request: HttpRequest) -> HttpResponse:
    """Whom, and why; the answer is a page of its own, so that looking at it again is no new question."""
    form = DeskForm(request.POST or None, initial={"ticket": _ticket(request)}, office=signed_in_user(request).office)
    if request.method != "POST" or not form.is_valid():
        return _form(request, "desk/check.html", form)
    try:
        question = services.ask(signed_in_user(request), form.subject, form.reason)
    except DeskRefused as refused:
        return _form(request, "desk/check.html", form, {"refused": refused.words}, refused.status)
    except ListNotReadyError:
        return render(request, "desk/not_ready.html", status=503)
    return HttpResponseRedirect(reverse("desk:card", args=[question.pk]))


def _ticket(request: HttpRequest) -> str:
    """The number of the person who is served at the officer's counter now."""
    served = ticket_at(signed_in_user(request))
    return served.label if served else ""


@require_POST
@granted(Role.OFFICER, Role.SUPERVISOR)
def picture(request: HttpRequest) -> HttpResponse:
    """A photo or scan of the passport, read into the form; it is kept nowhere, and the names are to be confirmed."""
    ticket, office = {"ticket": _ticket(request)}, signed_in_user(request).office
    try:
        read = read_picture(request)
    except DeskRefused as refused:
        empty = DeskForm(initial=ticket, office=office)
        return _form(request, "desk/check.html", empty, {"refused": refused.words}, 422)
    form = DeskForm(initial={**ticket, **read.fields, "from_picture": True}, office=office)
    return _form(request, "desk/check.html", form, {"read": read})


@require_GET
@granted(Role.OFFICER, Role.SUPERVISOR, Role.REVIEWER)
def card(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """What the lists say, for the officer's eyes."""
    return _card(request, _question(request, number))


@require_POST
@granted(Role.OFFICER, Role.SUPERVISOR)
def again(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """The same question once more, after a second person decided; the person need not be typed anew."""
    before = _question(request, number)
    try:
        question = services.ask_again(signed_in_user(request), before)
    except DeskRefused as refused:
        return _card(request, before, refused)
    except ListNotReadyError:
        return render(request, "desk/not_ready.html", status=503)
    return HttpResponseRedirect(reverse("desk:card", args=[question.pk]))


@require_GET
@granted(Role.OFFICER, Role.SUPERVISOR, Role.REVIEWER)
def printed(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """What to tell the person, in their language, to print."""
    question = _question(request, number)
    language = BY_CODE.get(request.GET.get("in", ""), LANGUAGES[0])
    told = [Told.from_json(one) for one in question.answers]
    answers = [PublicAnswer(one.verdict, one.name, one.kind, one.as_of) for one in told]
    answers.sort(key=lambda one: (KINDS.index(one.source_kind), one.source_name))
    with translation.override(language.code):
        page = {
            "tongue": language,
            "blocks": blocks(answers, language),
            "limits": LIMITS,
            "asked_on": date_in_words(timezone.localdate(question.asked_at), language),
            "notes": question.reviews.exclude(decided_by=None).filter(verdict=ReviewVerdict.NOT_SAME),
        }
        return render(request, "desk/printed.html", page)


@require_POST
@granted(Role.OFFICER, Role.SUPERVISOR)
def certificate(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """The page to take home, with its signed code."""
    question = _question(request, number)
    language = BY_CODE.get(request.POST.get("in", ""), LANGUAGES[0])
    try:
        pdf = issued(signed_in_user(request), question, language)
    except DeskRefused as refused:
        return _card(request, question, refused)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="ogoh-certificate.pdf"'
    return response


@require_GET
@granted(Role.REVIEWER, Role.SUPERVISOR)
def reviews(request: HttpRequest) -> HttpResponse:
    """Doubtful matches of this office that wait for a second person, oldest first."""
    user = signed_in_user(request)
    waiting = (
        OpenReview.objects.filter(question__office=user.office, decided_by=None)
        .exclude(question__subject="")
        .select_related("question__asked_by", "source")
        .order_by("question__asked_at")
    )
    done = _done(user, request.GET.get("done", ""))
    rows = [(one, one.question.asked_by_id == user.pk) for one in waiting]
    return render(request, "desk/reviews.html", {"rows": rows, "done": done})


@require_http_methods(["GET", "HEAD", "POST"])
@granted(Role.REVIEWER, Role.SUPERVISOR)
@fresh_code
def review(request: HttpRequest, number: str) -> HttpResponse:
    """A doubtful match side by side, and the decision."""
    user = signed_in_user(request)
    opened = _opened(user, number)
    own = user.pk == opened.question.asked_by_id
    form = DecisionForm(request.POST or None)
    refused: object = ""
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            services.decide(user, number, ReviewVerdict(typed["verdict"]), typed["reason"])
        except DeskRefused as fault:
            refused = fault.words
        else:
            return HttpResponseRedirect(f"{reverse('desk:reviews')}?done={number}")
    if not own:
        services.seen_again(user, opened.question, "desk: a second person")
    card = card_of(opened.question, _language(request))
    entry = next(one for one in card.entries if one.opened and one.opened.pk == opened.pk)
    context = {"card": card, "entry": entry, "own": own, "refused": refused}
    return _form(request, "desk/review.html", form, context, status=409 if refused else 0)


@require_GET
@granted(Role.OFFICER, Role.REVIEWER, Role.SUPERVISOR)
def note(request: HttpRequest, number: str) -> HttpResponse:
    """The written note of "not the same person", to print for the person."""
    opened = _of_own_office(signed_in_user(request), number)
    if opened.verdict != ReviewVerdict.NOT_SAME:
        raise Http404
    language = BY_CODE.get(request.GET.get("in", ""), LANGUAGES[0])
    with translation.override(language.code):
        day = date_in_words(timezone.localdate(opened.decided_at), language) if opened.decided_at else ""
        return render(
            request, "desk/note.html", {"opened": opened, "tongue": language, "day": day, "tongues": LANGUAGES}
        )


@require_http_methods(["GET", "HEAD", "POST"])
@granted(Role.OFFICER, Role.SUPERVISOR)
def looks(request: HttpRequest) -> HttpResponse:
    """Who looked a person up, for that person."""
    form = LooksForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _form(request, "desk/looks.html", form)
    user = signed_in_user(request)
    try:
        subject = Subject(names=(), documents=(read_document(form.cleaned_data["document"]),))
    except Unreadable:
        form.add_error("document", str(UNREADABLE["document"]))
        return _form(request, "desk/looks.html", form)
    found = [told_look(one, _language(request)) for one in looks_at(subject)]
    with transaction.atomic():
        told = {"events": len(found)}
        record(
            Happening(Act.EXPORT, user.username, user.office.code, "told who looked", subject_digests(subject), told)
        )
    return render(request, "desk/looks_told.html", {"looks": found, "days": settings.AUDIT_DAYS})


@require_GET
@granted(Role.SUPERVISOR, Role.AUDITOR)
def unusual(request: HttpRequest) -> HttpResponse:
    """Patterns of looks: of one's own office for a supervisor, of all offices for an auditor."""
    user, language = signed_in_user(request), _language(request)
    office = "" if user.holds({Role.AUDITOR}) else user.office.code
    today = date_in_words(timezone.localdate(), language)
    source = translation.gettext("Source: the log, the last {days} days up to {day}.").format(days=DAYS, day=today)
    drawn = [(one, chart(one, source, language.tag)) for one in patterns(looks_of(), office)]
    return render(request, "desk/patterns.html", {"charts": drawn})


def _card(request: HttpRequest, question: Question, refused: DeskRefused | None = None) -> HttpResponse:
    card = card_of(question, _language(request))
    context = {"card": card, "tongues": LANGUAGES, "refused": refused.words if refused else ""}
    return render(request, "desk/card.html", context, status=refused.status if refused else 200)


def _question(request: HttpRequest, number: uuid.UUID) -> Question:
    """A question of the reader's own office: their own, or any where they review; whoever else looks is recorded."""
    user = signed_in_user(request)
    question = Question.objects.select_related("office", "asked_by").filter(pk=number).first()
    if question is None or not question.subject:
        raise Http404
    own = question.asked_by_id == user.pk
    if question.office_id != user.office_id or not (own or user.holds(REVIEWING)):
        with transaction.atomic():
            record(Happening(Act.REFUSED, user.username, user.office.code, "a question of another desk"))
        raise Http404
    if not own:
        services.seen_again(user, question, "desk: a colleague's question")
    return question


def _done(user: User, number: str) -> OpenReview | None:
    """What the reader's office has just decided."""
    if not re.fullmatch(REVIEW_NUMBER, number):
        return None
    done = OpenReview.objects.filter(number=number, question__office=user.office)
    return done.select_related("decided_by").first()


def _opened(user: User, number: str) -> OpenReview:
    """A doubtful match that can still be compared."""
    opened = _of_own_office(user, number)
    if not opened.question.subject:
        raise Http404
    return opened


def _of_own_office(user: User, number: str) -> OpenReview:
    """A doubtful match of the reader's office; whoever asks for another office's is recorded."""
    opened = OpenReview.objects.select_related("question__office", "source").filter(number=number).first()
    if opened is None:
        raise Http404
    if opened.question.office_id != user.office_id:
        with transaction.atomic():
            record(Happening(Act.REFUSED, user.username, user.office.code, "a doubtful match of another office"))
        raise Http404
    return opened


def _language(request: HttpRequest) -> Language:
    return getattr(request, "language", None) or language_of_request(request)


def _form(
    request: HttpRequest, template: str, form: object, context: Mapping[str, object] | None = None, status: int = 0
) -> HttpResponse:
    wrong = bool(getattr(form, "errors", None))
    return render(request, template, {"form": form, **(context or {})}, status=status or (422 if wrong else 200))
