"""The pages of an amnesty: try a rule, look at whom it frees, approve, apply, undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import BadRequest
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ogoh.web.accounts.access import fresh_code, granted, signed_in_user
from ogoh.web.accounts.models import Role, User
from ogoh.web.languages import Language, date_in_words
from ogoh.web.lists.models import SourceKind
from ogoh.web.registry import amnesty as services
from ogoh.web.registry import refusal
from ogoh.web.registry.amnesty import APPROVALS, steps_done
from ogoh.web.registry.amnesty_rule import Rule
from ogoh.web.registry.counting import Counted, Counts
from ogoh.web.registry.forms import AmnestyForm
from ogoh.web.registry.models import Agency, Amnesty, Step
from ogoh.web.registry.presenting import Fact
from ogoh.web.registry.refusal import RegistryRefused
from ogoh.web.registry.rows import ListRow
from ogoh.web.registry.staff import agency_of
from ogoh.web.registry.views import language_of
from ogoh.web.registry.words import REGISTER_WORDS, ground_words

MOST_LISTED = 200
"""Decisions that the page lists; the command writes all of them into a file."""

DONE = {
    "tried": _("Tried: nothing is lifted yet. Look at whom it frees."),
    "approve-applied": _("Your approval is written down."),
    "approve-undone": _("Your approval is written down."),
    "apply": _("Applied: these decisions are gone from the next release."),
    "undo": _("Undone: these decisions are in force again."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@granted(Role.SUPERVISOR)
def amnesties(request: HttpRequest) -> HttpResponse:
    """Every amnesty, and a form to try another one."""
    user = signed_in_user(request)
    if agency_of(user) is None:
        return render(request, "registry/no_agency.html")
    form = AmnestyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            register = SourceKind(said["register"])
            tried = services.try_out(user, register, said["title"], form.rule(), said["reason"])
        except RegistryRefused as fault:
            form.add_error(fault.field if fault.field in form.fields else None, str(fault.words))
        except OperationalError:
            form.add_error(None, str(refusal.BUSY))
        else:
            return HttpResponseRedirect(f"{reverse('registry:amnesty', args=[tried.pk])}?done=tried")
    rows = [_Listed.of(one) for one in Amnesty.objects.prefetch_related("steps").order_by("-pk")]
    status = 422 if form.errors else 200
    return render(request, "registry/amnesties.html", {"form": form, "rows": rows}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@granted(Role.SUPERVISOR)
@fresh_code
def amnesty(request: HttpRequest, number: int) -> HttpResponse:
    """One amnesty: its rule, whom it frees with counts, who approved, and what can be done now."""
    user = signed_in_user(request)
    known = Amnesty.objects.select_related("author").prefetch_related("steps__by")
    one = known.filter(pk=number).first() if agency_of(user) else None
    if one is None:
        raise Http404
    refused: object = ""
    if request.method == "POST":
        do = request.POST.get("do", "")
        if do not in _DOINGS:
            raise BadRequest("neither approved, applied nor undone")
        try:
            _DOINGS[do](user, one, request.POST.get("reason", ""))
        except RegistryRefused as fault:
            refused = fault.words
        except OperationalError:
            refused = refusal.BUSY
        else:
            return HttpResponseRedirect(f"{reverse('registry:amnesty', args=[number])}?done={do}")
        # What was refused is shown beside what a colleague may have done meanwhile.
        one = known.get(pk=number)
    return render(request, "registry/amnesty.html", _shown(request, user, one, refused), status=409 if refused else 200)


_DOINGS: dict[str, Callable[[User, Amnesty, str], object]] = {
    "approve-applied": lambda user, one, _reason: services.approve(user, one.pk, Step.APPLIED),
    "approve-undone": lambda user, one, _reason: services.approve(user, one.pk, Step.UNDONE),
    "apply": lambda user, one, _reason: services.apply(user, one.pk),
    "undo": lambda user, one, reason: services.undo(user, one.pk, reason),
}


def _shown(request: HttpRequest, user: User, one: Amnesty, refused: object) -> dict[str, Any]:
    language, step = language_of(request), _next_step(one)
    approvals = list(one.approvals.select_related("by").order_by("pk"))
    of_step = [approval for approval in approvals if approval.step == step]
    approved_by = {approval.by_id for approval in of_step}
    counts = services.counts_of(one)
    listed = [_Member.of(row) for row in services.first_rows_of(one, MOST_LISTED)]
    return {
        "one": one,
        "register": REGISTER_WORDS[SourceKind(one.register)],
        "stage": _STAGES[step],
        "facts": _facts(Rule.from_json(one.rule), language),
        "counts": counts,
        "tables": _tables(counts),
        "rows": listed,
        "more": counts.decisions - len(listed),
        "approvals": approvals,
        "steps": one.steps.all(),
        "step": step,
        "missing": max(0, APPROVALS - len(of_step)),
        "may_approve": step is not None
        and len(of_step) < APPROVALS
        and user.pk not in approved_by
        and not (step is Step.APPLIED and user.pk == one.author_id),
        "refused": refused,
        "done": DONE.get(request.GET.get("done", "")),
    }


def _next_step(one: Amnesty) -> Step | None:
    """What can be done with an amnesty next."""
    return next((step for step in Step if step not in steps_done(one)), None)


_STAGES = {Step.APPLIED: _("tried, not applied"), Step.UNDONE: _("applied"), None: _("undone")}
"""Where an amnesty stands, by what can be done with it next."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """An amnesty among all of them."""

    one: Amnesty
    register: Promise
    stage: Promise

    @classmethod
    def of(cls, one: Amnesty) -> _Listed:
        """The amnesty as it stands."""
        return cls(one, REGISTER_WORDS[SourceKind(one.register)], _STAGES[_next_step(one)])


@dataclass(frozen=True, slots=True)
class _Member:
    """A decision that would be lifted, without a name."""

    reference: str
    agency: str
    citizenship: str
    decided_on: date
    until: date | None

    @classmethod
    def of(cls, row: ListRow) -> _Member:
        """What the page shows of a row."""
        until = date.fromisoformat(row.until) if row.until else None
        return cls(row.id, row.agency, row.citizenship, date.fromisoformat(row.decided_on), until)


@dataclass(frozen=True, slots=True)
class _Table:
    """Counts by one thing that decisions say."""

    title: str
    lines: list[Fact]


def _facts(rule: Rule, language: Language) -> list[Fact]:
    names = dict(Agency.objects.filter(code__in=rule.agencies).values_list("code", "name"))
    either = {True: gettext("yes"), False: gettext("no"), None: gettext("either")}
    days = [date_in_words(day, language) if day else "" for day in (rule.decided_from, rule.decided_to)]
    said = (
        (gettext("Citizenships"), "; ".join(rule.citizenships) or gettext("all")),
        (gettext("Grounds"), "; ".join(map(ground_words, rule.grounds)) or gettext("all")),
        (gettext("Agencies"), "; ".join(names.get(code, code) for code in rule.agencies) or gettext("all")),
        (gettext("Expelled by a court"), either[rule.by_court]),
        (gettext("For a crime"), either[rule.criminal]),
        (gettext("Decided on this day or later"), days[0]),
        (gettext("Decided on this day or earlier"), days[1]),
        (
            gettext("Nothing is lifted before this day"),
            date_in_words(rule.review_from, language) if rule.review_from else "",
        ),
    )
    return [Fact(label, value) for label, value in said if value]


def _tables(counts: Counts) -> list[_Table]:
    names = dict(Agency.objects.values_list("code", "name"))
    of_what: tuple[tuple[str, Counted, Callable[[str], str]], ...] = (
        (gettext("By ground"), counts.by_ground, ground_words),
        (gettext("By agency"), counts.by_agency, lambda code: names.get(code, code)),
        (gettext("By citizenship"), counts.by_citizenship, lambda code: code or gettext("not known")),
    )
    return [_Table(title, [Fact(name(code), str(count)) for code, count in by]) for title, by, name in of_what if by]
