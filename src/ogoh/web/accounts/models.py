"""People of the offices: who they are, where they work, what they may do."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from ogoh.web.buckets import Bucket as AbstractBucket

LONGEST_NAME = 200
NAME_TO_SIGN_IN = RegexValidator(
    r"\A[a-z0-9][a-z0-9._-]{1,49}\Z",
    _("Write 2 to 50 small Latin letters, digits, dots or hyphens."),
)
CODE_OF_OFFICE = RegexValidator(
    r"\A[a-z0-9][a-z0-9._-]{0,49}\Z", _("Write up to 50 small Latin letters, digits, dots or hyphens.")
)


class Role(models.TextChoices):
    """What somebody may do; a person has one or more."""

    OFFICER = "officer", _("Officer")
    REVIEWER = "reviewer", _("Reviewer")
    SUPERVISOR = "supervisor", _("Supervisor")
    AUDITOR = "auditor", _("Auditor")
    LIST_MANAGER = "list_manager", _("List manager")
    REGISTRAR = "registrar", _("Registrar")
    ADMINISTRATOR = "administrator", _("Administrator")


class Office(models.Model):
    """A place where staff work: a desk of the migration service, a border post."""

    code = models.CharField(max_length=50, unique=True, validators=[CODE_OF_OFFICE])
    name = models.CharField(max_length=LONGEST_NAME)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.name


class Users(BaseUserManager["User"]):
    """Finds people by the name they sign in with."""


class User(AbstractBaseUser):
    """One person of one office. Nobody is deleted: who left is made inactive, so that the log keeps its names.

    ``sessions_ended`` counts how often all sessions of the person were ended: a session made before is worth nothing.
    ``last_code_step`` is the time step (RFC 6238) of the last code that was accepted; no code of it or of an earlier
    one is taken again. ``is_made_up``: made by the demonstration, with a password that everybody knows.
    """

    username = models.CharField(max_length=50, unique=True, validators=[NAME_TO_SIGN_IN])
    full_name = models.CharField(max_length=LONGEST_NAME)
    office = models.ForeignKey(Office, models.PROTECT, related_name="people")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    sessions_ended = models.PositiveIntegerField(default=0)
    last_code_step = models.BigIntegerField(default=0)
    is_made_up = models.BooleanField(default=False)
    added_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar = ["full_name"]
    objects = Users()

    class Meta:
        ordering: ClassVar = ["username"]

    def __str__(self) -> str:
        return self.username

    @cached_property
    def roles(self) -> frozenset[Role]:
        """What the person may do, as the table said when this row was read: anew with each request."""
        return frozenset(Role(one.role) for one in self.held_roles.all())

    def holds(self, roles: Iterable[Role]) -> bool:
        """Whether the person has at least one of these roles."""
        return not self.roles.isdisjoint(roles)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # What a session is held against at every request: a new password or an end of all sessions changes it.
        kept = f"{self.password}|{self.sessions_ended}"
        return salted_hmac("ogoh.session", kept, secret=secret, algorithm="sha256").hexdigest()


class HeldRole(models.Model):
    """One role of one person."""

    user = models.ForeignKey(User, models.CASCADE, related_name="held_roles")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="role_held_once", fields=["user", "role"]),
            models.CheckConstraint(name="role_known", condition=Q(role__in=Role.values)),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role}"


class Bucket(AbstractBucket):
    """How many wrong codes somebody has left, by digest."""
