"""What happens around accounts, told to the log: one function an event, called inside the transaction it is part of."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeAlias

from ogoh.web.accounts.models import Office, Role, User
from ogoh.web.audit.events import Act, Happening, Json
from ogoh.web.audit.services import record

By: TypeAlias = "User | str"
"""Who changes an account: an administrator; or who gives the command, as the commands name them."""


def signed_in(user: User, by_recovery_code: bool = False) -> None:
    """Somebody signed in, with all that was asked of them; perhaps without their device."""
    _of(Act.SIGN_IN, user, "signed in by a recovery code" if by_recovery_code else "signed in")


def signed_out(user: User) -> None:
    """Somebody signed out."""
    _of(Act.SIGN_OUT, user, "signed out")


def session_ended(user: User, why: str) -> None:
    """A session ended by itself, ``why`` is ``shift`` or ``idle``."""
    _of(Act.SIGN_OUT, user, f"ended: {why}")


def sign_in_failed(digest_of_name: str) -> None:
    """A name and password did not fit; the name as a keyed digest."""
    record(Happening(Act.REFUSED, purpose="signing in", told={"name": digest_of_name}))


def locked_out(digest_of_name: str) -> None:
    """A name is refused from one address for a while, after too many failures."""
    record(Happening(Act.REFUSED, purpose="signing in too often", told={"name": digest_of_name}))


def code_failed(user: User) -> None:
    """A code of the second factor was wrong, used before, or one too many."""
    _of(Act.REFUSED, user, "a code")


def fresh_code_given(user: User, of_recovery: bool = False) -> None:
    """Somebody signed in gave a new code, before something that wants one."""
    _of(Act.SIGN_IN, user, "a recovery code as a fresh one" if of_recovery else "a fresh code")


def second_factor_set_up(user: User) -> None:
    """Somebody has a second factor now."""
    _of(Act.GRANT, user, "a second factor set up")


def recovery_codes_made(user: User) -> None:
    """Somebody has new recovery codes, the old ones are worth nothing."""
    _of(Act.GRANT, user, "new recovery codes")


def password_changed(user: User) -> None:
    """Somebody chose a new password."""
    _of(Act.GRANT, user, "a new password")


def office_added(by: By, office: Office) -> None:
    """People may work in another office from now on."""
    _by(by, "an office added", {"office": office.code})


def person_added(by: By, user: User) -> None:
    """Somebody may sign in from now on."""
    _to(user, by, "somebody added")


def role_changed(by: By, user: User, before: Collection[Role], after: Collection[Role]) -> None:
    """Somebody has other roles."""
    _to(user, by, "other roles", {"before": sorted(map(str, before)), "after": sorted(map(str, after))})


def activity_changed(by: By, user: User) -> None:
    """Somebody may no longer sign in, or may again."""
    _to(user, by, "may sign in" if user.is_active else "may no longer sign in")


def password_reset(by: By, user: User) -> None:
    """Somebody was given a first password anew."""
    _to(user, by, "a first password anew")


def second_factor_reset(by: By, user: User) -> None:
    """Somebody has to set up the second factor anew."""
    _to(user, by, "the second factor taken away")


def refused(user: User, page: str, purpose: str = "a page of other roles") -> None:
    """Somebody asked for a page that is not theirs, by its name in the table of addresses."""
    _of(Act.REFUSED, user, purpose, {"page": page})


def form_refused(user: User | None, page: str) -> None:
    """A form came without its token, forged or too old, for this page."""
    _of(Act.REFUSED, user, "a forged or old form", {"page": page})


def _of(act: Act, user: User | None, purpose: str, told: dict[str, Json] | None = None) -> None:
    """Somebody did something, or somebody who is not known."""
    actor, office = (user.username, user.office.code) if user else ("", "")
    record(Happening(act, actor=actor, office=office, purpose=purpose, told=told or {}))


def _to(user: User, by: By, purpose: str, told: dict[str, Json] | None = None) -> None:
    """An administrator, or whoever gives the command, did something to somebody's account."""
    _by(by, purpose, {"person": user.username, **(told or {})})


def _by(by: By, purpose: str, told: dict[str, Json]) -> None:
    """An administrator did something, or whoever gives the command."""
    actor, office = (by, "") if isinstance(by, str) else (by.username, by.office.code)
    record(Happening(Act.GRANT, actor=actor, office=office, purpose=purpose, told=told))
