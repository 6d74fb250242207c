"""The registry's pages that write: a new decision, a change of one, and the second person's word."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ogoh.web.accounts.access import fresh_code, granted, signed_in_user
from ogoh.web.accounts.models import Role, User
from ogoh.web.lists.models import SourceKind
from ogoh.web.registry import deciding, refusal, ruling
from ogoh.web.registry.deciding import Why, typed_of
from ogoh.web.registry.forms import ActForm, DecisionForm, ExtendForm, NameForm
from ogoh.web.registry.models import Act, Decision, Version
from ogoh.web.registry.presenting import changed_facts, decision_facts, doubts_of, person_facts
from ogoh.web.registry.refusal import ReasonWanted, RegistryRefused
from ogoh.web.registry.ruling import subject_of
from ogoh.web.registry.staff import agency_of
from ogoh.web.registry.standing import state_at
from ogoh.web.registry.typed import CASE, PERSON, Typed
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
    user = signed_in_user(request)
    one = decision_of(user, reference)
    form = _form_of(request, one, Act(act))
    context = {"form": form, "one": one, "act": act, "words": ACT_WORDS[Act(act)]}
    doing = partial(_change, user, reference, Act(act), form)
    return _acted(request, "registry/change.html", form, context, doing)


@require_http_methods(["GET", "HEAD", "POST"])
@granted(Role.REGISTRAR)
@fresh_code
def confirm(request: HttpRequest, reference: str) -> HttpResponse:
    """What waits at a decision, beside what stands, and the second person's word."""
    user = signed_in_user(request)
    one = decision_of(user, reference)
    refused: object = ""
    if request.method == "POST":
        said = "confirmed" if request.POST.get("do") == "confirm" else "declined"
        try:
            if said == "confirmed":
                ruling.confirm(user, reference)
            else:
                ruling.decline(user, reference, request.POST.get("reason", ""))
        except RegistryRefused as fault:
            refused = fault.words
        except OperationalError:
            refused = refusal.BUSY
        else:
            return HttpResponseRedirect(f"{reverse('registry:decision', args=[reference])}?done={said}")
    waits = one.versions.select_related("author", "decision__subject").filter(ruling=None).first()
    context = {"one": one, "refused": refused, **_beside(request, user, waits)}
    return render(request, "registry/confirm.html", context, status=409 if refused else 200)


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
            context["wanted"] = {
                "doubts": [doubt_words(code) for code in wanted.doubts],
                "alike": [(one, person_facts(one.subject)) for one in wanted.alike],
            }
        except OperationalError:
            form.add_error(None, str(refusal.BUSY))
        else:
            written = reverse("registry:decision", args=[version.decision.reference])
            return HttpResponseRedirect(f"{written}?done=written")
    mend = bool(form.errors) or "wanted" in context
    return render(request, template, context, status=422 if mend else 200)


def _form_of(request: HttpRequest, one: Decision, act: Act) -> ActForm:
    sent = (request.POST or None, request.FILES or None)
    if act is Act.NAME:
        return NameForm(*sent)
    if act is Act.EXTEND:
        return ExtendForm(*sent)
    if act is Act.CORRECT:
        return DecisionForm(SourceKind(one.subject.register), *sent, initial=_as_typed(one))
    return ActForm(*sent)


def _as_typed(one: Decision) -> dict[str, Any]:
    state = state_at(one, timezone.now())
    if state.version is None or state.subject is None:
        return {}
    return _fields(typed_of(state.version, state.subject))


def _change(user: User, reference: str, act: Act, form: ActForm, why: Why) -> Version:
    if isinstance(form, NameForm):
        return deciding.name(user, reference, form.said(PERSON), why)
    if isinstance(form, ExtendForm):
        return deciding.extend(user, reference, form.cleaned_data["until"], why)
    if isinstance(form, DecisionForm):
        return deciding.correct(user, reference, _fields(form.typed()), why)
    return (deciding.lift if act is Act.LIFT else deciding.annul)(user, reference, why)


def _fields(typed: Typed) -> dict[str, Any]:
    return {**typed.person, **{name: getattr(typed, name) for name in CASE}}


def _beside(request: HttpRequest, user: User, waits: Version | None) -> dict[str, Any]:
    """What waits, beside what stands now."""
    if waits is None:
        return {"waits": None}
    language = language_of(request)
    after = person_facts(subject_of(waits)), decision_facts(waits, language)
    state = state_at(waits.decision, timezone.now())
    if state.version is not None and state.subject is not None:
        before = person_facts(state.subject), decision_facts(state.version, language)
        changes = [*changed_facts(before[0], after[0]), *changed_facts(before[1], after[1])]
    else:
        changes = []
    return {
        "waits": waits,
        "words": ACT_WORDS[Act(waits.act)],
        "own": waits.author_id == user.pk,
        "person_facts": after[0],
        "facts": after[1],
        "changes": changes,
        "doubts": doubts_of(waits),
    }
