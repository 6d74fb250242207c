"""Answers in: a table that the owner of a list sent back, and what became of each of its rows."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ogoh.delivery import DeliveryRefused
from ogoh.web.accounts.access import fresh_code, granted, signed_in_user
from ogoh.web.accounts.models import Role
from ogoh.web.cases.actor import Actor
from ogoh.web.cases.answering import take_in
from ogoh.web.cases.forms import FileForm
from ogoh.web.cases.refusal import CaseRefused
from ogoh.web.cases.upload import sent_table
from ogoh.web.cases.views.page import form_page


@require_http_methods(["GET", "HEAD", "POST"])
@granted(Role.SUPERVISOR, Role.LIST_MANAGER)
@fresh_code
def answers(request: HttpRequest) -> HttpResponse:
    """A table of answers to requests of one's own office."""
    form = FileForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "cases/answers.html", form)
    try:
        with sent_table(request) as path:
            account = take_in(path, form.cleaned_data["source"], Actor.of(signed_in_user(request)))
    except CaseRefused as refused:
        return form_page(request, "cases/answers.html", form, {"refused": refused.words}, 422)
    except DeliveryRefused as refused:
        return form_page(request, "cases/answers.html", form, {"told": str(refused)}, 422)
    return render(request, "cases/account.html", {"account": account})
