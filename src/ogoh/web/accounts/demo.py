"""One made-up person for each role, with passwords and secrets that everybody may know: the demonstration's alone."""

from __future__ import annotations

import base64
import hashlib
import time
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_GET

from ogoh.web.accounts import second_factor
from ogoh.web.accounts.access import open_to_everybody
from ogoh.web.accounts.models import Role, User
from ogoh.web.accounts.services import add_person, office_or_new
from ogoh.web.languages import language_of_request

OFFICE = ("demo-desk", "Мизи озмоишӣ · Demonstration desk")
_NAMES = {
    Role.OFFICER: ("Алиев Бахтиёр",),
    Role.REVIEWER: ("Каримова Нигора",),
    Role.SUPERVISOR: ("Саидов Рустам",),
    Role.AUDITOR: ("Юсупова Малика",),
    Role.LIST_MANAGER: ("Назаров Фирӯз",),
    Role.REGISTRAR: ("Ҳакимов Сорбон", "Бобоева Мадина"),
    Role.ADMINISTRATOR: ("Шарипова Зулфия",),
}


@dataclass(frozen=True, slots=True)
class MadeUp:
    """How a made-up person signs in."""

    role: Role
    number: int = 1

    @property
    def username(self) -> str:
        """The name to sign in."""
        name = self.role.value.replace("_", "-")
        return name if self.number == 1 else f"{name}-{self.number}"

    @property
    def full_name(self) -> str:
        """As colleagues read it."""
        return _NAMES[self.role][self.number - 1]

    @property
    def password(self) -> str:
        """Known to everybody."""
        return f"ogoh-{self.username}-demo"

    @property
    def secret(self) -> str:
        """Of the second factor, in base32; known to everybody."""
        return base64.b32encode(hashlib.sha256(self.username.encode()).digest()[:20]).decode()


EVERY_MADE_UP = tuple(MadeUp(role, number) for role in Role for number in range(1, len(_NAMES[role]) + 1))
"""Two registrars: nobody confirms what they wrote."""


@transaction.atomic
def make_people(by: str) -> None:
    """Make them where they are not there yet; ``by`` is who gives the command."""
    office = office_or_new(by, *OFFICE)
    for one in EVERY_MADE_UP:
        if not User.objects.filter(username=one.username).exists():
            person, _ = add_person(by, one.username, one.full_name, office, [one.role], one.password)
            User.objects.filter(pk=person.pk).update(is_made_up=True)
            second_factor.set_up(person, one.secret)


@require_GET
@open_to_everybody
def people(request: HttpRequest) -> HttpResponse:
    """How each of them signs in now; there is no such page but in the demonstration."""
    if not settings.DEMO:
        raise Http404
    language = language_of_request(request)
    now = time.time()
    rows = [(one.role.label, one, second_factor.code_now(one.secret, now)) for one in EVERY_MADE_UP]
    with translation.override(language.code):
        context = {"language": language, "rows": rows}
        response = render(request, "accounts/demo_people.html", context)
    response["Cache-Control"] = "no-store"
    return response
