"""The staff's start page, and the administrator's pages: people and offices."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from ogoh.web.accounts import services
from ogoh.web.accounts.access import fresh_code, granted, open_to_any_staff, signed_in_user
from ogoh.web.accounts.forms import OfficeForm, PersonForm, RolesForm
from ogoh.web.accounts.links import counted_links_for
from ogoh.web.accounts.models import Office, Role, User
from ogoh.web.accounts.second_factor import has_second_factor
from ogoh.web.accounts.services import OfficeRefused, PersonRefused
from ogoh.web.accounts.shift import ends_at

DONE = {
    "roles": _("The roles are changed. They hold from now on."),
    "off": _("This person can no longer sign in. All their sessions are ended."),
    "on": _("This person can sign in again."),
    "second-factor": _("The second factor is taken away. A new one is set up at the next sign-in."),
    "office": _("The office is added."),
}


@require_GET
@open_to_any_staff
def start(request: HttpRequest) -> HttpResponse:
    """Who you are, until when, and what you may do."""
    user = signed_in_user(request)
    context = {"links": counted_links_for(user), "roles": _in_order(user), "ends": ends_at(request)}
    return render(request, "accounts/start.html", context)


@require_GET
@granted(Role.ADMINISTRATOR)
@fresh_code
def people(request: HttpRequest) -> HttpResponse:
    """Everybody, by office."""
    everybody = (
        User.objects.select_related("office").prefetch_related("held_roles").order_by("office__code", "username")
    )
    rows = [(one, _in_order(one)) for one in everybody]
    return render(request, "accounts/people.html", {"rows": rows, "done": DONE.get(request.GET.get("done", ""))})


@require_http_methods(["GET", "HEAD", "POST"])
@granted(Role.ADMINISTRATOR)
@fresh_code
def add_person(request: HttpRequest) -> HttpResponse:
    """Somebody new; the first password is on the page that answers, and nowhere else."""
    form = PersonForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, "accounts/add_person.html", form)
    typed = form.cleaned_data
    try:
        person, password = services.add_person(
            signed_in_user(request), typed["username"], typed["full_name"], typed["office"], form.chosen
        )
    except PersonRefused as refused:
        form.add_error("username", str(refused))
        return _form_page(request, "accounts/add_person.html", form)
    return render(request, "accounts/first_password.html", {"one": person, "password": password})


@require_http_methods(["GET", "HEAD", "POST"])
@granted(Role.ADMINISTRATOR)
@fresh_code
def offices(request: HttpRequest) -> HttpResponse:
    """The offices, and a form for another."""
    form = OfficeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        done = DONE.get(request.GET.get("done", ""))
        return _form_page(request, "accounts/offices.html", form, offices=Office.objects.all(), done=done)
    try:
        services.add_office(signed_in_user(request), form.cleaned_data["code"], form.cleaned_data["name"])
    except OfficeRefused as refused:
        form.add_error("code", str(refused))
        return _form_page(request, "accounts/offices.html", form, offices=Office.objects.all())
    return HttpResponseRedirect(f"{reverse('staff:offices')}?done=office")


@require_http_methods(["GET", "HEAD", "POST"])
@granted(Role.ADMINISTRATOR)
@fresh_code
def person(request: HttpRequest, number: int) -> HttpResponse:
    """One person: roles, shutting out, first password and second factor anew."""
    one = User.objects.filter(pk=number).select_related("office").prefetch_related("held_roles").first()
    if one is None:
        raise Http404
    if request.method != "POST":
        return _person_page(request, one, RolesForm({"roles": list(one.roles)}))
    change = _CHANGES.get(request.POST.get("do", ""))
    if change is None:
        raise Http404
    try:
        return change(request, one)
    except PersonRefused as refused:
        return _person_page(request, one, RolesForm({"roles": list(one.roles)}), refused=str(refused))


def _change_roles(request: HttpRequest, one: User) -> HttpResponse:
    form = RolesForm(request.POST)
    if not form.is_valid():
        return _person_page(request, one, form)
    services.set_roles(signed_in_user(request), one.pk, form.chosen)
    return _back_to(one, "roles")


def _shut_out(request: HttpRequest, one: User) -> HttpResponse:
    services.set_active(signed_in_user(request), one.pk, False)
    return _back_to(one, "off")


def _let_in(request: HttpRequest, one: User) -> HttpResponse:
    services.set_active(signed_in_user(request), one.pk, True)
    return _back_to(one, "on")


def _reset_password(request: HttpRequest, one: User) -> HttpResponse:
    password = services.reset_password(signed_in_user(request), one.pk)
    return render(request, "accounts/first_password.html", {"one": one, "password": password})


def _reset_second_factor(request: HttpRequest, one: User) -> HttpResponse:
    services.reset_second_factor(signed_in_user(request), one.pk)
    return _back_to(one, "second-factor")


_CHANGES: dict[str, Callable[[HttpRequest, User], HttpResponse]] = {
    "roles": _change_roles,
    "shut-out": _shut_out,
    "let-in": _let_in,
    "password": _reset_password,
    "second-factor": _reset_second_factor,
}


def _person_page(request: HttpRequest, one: User, form: RolesForm, refused: str = "") -> HttpResponse:
    context = {
        "one": one,
        "form": form,
        "refused": refused,
        "is_protected": has_second_factor(one),
        "is_oneself": one == request.user,
        "done": DONE.get(request.GET.get("done", "")),
    }
    return render(request, "accounts/person.html", context, status=422 if refused or form.errors else 200)


def _form_page(request: HttpRequest, template: str, form: PersonForm | OfficeForm, **more: object) -> HttpResponse:
    return render(request, template, {"form": form, **more}, status=422 if form.errors else 200)


def _back_to(one: User, done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('staff:person', args=[one.pk])}?done={done}")


def _in_order(user: User) -> list[str]:
    return [str(role.label) for role in Role if role in user.roles]
