"""What an administrator can do with people and offices; each is one transaction with its event."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ogoh.web.accounts import recording, second_factor
from ogoh.web.accounts.models import HeldRole, Office, Role, User
from ogoh.web.accounts.passwords import first_password


class PersonRefused(Exception):  # noqa: N818  # the house names an exception by what happened
    """A change to a person that would leave things worse; ``words`` say what to do instead."""

    def __init__(self, words: str | Promise) -> None:
        self.words = words
        super().__init__(str(words))


_NOT_ONESELF = _("Nobody changes their own rights. Ask another administrator.")
_LAST = _("This is the last administrator. Make somebody else one first.")
_ONE_IS_THERE = "There is an administrator already."
_TAKEN = _("Somebody signs in with this name already. Choose another.")


def add_office(code: str, name: str) -> Office:
    """A new office, or the one that has this code."""
    return Office.objects.get_or_create(code=code, defaults={"name": name})[0]


def add_person(
    by: User | None, username: str, full_name: str, office: Office, roles: Collection[Role], password: str = ""
) -> tuple[User, str]:
    """Somebody new, with their first password: shown once, kept nowhere, to be changed at the first sign-in.

    A ``password`` that is given was chosen by its bearer and need not be changed. Raises PersonRefused.
    """
    given = password or first_password()
    person = User(username=username, full_name=full_name, office=office, must_change_password=not password)
    person.set_password(given)
    try:
        with transaction.atomic():
            person.save()
            _hold(person, roles)
            recording.person_added(by, person)
            recording.role_changed(by, person, (), roles)
    except IntegrityError:
        raise PersonRefused(_TAKEN) from None
    return person, given


def add_first_administrator(
    username: str, full_name: str, office: tuple[str, str], password: str = ""
) -> tuple[User, str, str]:
    """The first administrator, their password, and the address (otpauth) that sets a device up; shown once.

    ``office`` is code and name. Raises PersonRefused where there is an administrator, or somebody of this name.
    """
    with transaction.atomic():
        if administrators().select_for_update().exists():
            raise PersonRefused(_ONE_IS_THERE)
        roles = [Role.ADMINISTRATOR]
        person, given = add_person(None, username, full_name, add_office(*office), roles, password)
        secret = second_factor.new_secret()
        second_factor.set_up(person, secret)
        recording.second_factor_set_up(person)
    return person, given, second_factor.address_for_device(person, secret)


def set_roles(by: User, number: int, roles: Collection[Role]) -> None:
    """Give and take roles; they hold from the next request on. Raises PersonRefused, User.DoesNotExist."""
    with _changing(by, number) as person:
        before = person.roles
        if Role.ADMINISTRATOR in before and Role.ADMINISTRATOR not in roles:
            _refuse_last(person)
        person.held_roles.all().delete()
        _hold(person, roles)
        recording.role_changed(by, person, before, roles)


def set_active(by: User, number: int, active: bool) -> None:
    """Shut somebody out at once, or let them in again. Raises PersonRefused, User.DoesNotExist."""
    with _changing(by, number) as person:
        if not active and Role.ADMINISTRATOR in person.roles:
            _refuse_last(person)
        person.is_active = active
        person.save(update_fields=["is_active"])
        _end_sessions(person)
        recording.activity_changed(by, person)


def reset_password(by: User | None, number: int) -> str:
    """A first password anew, to be changed at the next sign-in; all sessions end. Raises as set_active does."""
    given = first_password()
    with _changing(by, number) as person:
        person.set_password(given)
        person.must_change_password = True
        person.save(update_fields=["password", "must_change_password"])
        _end_sessions(person)
        recording.password_reset(by, person)
    return given


def reset_second_factor(by: User | None, number: int) -> None:
    """Take the second factor away, to be set up anew; all sessions end. Raises as set_active does."""
    with _changing(by, number) as person:
        second_factor.take_away(person)
        _end_sessions(person)
        recording.second_factor_reset(by, person)


@contextmanager
def _changing(by: User | None, number: int) -> Iterator[User]:
    """A person, held against other changes until this one is done."""
    with transaction.atomic():
        # The administrators are held in one order, so that two of them cannot take the right from each other.
        list(User.objects.select_for_update().filter(held_roles__role=Role.ADMINISTRATOR).order_by("pk"))
        person = User.objects.select_for_update(of=("self",)).get(pk=number)
        if by is not None and by.pk == person.pk:
            raise PersonRefused(_NOT_ONESELF)
        yield person


def _hold(person: User, roles: Collection[Role]) -> None:
    HeldRole.objects.bulk_create(HeldRole(user=person, role=role) for role in sorted(set(roles)))


def _end_sessions(person: User) -> None:
    User.objects.filter(pk=person.pk).update(sessions_ended=F("sessions_ended") + 1)


def _refuse_last(person: User) -> None:
    if not administrators().exclude(pk=person.pk).exists():
        raise PersonRefused(_LAST)


def administrators() -> QuerySet[User]:
    """Everybody who can give rights now."""
    found = User.objects.filter(is_active=True, held_roles__role=Role.ADMINISTRATOR)
    return found if settings.DEMO else found.filter(is_made_up=False)
