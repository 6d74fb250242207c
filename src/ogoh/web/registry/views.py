"""The registry's pages that show: what waits, a decision with its history, a paper."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from ogoh.law import controlled_persons
from ogoh.law.words import ENTERS, RESTRICTIONS, WAYS_OUT
from ogoh.web.accounts.access import granted, signed_in_user
from ogoh.web.accounts.models import Role, User
from ogoh.web.languages import Language, language_of_request
from ogoh.web.lists.models import SourceKind
from ogoh.web.registry import recording
from ogoh.web.registry.attaching import ENDINGS
from ogoh.web.registry.finding import with_reference
from ogoh.web.registry.forms import FindForm
from ogoh.web.registry.history import Happened, history
from ogoh.web.registry.models import Act, Agency, Attachment, Decision, Version
from ogoh.web.registry.presenting import decision_facts, doubts_of, person_facts
from ogoh.web.registry.refusal import NO_SUCH_DECISION, RegistryRefused
from ogoh.web.registry.ruling import subject_of, waiting_of
from ogoh.web.registry.staff import agency_of
from ogoh.web.registry.standing import State, Status, state_at, state_on
from ogoh.web.registry.typed import read_day
from ogoh.web.registry.words import ACT_WORDS, REGISTER_WORDS, STATUS_WORDS

_MOST_FOUND = 20
DONE = {
    "written": _("Written down. It counts once a second person of your agency confirms it."),
    "confirmed": _("Confirmed: it counts from now on."),
    "declined": _("Declined: it never counts."),
}


@require_http_methods(["GET", "HEAD"])
@granted(Role.REGISTRAR)
def start(request: HttpRequest) -> HttpResponse:
    """What waits, and the way to a decision and to a new one."""
    user = signed_in_user(request)
    agency = agency_of(user)
    if agency is None:
        return render(request, "registry/no_agency.html")
    form = FindForm(request.GET if "find" in request.GET else None)
    found = list(_found(agency, form.cleaned_data["find"])) if form.is_bound and form.is_valid() else []
    if len(found) == 1:
        return HttpResponseRedirect(reverse("registry:decision", args=[found[0].reference]))
    if form.is_bound and form.is_valid() and not found:
        form.add_error("find", str(NO_SUCH_DECISION))
    waiting = [_Waiting(one, ACT_WORDS[Act(one.act)], one.author_id == user.pk) for one in waiting_of(agency)]
    context = {"agency": agency, "form": form, "found": found, "waiting": waiting, "registers": _registers()}
    return render(request, "registry/start.html", context)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A version that waits, on the page of all that do."""

    one: Version
    words: Promise
    own: bool


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a history, with what was done in words."""

    happened: Happened
    words: Promise | str


@require_GET
@granted(Role.REGISTRAR)
def decision(request: HttpRequest, reference: str) -> HttpResponse:
    """One decision as it stands, or stood at the end of a day, and all that was done to it."""
    user = signed_in_user(request)
    one = decision_of(user, reference)
    language = language_of(request)
    refused = ""
    try:
        day = read_day(request.GET.get("on", ""), "on")
    except RegistryRefused as fault:
        day, refused = None, str(fault.words)
    state = state_on(one, day) if day else state_at(one, timezone.now())
    now = state_at(one, timezone.now())
    waits = one.versions.filter(ruling=None).select_related("author", "decision__subject").first()
    with transaction.atomic():
        known = state.subject or (subject_of(waits) if waits else None)
        if known is not None:
            recording.looked(user, "a decision", known, {"decision": reference})
    context = {
        "one": one,
        "register": REGISTER_WORDS[SourceKind(one.subject.register)],
        "status": STATUS_WORDS[state.status],
        "stands": state.status is Status.IN_FORCE,
        "day": day,
        "asked": request.GET.get("on", ""),
        "refused": refused,
        "person_facts": person_facts(state.subject, language) if state.subject else [],
        "facts": decision_facts(state.version, language) if state.version else [],
        "doubts": doubts_of(state.version) if state.version else [],
        "waits": waits,
        "waits_words": ACT_WORDS[Act(waits.act)] if waits else "",
        "own": waits is not None and waits.author_id == user.pk,
        "acts": _acts(now) if waits is None else [],
        "history": [_Line(line, ACT_WORDS[Act(line.version.act)] if line.version else "") for line in history(one)],
        "brings": _brings() if one.subject.register == SourceKind.CONTROLLED_PERSONS else None,
        "done": DONE.get(request.GET.get("done", "")),
    }
    return render(request, "registry/decision.html", context)


@require_GET
@granted(Role.REGISTRAR)
def paper(request: HttpRequest, number: int) -> HttpResponse:
    """A paper, for the agency whose decision it belongs to."""
    user = signed_in_user(request)
    agency = agency_of(user)
    found = Attachment.objects.select_related("version__decision__subject").filter(pk=number)
    one = found.filter(version__decision__agency=agency).first() if agency else None
    if one is None:
        raise Http404
    reference = one.version.decision.reference
    with transaction.atomic():
        recording.looked(user, "a paper", subject_of(one.version), {"decision": reference, "paper": one.pk})
    response = HttpResponse(bytes(one.content), content_type=one.kind)
    # Never shown inside the page: what somebody attached is not ours to run.
    response["Content-Disposition"] = f'attachment; filename="{reference}-{one.pk}{ENDINGS[one.kind]}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def decision_of(user: User, reference: str) -> Decision:
    """A decision of somebody's agency; another's is told like what is not there. Raises Http404."""
    agency, found = agency_of(user), with_reference(reference)
    if agency is None or found is None or found.agency_id != agency.pk:
        raise Http404
    return found


def language_of(request: HttpRequest) -> Language:
    """The language of the page."""
    language = getattr(request, "language", None)
    return language if isinstance(language, Language) else language_of_request(request)


def _found(agency: Agency, text: str) -> QuerySet[Decision] | list[Decision]:
    """Decisions of the agency with this reference, or with this number at any time."""
    found = with_reference(text.strip())
    if found is not None:
        return [found] if found.agency_id == agency.pk else []
    own = Decision.objects.select_related("subject").filter(agency=agency, versions__number=text.strip())
    return own.distinct().order_by("pk")[:_MOST_FOUND]


def _registers() -> list[tuple[str, object]]:
    return [(register.value, words) for register, words in REGISTER_WORDS.items()]


_ACTS = {
    Act.NAME: _("Add another name or document"),
    Act.CORRECT: _("Correct a mistake"),
    Act.EXTEND: _("Extend the term"),
    Act.LIFT: _("Lift the decision"),
    Act.ANNUL: _("Annul the decision"),
}


def _acts(state: State) -> list[tuple[str, object]]:
    """What can be done to a decision that stands so; one without a last day has no term to extend."""
    open_ones = {
        Status.IN_FORCE: (Act.NAME, Act.CORRECT, Act.EXTEND, Act.LIFT, Act.ANNUL),
        Status.EXPIRED: (Act.NAME, Act.CORRECT, Act.ANNUL),
    }
    endless = state.version is not None and state.version.until is None
    acts = open_ones.get(state.status, ())
    return [(act.value, _ACTS[act]) for act in acts if not (endless and act is Act.EXTEND)]


def _brings() -> dict[str, list[str]]:
    """What the registry of controlled persons brings, to be told to the person."""
    law = controlled_persons()
    return {
        "enters": [gettext(ENTERS[law.enters]), _renewed(law.update_hours)],
        "restrictions": [gettext(RESTRICTIONS[code]) for code in law.restrictions],
        "leaves": [gettext(WAYS_OUT[code]) for code in law.leaves],
        "remedies": [gettext(WAYS_OUT[code]) for code in (*law.remedies, *law.does_not_help)],
    }


def _renewed(hours: int) -> str:
    return gettext("It is brought up to date every {hours} hours.").format(hours=hours)
