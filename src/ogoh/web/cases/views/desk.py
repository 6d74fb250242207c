"""At the desk: open a request, the requests of one's office, one request with its history, the note for the person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ogoh.delivery.correspondence import BY_CODE, Outcome, read_number
from ogoh.identity import Subject, Unreadable, read_document, subject_from_json
from ogoh.web.accounts import recording
from ogoh.web.accounts.access import granted, signed_in_user
from ogoh.web.accounts.models import Role, User
from ogoh.web.audit import events
from ogoh.web.audit.services import record
from ogoh.web.cases import consent as consents
from ogoh.web.cases import opening, sending, settling
from ogoh.web.cases.actor import Actor, happening
from ogoh.web.cases.days import rows_of, terms_of
from ogoh.web.cases.forms import NoteForm, OpenForm
from ogoh.web.cases.models import Act, Case, CaseAnswer, State
from ogoh.web.cases.refusal import CaseRefused
from ogoh.web.cases.views.page import (
    DONE,
    form_page,
    language_of,
    said_answer,
    shown_rows,
    source_chosen,
    state_chosen,
    steps_of,
)
from ogoh.web.cases.words import STATES, person_in_words, remark_of
from ogoh.web.cases.writing import one_writing
from ogoh.web.languages import BY_CODE as LANGUAGES_BY_CODE
from ogoh.web.languages import LANGUAGES, Language, date_in_words
from ogoh.web.lists.models import Source
from ogoh.web.queue.models import today


@require_GET
@granted(Role.OFFICER, Role.REVIEWER, Role.SUPERVISOR)
def listed(request: HttpRequest) -> HttpResponse:
    """The requests of one's office, the most urgent first, by list and by state; closed ones only when asked for."""
    source, state = source_chosen(request), state_chosen(request)
    cases = _of_office(request).filter(source=source) if source else _of_office(request)
    cases = cases.filter(state=state) if state else cases.exclude(state=State.CLOSED)
    return _list_page(request, cases, {"source": source, "state": state})


@require_http_methods(["GET", "HEAD", "POST"])
@granted(Role.OFFICER, Role.REVIEWER, Role.SUPERVISOR)
def find(request: HttpRequest) -> HttpResponse:
    """The request of a number, its own or that of the passport in hand; neither stands in an address."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("cases:list"))
    found = list(_found(_of_office(request), request.POST.get("find", "").strip()[:200]))
    if len(found) == 1:
        return HttpResponseRedirect(reverse("cases:case", args=[found[0].number]))
    return _list_page(request, found)


def _of_office(request: HttpRequest) -> QuerySet[Case]:
    return Case.objects.filter(office=signed_in_user(request).office).select_related("source")


def _list_page(request: HttpRequest, cases: Iterable[Case], chosen: Mapping[str, object] | None = None) -> HttpResponse:
    context = {
        "rows": shown_rows(rows_of(cases, today()), language_of(request)),
        "sources": Source.objects.all(),
        "states": STATES.items(),
        "asks": signed_in_user(request).holds({Role.OFFICER, Role.SUPERVISOR}),
        "done": DONE.get(request.GET.get("done", "")),
        **(chosen or {}),
    }
    return render(request, "cases/list.html", context)


def _found(cases: QuerySet[Case], wanted: str) -> QuerySet[Case]:
    try:
        return cases.filter(number=read_number(wanted))
    except Unreadable:
        pass
    try:
        subject = Subject(names=(), documents=(read_document(wanted),))
    except Unreadable:
        return cases.none()
    return cases.filter(document=opening.digest_of_document(subject))


@require_http_methods(["GET", "HEAD", "POST"])
@granted(Role.OFFICER, Role.SUPERVISOR)
def opened(request: HttpRequest) -> HttpResponse:
    """A request, typed anew or taken over from the answer card; consent is read to the person on this page."""
    if request.method == "POST" and request.POST.get("from_card"):
        taken = {name: request.POST[name] for name in OpenForm.base_fields if request.POST.get(name)}
        return _open_page(request, OpenForm(initial={**taken, "language": language_of(request).code}))
    form = OpenForm(request.POST or None, initial={"language": language_of(request).code})
    if request.method != "POST" or not form.is_valid():
        return _open_page(request, form)
    typed = form.cleaned_data
    wish = opening.Wish(
        typed["source"],
        typed["question"],
        form.subject,
        typed["language"],
        typed["listing"].strip(),
        typed["statement"],
    )
    try:
        case = opening.open_case(signed_in_user(request), wish)
    except CaseRefused as refused:
        return _open_page(request, form, refused.words, status=409)
    return HttpResponseRedirect(reverse("cases:case", args=[case.number]) + "?done=opened")


def _open_page(request: HttpRequest, form: OpenForm, refused: object = "", status: int = 0) -> HttpResponse:
    context = {"wording": consents.WORDINGS[consents.CURRENT], "tongues": LANGUAGES, "refused": refused}
    return form_page(request, "cases/open.html", form, context, status)


@require_GET
@granted(Role.OFFICER, Role.SUPERVISOR)
def consent(request: HttpRequest) -> HttpResponse:
    """The consent in the person's language, to read and to sign."""
    language = LANGUAGES_BY_CODE.get(request.GET.get("in", ""), LANGUAGES[0])
    with translation.override(language.code):
        page = {"tongue": language, "wording": consents.WORDINGS[consents.CURRENT], "version": consents.CURRENT}
        return render(request, "cases/consent.html", {**page, "day": date_in_words(today(), language)})


@require_GET
@granted(Role.OFFICER, Role.REVIEWER, Role.SUPERVISOR)
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One request: whom it is about, where it stands, what happened, what can be done now."""
    user = signed_in_user(request)
    one = case_of_office(user, number)
    if one.opened_by_id != user.pk and one.subject:
        with one_writing():
            record(happening(events.Act.LOOK, Actor.of(user), "case: a colleague's request", [one]))
    return case_page(request, one)


def case_page(
    request: HttpRequest, one: Case, refused: object = "", status: int = 200, said: Sequence[str] = ()
) -> HttpResponse:
    """The page of a request, with what could not be done, or what was said of the list, in English."""
    language, user = language_of(request), signed_in_user(request)
    context = {
        "case": one,
        "row": shown_rows(rows_of([one], today()), language)[0],
        "subject": person_in_words(subject_from_json(one.subject), language) if one.subject else None,
        "not_taken": _not_taken(one),
        "known_there": sending.known_there(one),
        "question": BY_CODE[one.question],
        "opened_on": date_in_words(one.opened_on, language),
        "answers": [said_answer(answer, language) for answer in one.answers.select_related("case")],
        "steps": steps_of(one, language),
        "note_form": NoteForm(),
        "supervises": user.holds({Role.SUPERVISOR}),
        "settles": user.holds({Role.REVIEWER, Role.SUPERVISOR}),
        "serves": user.holds({Role.OFFICER, Role.SUPERVISOR}),
        "tongues": LANGUAGES,
        "refused": refused,
        "said": said,
        "done": DONE.get(request.GET.get("done", "")),
    }
    return render(request, "cases/case.html", context, status=status)


def _not_taken(one: Case) -> Promise | str:
    """Why the owner could not take a request that waits for it; empty where it was taken."""
    last = one.steps.filter(act__in=(Act.SENT, Act.NOT_TAKEN)).last() if one.state == State.SENT else None
    return remark_of(last) if last is not None and last.act == Act.NOT_TAKEN else ""


def case_of_office(user: User, number: str) -> Case:
    """A request of one's own office; of another it is told like one that is not there, and recorded."""
    one = Case.objects.select_related("source", "office", "opened_by").filter(number=number).first()
    if one is None:
        raise Http404
    if one.office_id != user.office_id:
        with one_writing():
            recording.refused(user, "a request of another office")
        raise Http404
    return one


@require_GET
@granted(Role.OFFICER, Role.SUPERVISOR)
def note(request: HttpRequest, number: str) -> HttpResponse:
    """What the person takes home, in their language: the number and the day, or the answer."""
    one = case_of_office(signed_in_user(request), number)
    language = LANGUAGES_BY_CODE.get(request.GET.get("in", one.language), LANGUAGES[0])
    with translation.override(language.code):
        return render(request, "cases/note.html", _note(one, language))


def _note(one: Case, language: Language) -> dict[str, object]:
    question = BY_CODE[one.question]
    answer = one.answers.filter(stands=True).last() if one.state in (State.ANSWERED, State.CLOSED) else None
    needed = one.answers.filter(outcome=Outcome.NEED_MORE).last() if one.state == State.NEED_MORE else None
    return {
        "case": one,
        "tongue": language,
        "tongues": LANGUAGES,
        "question": translation.gettext(question.label),
        "papers": [translation.gettext(paper) for paper in question.papers],
        "opened_on": date_in_words(one.opened_on, language),
        "due_on": date_in_words(one.due_on, language) if one.due_on else "",
        "answer": said_answer(answer, language) if answer else None,
        "needed": needed.explanation if needed else "",
        "waits": one.state in (State.OPEN, State.SENT, State.DISPUTED),
        "answer_days": terms_of(one.source).answer_days,
    }


Done = Callable[[HttpRequest, User, Case], Sequence[str] | None]
"""Does something to a request; what is to be told of the list besides, in English."""


def _do(request: HttpRequest, number: str, done: str, do: Done) -> HttpResponse:
    """Do something to a request of one's office, and go back to it."""
    user = signed_in_user(request)
    one = case_of_office(user, number)
    try:
        said = do(request, user, one)
    except CaseRefused as refused:
        return case_page(request, one, refused.words, status=409)
    if said:
        return case_page(request, one, said=said)
    return HttpResponseRedirect(reverse("cases:case", args=[one.number]) + f"?done={done}")


@require_POST
@granted(Role.OFFICER, Role.SUPERVISOR)
def told(request: HttpRequest, number: str) -> HttpResponse:
    """The person has the answer."""
    return _do(request, number, "told", lambda _request, user, one: opening.tell(user, one))


@require_POST
@granted(Role.OFFICER, Role.SUPERVISOR)
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """The person takes the request back."""
    return _do(request, number, "withdrawn", lambda _request, user, one: opening.withdraw(user, one))


@require_POST
@granted(Role.OFFICER, Role.SUPERVISOR)
def brought(request: HttpRequest, number: str) -> HttpResponse:
    """The person has brought what the owner asked for."""
    return _do(
        request, number, "brought", lambda sent, user, one: opening.brought(user, one, _note_in(sent.POST, "note"))
    )


@require_POST
@granted(Role.SUPERVISOR)
def taken_up(request: HttpRequest, number: str) -> HttpResponse:
    """A supervisor says what they did about an overdue request."""
    return _do(
        request,
        number,
        "taken-up",
        lambda sent, user, one: sending.take_up(Actor.of(user), one, _note_in(sent.POST, "note")),
    )


@require_POST
@granted(Role.REVIEWER, Role.SUPERVISOR)
def settle(request: HttpRequest, number: str) -> HttpResponse:
    """Which of two answers holds."""
    return _do(request, number, "settled", _settle)


def _settle(request: HttpRequest, user: User, one: Case) -> Sequence[str]:
    chosen = request.POST.get("answer", "")
    answer = CaseAnswer.objects.filter(case=one, pk=int(chosen) if chosen.isdecimal() else 0).first()
    if answer is None:
        raise CaseRefused(translation.gettext("Choose an answer."))
    return settling.settle(user, one, answer, _note_in(request.POST, "note"))


def _note_in(sent: Mapping[str, str], name: str) -> str:
    form = NoteForm({"note": sent.get(name, "")})
    if not form.is_valid():
        raise CaseRefused(str(form.errors["note"][0]))
    return str(form.cleaned_data["note"])
