"""Alice and Bob of one office, Charlie of another, who is the stranger; and how each of them is signed in."""

from __future__ import annotations

import base64
import time
from collections.abc import Collection

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.test import Client

from ogoh.web.accounts import second_factor
from ogoh.web.accounts.models import HeldRole, Office, Role, User

SECRET = base64.b32encode(b"a secret of 20 bytes").decode()
PASSWORD = "kettle moon ladder 7"
BACKEND = "ogoh.web.accounts.backend.Names"


def office(code: str) -> Office:
    return Office.objects.get_or_create(code=code, defaults={"name": f"Office of {code}"})[0]


def person(name: str, roles: Collection[Role] = (), where: str = "dushanbe", protected: bool = True) -> User:
    """Somebody with these roles; with the second factor `SECRET` unless not ``protected``, and without a password."""
    one = User.objects.create(username=name, full_name=name.capitalize(), office=office(where))
    HeldRole.objects.bulk_create(HeldRole(user=one, role=role) for role in roles)
    if protected:
        second_factor.set_up(one, SECRET)
    return one


def alice(*roles: Role) -> User:
    return person("alice", roles or (Role.OFFICER,))


def bob(*roles: Role) -> User:
    return person("bob", roles or (Role.OFFICER,))


def charlie(*roles: Role) -> User:
    """The stranger: another office."""
    return person("charlie", roles or (Role.OFFICER,), where="khujand")


def signed_in(one: User, code_given: float | None = 0, client: Client | None = None) -> Client:
    """A browser in which somebody is signed in, and gave a code so many seconds ago (None: gave none)."""
    browser = client or Client()
    browser.force_login(one, backend=BACKEND)
    if code_given is not None:
        session = browser.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time() - code_given}]
        session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(one.pk)
        session.save()
    return browser


def code(ahead: int = 0) -> str:
    """What the device of `SECRET` shows, or will show some steps ahead."""
    return second_factor.code_now(SECRET, time.time() + 30 * ahead)
