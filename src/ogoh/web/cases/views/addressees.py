"""Where the requests about each list go, and what was agreed with its owner."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from ogoh.web.accounts.access import fresh_code, granted, signed_in_user
from ogoh.web.accounts.models import Role
from ogoh.web.cases.actor import Actor
from ogoh.web.cases.addressee_form import AddresseeForm
from ogoh.web.cases.addressees import set_addressee
from ogoh.web.cases.days import addressee_of
from ogoh.web.cases.refusal import CaseRefused
from ogoh.web.cases.views.page import DONE, form_page
from ogoh.web.lists.models import Source


@require_GET
@granted(Role.SUPERVISOR, Role.LIST_MANAGER)
def addressees(request: HttpRequest) -> HttpResponse:
    """Every list, with its addressee and the days for an answer."""
    context = {
        "addressees": [addressee_of(source) for source in Source.objects.all()],
        "done": DONE.get(request.GET.get("done", "")),
    }
    return render(request, "cases/addressees.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@granted(Role.SUPERVISOR, Role.LIST_MANAGER)
@fresh_code
def addressee(request: HttpRequest, code: str) -> HttpResponse:
    """The addressee of one list, to be changed."""
    source = get_object_or_404(Source, code=code)
    known = addressee_of(source)
    form = AddresseeForm(request.POST or None, known)
    context: dict[str, object] = {"source": source}
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "cases/addressee.html", form, context)
    changed = {name: value for name, value in form.cleaned_data.items() if value != getattr(known, name)}
    try:
        if changed:
            set_addressee(Actor.of(signed_in_user(request)), source, changed)
    except CaseRefused as refused:
        return form_page(request, "cases/addressee.html", form, {**context, "refused": refused.words}, 409)
    return HttpResponseRedirect(reverse("cases:addressees") + "?done=addressee")
