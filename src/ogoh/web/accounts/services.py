"""What an administrator can do with people and offices; each is one transaction with its event."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ogoh.web.accounts import recording, second_factor
from ogoh.web.accounts.models import HeldRole, Office, Role, User
from ogoh.web.accounts.passwords import first_password
from ogoh.web.accounts.recording import By


class Refused(Exception):  # noqa: N818  # the house names an exception by what happened
    """A change that would leave things worse; ``words`` say what to do instead."""

    def __init__(self, words: str | Promise) -> None:
        self.words = words
        super().__init__(str(words))


class PersonRefused(Refused):
    """A change to a person."""


class OfficeRefused(Refused):
    """An office that cannot be added."""


_NOT_ONESELF = _("Nobody changes their own rights. Ask another administrator.")
_LAST = _("This is the last administrator. Make somebody else one first.")
_ONE_IS_THERE = "There is an administrator already."
_TAKEN = _("Somebody signs in with this name already. Choose another.")
_CODE_TAKEN = _("An office has this code already. Choose another.")


def add_office(by: By, code: str, name: str) -> Office:
    """A new office. Raises OfficeRefused where another one has this code."""
    office = Office(code=code, name=name)
    with transaction.atomic():
        _insert(office, OfficeRefused(_CODE_TAKEN))
        recording.office_added(by, office)
    return office


def office_or_new(by: By, code: str, name: str) -> Office:
    """The office of this code under whatever name it has, or a new one of this name."""
    return Office.objects.filter(code=code).first() or add_office(by, code, name)


def add_person(
    by: By, username: str, full_name: str, office: Office, roles: Collection[Role], password: str = ""
) -> tuple[User, str]:
    """Somebody new, with their first password: shown once, kept nowhere, to be changed at the first sign-in.

    A ``password`` that is given was chosen by its bearer and need not be changed. Raises PersonRefused.
    """
    given = password or first_password()
    person = User(username=username, full_name=full_name, office=office, must_change_password=not password)
    person.set_password(given)
    with transaction.atomic():
        _insert(person, PersonRefused(_TAKEN))
        _hold(person, roles)
        recording.person_added(by, person)
        recording.role_changed(by, person, (), roles)
    return person, given


def add_first_administrator(
    by: By, username: str, full_name: str, office: tuple[str, str], password: str = ""
) -> tuple[User, str, str]:
    """The first administrator, their password, and the address (otpauth) that sets a device up; shown once.

    ``office`` is code and name. Raises PersonRefused where there is an administrator, or somebody of this name.
    """
    with transaction.atomic():
        if administrators().select_for_update().exists():
            raise PersonRefused(_ONE_IS_THERE)
        roles = [Role.ADMINISTRATOR]
        person, given = add_person(by, username, full_name, office_or_new(by, *office), roles, password)
        secret = second_factor.new_secret()
        second_factor.set_up(person, secret)
        recording.second_factor_set_up(person)
    return person, given, second_factor.address_for_device(person, secret)


def set_roles(by: User, number: int, roles: Collection[Role]) -> None:
    """Give and take roles; they hold from the next request on, and the same ones again change nothing.

    Raises PersonRefused, User.DoesNotExist.
    """
    with _changing(by, number) as person:
        before = person.roles
        if before == frozenset(roles):
            return
        if Role.ADMINISTRATOR in before and Role.ADMINISTRATOR not in roles:
            _refuse_last(person)
        person.held_roles.all().delete()
        _hold(person, roles)
        recording.role_changed(by, person, before, roles)


def set_active(by: User, number: int, active: bool) -> None:
    """Shut somebody out at once, or let them in again; nothing happens to whoever is. Raises as set_roles does."""
    with _changing(by, number) as person:
        if person.is_active == active:
            return
        if not active and Role.ADMINISTRATOR in person.roles:
            _refuse_last(person)
        person.is_active = active
        person.save(update_fields=["is_active"])
        _end_sessions(person)
        recording.activity_changed(by, person)


def reset_password(by: By, number: int) -> str:
    """A first password anew, to be changed at the next sign-in; all sessions end. Raises as set_active does."""
    given = first_password()
    with _changing(by, number) as person:
        person.set_password(given)
        person.must_change_password = True
        person.save(update_fields=["password", "must_change_password"])
        _end_sessions(person)
        recording.password_reset(by, person)
    return given


def reset_second_factor(by: By, number: int) -> None:
    """Take the second factor away, to be set up anew; all sessions end. Raises as set_active does."""
    with _changing(by, number) as person:
        second_factor.take_away(person)
        _end_sessions(person)
        recording.second_factor_reset(by, person)


def reset_access(by: By, number: int) -> str:
    """Password and second factor anew, for whoever lost both: all of it or nothing. Raises as set_active does."""
    with transaction.atomic():
        given = reset_password(by, number)
        reset_second_factor(by, number)
    return given


@contextmanager
def _changing(by: By, number: int) -> Iterator[User]:
    """A person, held against other changes until this one is done."""
    with transaction.atomic():
        # The administrators are held in one order, so that two of them cannot take the right from each other.
        list(User.objects.select_for_update().filter(held_roles__role=Role.ADMINISTRATOR).order_by("pk"))
        person = User.objects.select_for_update(of=("self",)).get(pk=number)
        if not isinstance(by, str) and by.pk == person.pk:
            raise PersonRefused(_NOT_ONESELF)
        yield person


def _insert(row: Model, taken: Refused) -> None:
    """Save a new row; raises ``taken`` where another one has its name. No other fault is taken for that."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise taken from None


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
