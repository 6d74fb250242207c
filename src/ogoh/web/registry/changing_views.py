"""The registry's pages that write: a new decision, a change of one, and the second person's word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.exceptions import BadRequest
from django.db import OperationalError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ogoh.identity import Subject
from ogoh.web.accounts.access import fresh_code, granted, signed_in_user
from ogoh.web.accounts.models import Role, User
from ogoh.web.lists.models import SourceKind
from ogoh.web.registry import deciding, recording, refusal, ruling
from ogoh.web.registry.deciding import Why, typed_of
from ogoh.web.registry.forms import ActForm, DecisionForm, ExtendForm, NameForm
from ogoh.web.registry.models import CASE, Act, Decision, Version
from ogoh.web.registry.presenting import (
    Compared,
    changed_facts,
    compared_facts,
    decision_facts,
    doubts_of,
    person_facts,
)
from ogoh.web.registry.refusal import ReasonWanted, RegistryRefused
from ogoh.web.registry.ruling import seen_of, subject_of
from ogoh.web.registry.staff import agency_of
from ogoh.web.registry.standing import State, state_at, subject_at
from ogoh.web.registry.typed import PERSON, Typed
from ogoh.web.registry.views import decision_of, language_of
from ogoh.web.registry.words import ACT_WORDS, REGISTER_WORDS, doubt_words


@require_http_methods(["GET", "HEAD", "POST"])
@granted(Role.REGISTRAR)
def record(request: HttpRequest, register: str) -> HttpResponse:
    """A new decision of one of the two registers."""
    user, kind = signed_in_user(request), SourceKind(register)
    if agency_of(user) is None:
        raise Http404
    form = DecisionForm(kind, request.POST or None, request.FILES or None)
    context = {"form": form, "register": REGISTER_WORDS[kind]}
    return _acted(
        request, "registry/record.html", form, context, lambda why: deciding.record(user, kind, form.typed(), why)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@granted(Role.REGISTRAR)
def change(request: HttpRequest, reference: str, act: str) -> HttpResponse:
    """One act on a decision."""
    user, doing = signed_in_user(request), _CHANGES[Act(act)]
    one = decision_of(user, reference)
    state = state_at(one, timezone.now())
    sent = (request.POST or None, request.FILES or None)
    begins = {"seen": state.seen, **(_as_typed(state) if doing.shows_all else {})}
    form = doing.form(SourceKind(one.subject.register), *sent, initial=begins)
    if doing.shows_all and not form.is_bound and state.subject is not None:
        _looked(user, "a decision to be corrected", state.subject, reference)
    context = {"form": form, "one": one, "doing": doing, "words": ACT_WORDS[Act(act)]}
    return _acted(request, "registry/change.html", form, context, partial(doing.write, user, reference, form))


@require_http_methods(["GET", "HEAD", "POST"])
@granted(Role.REGISTRAR)
@fresh_code
def confirm(request: HttpRequest, reference: str) -> HttpResponse:
    """What waits at a decision, beside what stands, and the second person's word."""
    user = signed_in_user(request)
    one = decision_of(user, reference)
    refused: object = ""
    try:
        if request.method == "POST":
            said = _ruled(request, user, reference)
            return HttpResponseRedirect(f"{reverse('registry:decision', args=[reference])}?done={said}")
    except RegistryRefused as fault:
        refused = fault.words
    except OperationalError:
        return _waiting(request, one, refusal.BUSY, {"waits": None})
    waits = one.versions.select_related("author", "decision__subject", "same_as__agency").filter(ruling=None).first()
    try:
        if waits is not None:
            _looked(user, "what waits at a decision", subject_of(waits), reference)
    except OperationalError:
        # Nobody is shown whom the log does not tell of.
        return _waiting(request, one, refusal.BUSY, {"waits": None})
    return _waiting(request, one, refused, _beside(request, user, waits))


def _waiting(request: HttpRequest, one: Decision, refused: object, beside: dict[str, Any]) -> HttpResponse:
    context = {"one": one, "refused": refused, **beside}
    return render(request, "registry/confirm.html", context, status=409 if refused else 200)


def _ruled(request: HttpRequest, user: User, reference: str) -> str:
    """Do what was clicked, upon what was seen; what was done. Raises BadRequest for any other click."""
    do, seen = request.POST.get("do", ""), request.POST.get("seen", "")
    if do == "confirm":
        ruling.confirm(user, reference, seen)
        return "confirmed"
    if do == "decline":
        ruling.decline(user, reference, request.POST.get("reason", ""), seen)
        return "declined"
    raise BadRequest("neither confirmed nor declined")


def _acted(
    request: HttpRequest, template: str, form: ActForm, context: dict[str, Any], act: Callable[[Why], Version]
) -> HttpResponse:
    """The form; or the decision, once the act is written; or what is to be mended, or to be said besides."""
    if request.method == "POST" and form.is_valid():
        try:
            version = act(form.why(request.FILES, int(request.META.get("CONTENT_LENGTH") or 0)))
        except RegistryRefused as fault:
            form.add_error(fault.field if fault.field in form.fields else None, str(fault.words))
        except ReasonWanted as wanted:
            language = language_of(request)
            context["wanted"] = {
                "doubts": [doubt_words(code) for code in wanted.doubts],
                "alike": [(one, person_facts(one.subject, language)) for one in wanted.alike],
            }
        except OperationalError:
            form.add_error(None, str(refusal.BUSY))
        else:
            written = reverse("registry:decision", args=[version.decision.reference])
            return HttpResponseRedirect(f"{written}?done=written")
    mend = bool(form.errors) or "wanted" in context
    return render(request, template, context, status=422 if mend else 200)


def _looked(user: User, purpose: str, subject: Subject, reference: str) -> None:
    with transaction.atomic():
        recording.looked(user, purpose, subject, {"decision": reference})


def _as_typed(state: State) -> dict[str, Any]:
    if state.version is None or state.subject is None:
        return {}
    return _fields(typed_of(state.version, state.subject))


def _fields(typed: Typed) -> dict[str, Any]:
    return {**typed.person, **{name: getattr(typed, name) for name in CASE}}


@dataclass(frozen=True, slots=True)
class _Change:
    """A change as a page: ``part`` is the template of its own fields; ``shows_all`` of what stands, to be mended."""

    form: type[ActForm]
    write: Callable[[User, str, Any, Why], Version]
    says: Promise | str = ""
    part: str = ""
    shows_all: bool = False


_CHANGES = {
    Act.NAME: _Change(
        NameForm,
        lambda user, reference, form, why: deciding.name(user, reference, form.said(PERSON), why),
        _("The new name and numbers come first, the former ones stay: nothing is hidden."),
        "registry/name.html",
    ),
    Act.CORRECT: _Change(
        DecisionForm,
        lambda user, reference, form, why: deciding.correct(user, reference, _fields(form.typed()), why),
        part="registry/whole.html",
        shows_all=True,
    ),
    Act.EXTEND: _Change(
        ExtendForm,
        lambda user, reference, form, why: deciding.extend(user, reference, form.cleaned_data["until"], why),
        part="registry/extend.html",
    ),
    Act.LIFT: _Change(
        ActForm,
        lambda user, reference, _form, why: deciding.lift(user, reference, why),
        _("The decision was right and is over. It ends when a second person confirms this."),
    ),
    Act.ANNUL: _Change(
        ActForm,
        lambda user, reference, _form, why: deciding.annul(user, reference, why),
        _("The decision should never have been made. It ends when a second person confirms this."),
    ),
}


def _beside(request: HttpRequest, user: User, waits: Version | None) -> dict[str, Any]:
    """What waits, beside what stands now."""
    if waits is None:
        return {"waits": None}
    language = language_of(request)
    person, case = person_facts(subject_of(waits), language), decision_facts(waits, language)
    state, changes = state_at(waits.decision, timezone.now()), list[Compared]()
    if state.version is not None and state.subject is not None:
        changes += changed_facts(person_facts(state.subject, language), person)
        changes += changed_facts(decision_facts(state.version, language), case)
    known = subject_at(waits.same_as.subject, waits.written_at) if waits.same_as else None
    return {
        "waits": waits,
        "seen": seen_of(waits),
        "words": ACT_WORDS[Act(waits.act)],
        "own": waits.author_id == user.pk,
        "person_facts": person,
        "joined": compared_facts(person_facts(known, language), person) if known else [],
        "facts": case,
        "changes": changes,
        "doubts": doubts_of(waits),
    }
