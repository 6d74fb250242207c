"""What happens around accounts, told to the log: one function an event, called inside the transaction it is part of.

The log is not there yet: each function is the place where it is told.
"""

from __future__ import annotations

from collections.abc import Collection

from ogoh.web.accounts.models import Role, User


def signed_in(user: User) -> None:
    """Somebody signed in, with all that was asked of them: where the log is told."""


def signed_out(user: User) -> None:
    """Somebody signed out: where the log is told."""


def session_ended(user: User, why: str) -> None:
    """A session ended by itself, ``why`` is ``shift`` or ``idle``: where the log is told."""


def sign_in_failed(digest_of_name: str) -> None:
    """A name and password did not fit; the name as a keyed digest: where the log is told."""


def locked_out(digest_of_name: str) -> None:
    """A name is refused from one address for a while, after too many failures: where the log is told."""


def code_failed(user: User) -> None:
    """A code of the second factor was wrong, used before, or one too many: where the log is told."""


def fresh_code_given(user: User) -> None:
    """Somebody signed in gave a new code, before something that wants one: where the log is told."""


def second_factor_set_up(user: User) -> None:
    """Somebody has a second factor now: where the log is told."""


def recovery_codes_made(user: User) -> None:
    """Somebody has new recovery codes, the old ones are worth nothing: where the log is told."""


def password_changed(user: User) -> None:
    """Somebody chose a new password: where the log is told."""


def person_added(by: User | None, user: User) -> None:
    """Somebody may sign in from now on; ``by`` is None for the command: where the log is told."""


def role_changed(by: User | None, user: User, before: Collection[Role], after: Collection[Role]) -> None:
    """Somebody has other roles: where the log is told."""


def activity_changed(by: User | None, user: User) -> None:
    """Somebody may no longer sign in, or may again: where the log is told."""


def password_reset(by: User | None, user: User) -> None:
    """Somebody was given a first password anew: where the log is told."""


def second_factor_reset(by: User | None, user: User) -> None:
    """Somebody has to set up the second factor anew: where the log is told."""


def refused(user: User, what: str) -> None:
    """Somebody asked for a page that their roles do not open; ``what`` is its name: where the log is told."""
