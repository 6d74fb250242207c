"""What happens around accounts, told to the log: one function an event, called inside the transaction it is part of."""

from __future__ import annotations

from collections.abc import Collection

from ogoh.web.accounts.models import Role, User
from ogoh.web.audit.events import Act, Happening, Json
from ogoh.web.audit.services import record


def signed_in(user: User) -> None:
    """Somebody signed in, with all that was asked of them."""
    _of(Act.SIGN_IN, user, "signed in")


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


def fresh_code_given(user: User) -> None:
    """Somebody signed in gave a new code, before something that wants one."""
    _of(Act.SIGN_IN, user, "a fresh code")


def second_factor_set_up(user: User) -> None:
    """Somebody has a second factor now."""
    _of(Act.GRANT, user, "a second factor set up")


def recovery_codes_made(user: User) -> None:
    """Somebody has new recovery codes, the old ones are worth nothing."""
    _of(Act.GRANT, user, "new recovery codes")


def password_changed(user: User) -> None:
    """Somebody chose a new password."""
    _of(Act.GRANT, user, "a new password")


def person_added(by: User | None, user: User) -> None:
    """Somebody may sign in from now on; ``by`` is None for the command."""
    _by(by, user, "somebody added")


def role_changed(by: User | None, user: User, before: Collection[Role], after: Collection[Role]) -> None:
    """Somebody has other roles."""
    _by(by, user, "other roles", {"before": sorted(map(str, before)), "after": sorted(map(str, after))})


def activity_changed(by: User | None, user: User) -> None:
    """Somebody may no longer sign in, or may again."""
    _by(by, user, "may sign in" if user.is_active else "may no longer sign in")


def password_reset(by: User | None, user: User) -> None:
    """Somebody was given a first password anew."""
    _by(by, user, "a first password anew")


def second_factor_reset(by: User | None, user: User) -> None:
    """Somebody has to set up the second factor anew."""
    _by(by, user, "the second factor taken away")


def refused(user: User, what: str) -> None:
    """Somebody asked for a page that their roles do not open; ``what`` is its name."""
    _of(Act.REFUSED, user, what)


def form_refused(user: User | None, what: str) -> None:
    """A form came without its token, forged or too old; ``what`` is the page that it was for."""
    told: dict[str, Json] = {"page": what}
    actor, office = (user.username, user.office.code) if user else ("", "")
    record(Happening(Act.REFUSED, actor=actor, office=office, purpose="a forged or old form", told=told))


def _of(act: Act, user: User, purpose: str) -> None:
    record(Happening(act, actor=user.username, office=user.office.code, purpose=purpose))


def _by(by: User | None, user: User, purpose: str, told: dict[str, Json] | None = None) -> None:
    """An administrator, or whoever gives the command, did something to somebody's account."""
    actor, office = (by.username, by.office.code) if by else ("command", "")
    record(
        Happening(
            Act.GRANT, actor=actor, office=office, purpose=purpose, told={"person": user.username, **(told or {})}
        )
    )
