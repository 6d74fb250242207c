"""Who may call a view. A view that says nothing is refused to everybody.

    @granted(Role.OFFICER, Role.SUPERVISOR)     staff with one of these roles
    @open_to_any_staff                          staff, whatever their role
    @open_to_everybody                          anybody; without session and cookie
    @by_token                                   another program with a token; the view asks for it itself

``@fresh_code`` beside one of the first two asks for a new code of the second factor where the last is older than
``settings.FRESH_MINUTES``. Views that are not ours to decorate stand in ``BY_NAME``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve

from ogoh.web.accounts.models import Role, User


class Who(Enum):
    """The kinds of callers."""

    EVERYBODY = "everybody"
    TOKEN = "token"  # noqa: S105  # no password
    SIGNING_IN = "signing in"
    """Anybody, with a session: the way in and out."""
    SETTING_UP = "setting up"
    """Whoever is signed in, also without a second factor or with a password that somebody else chose."""
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Access:
    """Who may call a view; staff without ``roles`` is any staff."""

    who: Who
    roles: frozenset[Role] = frozenset()

    @property
    def has_session(self) -> bool:
        """Whether the view sees a session; the public ones do not, whatever cookie comes."""
        return self.who not in (Who.EVERYBODY, Who.TOKEN)


@dataclass(frozen=True, slots=True)
class FreshCode:
    """A view wants a fresh code; ``back_to`` names another view to come back to, which takes no arguments."""

    back_to: str = ""


EVERYBODY = Access(Who.EVERYBODY)
TOKEN = Access(Who.TOKEN)
SIGNING_IN = Access(Who.SIGNING_IN)
SETTING_UP = Access(Who.SETTING_UP)
ANY_STAFF = Access(Who.STAFF)

BY_NAME: dict[str, Access] = {
    "api:api-root": EVERYBODY,
    "api:openapi-view": EVERYBODY,
    "api:openapi-json": EVERYBODY,
    "api:check": TOKEN,
}
"""The views that other packages make for us."""

View = TypeVar("View", bound=Callable[..., Any])


def granted(role: Role, *more: Role) -> Callable[[View], View]:
    """Let staff in who have one of these roles."""
    return _declares(Access(Who.STAFF, frozenset((role, *more))))


def open_to_any_staff(view: View) -> View:
    """Let all staff in."""
    return _declares(ANY_STAFF)(view)


def open_to_everybody(view: View) -> View:
    """Let anybody in, and show the view no session."""
    return _declares(EVERYBODY)(view)


def by_token(view: View) -> View:
    """Let programs in that show a token; the view itself looks at it."""
    return _declares(TOKEN)(view)


def on_the_way_in(view: View) -> View:
    """Let anybody in, with a session: for signing in and out alone."""
    return _declares(SIGNING_IN)(view)


def open_while_setting_up(view: View) -> View:
    """Let in whoever is signed in, also before password and second factor are as they must be."""
    return _declares(SETTING_UP)(view)


def fresh_code(view: View | None = None, *, back_to: str = "") -> Any:
    """Ask for a code of the second factor unless one was given a short while ago; used with or without arguments."""

    def declared(one: View) -> View:
        one.fresh_code = FreshCode(back_to)  # type: ignore[attr-defined]
        return one

    return declared if view is None else declared(view)


def signed_in_user(request: HttpRequest) -> User:
    """Who asks, in a view that is open to staff alone, with ``office`` and ``roles``."""
    user = request.user
    if not isinstance(user, User):
        raise TypeError("This view has to be open to staff alone.")
    return user


def _declares(access: Access) -> Callable[[View], View]:
    def declared(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        return view

    return declared


def access_of(match: ResolverMatch) -> Access | None:
    """What the view behind an address says, or the table; None where neither does."""
    said = getattr(match.func, "access", None) or BY_NAME.get(match.view_name)
    return said if isinstance(said, Access) else None


def fresh_code_of(match: ResolverMatch) -> FreshCode | None:
    """Whether the view wants a fresh code."""
    said = getattr(match.func, "fresh_code", None)
    return said if isinstance(said, FreshCode) else None


def match_of(request: HttpRequest) -> ResolverMatch | None:
    """Which view a request is for, asked once; None where there is no such address."""
    if not hasattr(request, "_ogoh_match"):
        try:
            found = resolve(request.path_info)
        except Resolver404:
            found = None
        request._ogoh_match = found  # type: ignore[attr-defined]
    return request._ogoh_match  # type: ignore[attr-defined, no-any-return]


def has_session(request: HttpRequest) -> bool:
    """Whether this request is for a view that sees a session."""
    match = match_of(request)
    access = access_of(match) if match else None
    return access is not None and access.has_session
