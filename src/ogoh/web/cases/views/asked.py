"""What other offices ask about a list of ours: taken in, answered one by one, sent back."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.correspondence import BY_CODE, Why
from ogoh.identity import PartialDate, Subject, subject_from_json
from ogoh.web.accounts import recording
from ogoh.web.accounts.access import fresh_code, granted, signed_in_user
from ogoh.web.accounts.models import Role, User
from ogoh.web.audit import events
from ogoh.web.audit.events import Happening, Json
from ogoh.web.audit.services import record
from ogoh.web.audit.subjects import subject_digests
from ogoh.web.cases import inbox as requests
from ogoh.web.cases import papers, parcels, words
from ogoh.web.cases.actor import Actor
from ogoh.web.cases.clock import days_left
from ogoh.web.cases.finding import found_on
from ogoh.web.cases.forms import AnswerForm, RequestsForm
from ogoh.web.cases.models import Asked, AskedState
from ogoh.web.cases.refusal import CaseRefused
from ogoh.web.cases.upload import sent_table
from ogoh.web.cases.views.batches import file_answer, sheet_answer
from ogoh.web.cases.views.page import DONE, form_page, language_of, source_chosen
from ogoh.web.cases.writing import one_writing
from ogoh.web.languages import date_in_words
from ogoh.web.lists.models import Source
from ogoh.web.queue.models import today


@require_GET
@granted(Role.REVIEWER, Role.SUPERVISOR)
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits for our answer, the most urgent first; and the answers that wait to be sent back."""
    return _inbox_page(request, signed_in_user(request))


def _inbox_page(
    request: HttpRequest, user: User, refused: object = "", told: str = "", status: int = 200
) -> HttpResponse:
    """The requests of other offices, with what could not be sent back."""
    language, day = language_of(request), today()
    here = Asked.objects.filter(office=user.office).select_related("source")
    rows = [
        (one, gettext(BY_CODE[one.question].label), date_in_words(one.due_on, language), days_left(one.due_on, day),
         words.ASKED_STATES[AskedState(one.state)])
        for one in here.exclude(state=AskedState.RETURNED)
    ]  # fmt: skip
    back = here.values("sender", "source__code", "source__name").annotate(
        answered=Count("pk", filter=Q(state=AskedState.ANSWERED))
    )
    context = {
        "rows": rows,
        "back": back.filter(answered__gt=0).order_by("sender", "source__code"),
        "sends": user.holds({Role.SUPERVISOR}),
        "rejected": [(one, words.WHYS[Why(one.rejected)]) for one in here.exclude(rejected="").exclude(subject="")],
        "done": DONE.get(request.GET.get("done", "")),
        "refused": refused,
        "told": told,
    }
    return render(request, "cases/asked.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@granted(Role.REVIEWER, Role.SUPERVISOR)
def take(request: HttpRequest) -> HttpResponse:
    """A table of requests that came by letter or mail."""
    form = RequestsForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "cases/take.html", form)
    user, typed = signed_in_user(request), form.cleaned_data
    try:
        with sent_table(request) as path:
            account = requests.receive(path, typed["source"], typed["sender"], user.office, Actor.of(user))
    except CaseRefused as refused:
        return form_page(request, "cases/take.html", form, {"refused": refused.words}, 422)
    except DeliveryRefused as refused:
        return form_page(request, "cases/take.html", form, {"told": str(refused)}, 422)
    return render(request, "cases/taken.html", {"account": account})


@require_http_methods(["GET", "HEAD", "POST"])
@granted(Role.REVIEWER, Role.SUPERVISOR)
@fresh_code
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """One request beside what our own list holds, and the answer to it."""
    user = signed_in_user(request)
    one = _asked(user, number)
    subject = subject_from_json(one.subject)
    form = AnswerForm(request.POST or None, initial=_given(one))
    refused: object = ""
    if request.method != "POST":
        _seen(user, one, subject)
    elif form.is_valid():
        one.edition = form.cleaned_data["edition"]
        try:
            requests.answer(user, one, form.reply(one))
        except CaseRefused as fault:
            refused = fault.words
        else:
            return HttpResponseRedirect(reverse("cases:asked") + "?done=answered")
    elif form.is_bound:
        # After a slip of the pen no more was seen than before.
        one.edition = form.cleaned_data.get("edition", one.edition)
    language = language_of(request)
    context = {
        "asked": one,
        "subject": words.person_in_words(subject, language),
        "question": gettext(BY_CODE[one.question].asks),
        "due_on": date_in_words(one.due_on, language),
        "found": found_on(one.source, subject, one.listing, language),
        "returned": one.state == AskedState.RETURNED and not one.rejected,
        "rejected": words.WHYS[Why(one.rejected)] if one.rejected else "",
        "refused": refused,
    }
    return form_page(request, "cases/answer.html", form, context, 409 if refused else 0)


def _given(one: Asked) -> dict[str, object]:
    """What was answered so far, or the record that the asker named."""
    corrected = subject_from_json(one.correction) if one.correction else Subject(names=())
    return {
        "outcome": one.outcome,
        "listing": one.listing,
        "grounds": one.grounds,
        "agency": one.agency,
        "until": f"{one.until:%d.%m.%Y}" if one.until else "",
        "explanation": one.explanation,
        "corrected_name": "; ".join(name.text for name in corrected.names),
        "corrected_dob": "; ".join(map(_typed, corrected.births)),
        "corrected_document": "; ".join(document.number for document in corrected.documents),
    }


def _typed(birth: PartialDate) -> str:
    """A birth date as it is typed here: the day before the month."""
    year, month, day = f"{birth.text}--".split("-")[:3]
    return ".".join(part for part in (day, month, year) if part)


def _seen(user: User, one: Asked, subject: Subject) -> None:
    with one_writing():
        told: dict[str, Json] = {"asked": one.pk, "source": one.source.code}
        purpose = "a request of another office"
        record(Happening(events.Act.LOOK, user.username, user.office.code, purpose, subject_digests(subject), told))


def _asked(user: User, number: int) -> Asked:
    one = Asked.objects.select_related("source").filter(pk=number).first()
    if one is None or not one.subject:
        raise Http404
    if one.office_id != user.office_id:
        with one_writing():
            recording.refused(user, "a request to another office")
        raise Http404
    return one


@require_http_methods(["GET", "HEAD", "POST"])
@granted(Role.SUPERVISOR)
@fresh_code(back_to="cases:asked")  # type: ignore[untyped-decorator]
def back(request: HttpRequest) -> HttpResponse:
    """Send the answers that wait for one office; then its table and letter, as often as they are needed."""
    user = signed_in_user(request)
    if request.method == "POST":
        source = Source.objects.filter(code=request.POST.get("source", "").replace("\0", "")).first()
        sender = request.POST.get("sender", "").replace("\0", "")
        if source is None:
            raise Http404
        try:
            with one_writing():
                answered = requests.send_back(user.office, sender, source, Actor.of(user))
                parcels.send_answers(answered, Actor.of(user))
        except CaseRefused as refused:
            return _inbox_page(request, user, refused.words, status=409)
        except DeliveryRefused as why:
            return _inbox_page(request, user, told=str(why), status=409)
        asked = urlencode({"sender": sender, "source": source.code, "day": today().isoformat()})
        return HttpResponseRedirect(f"{reverse('cases:back')}?{asked}")
    answered = _returned(request, user)
    query = request.GET.urlencode()
    context = {
        "answered": answered,
        "query": query,
        "first": answered[0],
        "peer": parcels.peer_of(answered),
    }
    return render(request, "cases/back.html", context)


@require_GET
@granted(Role.SUPERVISOR)
@fresh_code
def back_table(request: HttpRequest) -> HttpResponse:
    """The answers as a spreadsheet."""
    user = signed_in_user(request)
    answered = _returned(request, user)
    _given_out(user, answered)
    return sheet_answer(papers.table_of_answers(answered), "answers.xlsx")


@require_GET
@granted(Role.SUPERVISOR)
@fresh_code
def back_letter(request: HttpRequest) -> HttpResponse:
    """The letter that goes with the answers."""
    user = signed_in_user(request)
    answered = _returned(request, user)
    _given_out(user, answered)
    pdf = papers.letter_of_answers(answered, user.office.name, answered[0].returned_on or today())
    return file_answer(pdf, "answers.pdf", "application/pdf")


def _given_out(user: User, answered: list[Asked]) -> None:
    with one_writing():
        told: dict[str, Json] = {"answers": [one.pk for one in answered]}
        record(Happening(events.Act.EXPORT, user.username, user.office.code, "a file of answers", frozenset(), told))


def _returned(request: HttpRequest, user: User) -> list[Asked]:
    source = source_chosen(request)
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        raise Http404 from None
    sender = request.GET.get("sender", "").replace("\0", "")
    answered = list(requests.returned(user.office, sender, source, day)) if source else []
    if not answered:
        raise Http404
    return answered
