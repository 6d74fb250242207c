"""Agencies, subjects, decisions and what was done to them.

Decisions, versions, rulings, papers and amnesties are `Added`: their rows refuse to be saved anew or deleted. That
guards against this code, not against whoever writes to the database by hand: what was done stands in the log too.
Which office is an agency's and the keys of look-alikes may change.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from ogoh.web.accounts.models import CODE_OF_OFFICE, LONGEST_NAME, Office, User
from ogoh.web.lists.models import SourceKind

LONGEST_REASON = 1000
_PREFIXES = {SourceKind.ENTRY_BAN: "eb", SourceKind.CONTROLLED_PERSONS: "cp"}


class NeverChanged(RuntimeError):  # noqa: N818  # the house names an exception by what happened
    """A row of the registry was to be changed or taken away: each change is a row of its own."""


class Added(models.Model):
    """A row that is added once and stays as it is; a bulk ``update`` would pass this by, and the registry has none."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **named: Any) -> None:
        """Add the row. Raises NeverChanged where it is there already."""
        if not self._state.adding:
            raise NeverChanged(f"{self} cannot be changed")
        super().save(*args, **named)

    def delete(self, *args: Any, **named: Any) -> tuple[int, dict[str, int]]:
        """Raises NeverChanged."""
        raise NeverChanged(f"{self} cannot be taken away")


class Agency(models.Model):
    """An agency that decides; its own staff, in its own offices, acts on its decisions, one by one.

    An amnesty alone reaches decisions of every agency.
    """

    code = models.CharField(max_length=50, unique=True, validators=[CODE_OF_OFFICE])
    name = models.CharField(max_length=LONGEST_NAME)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.code


class AgencyOffice(models.Model):
    """An office belongs to one agency, or to none."""

    office = models.OneToOneField(Office, models.PROTECT, related_name="agency_office")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="offices")

    def __str__(self) -> str:
        return f"{self.office_id} of {self.agency_id}"


class KnownSubject(models.Model):
    """One person as one of the two registers knows them, whatever they are called.

    ``keys_version`` is that of the keys by which look-alikes are found.
    """

    register = models.CharField(max_length=20, choices=SourceKind.choices)
    keys_version = models.CharField(max_length=60, db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="register_known", condition=Q(register__in=SourceKind.values)),
        ]

    def __str__(self) -> str:
        return f"subject {self.pk}"


class SubjectKey(models.Model):
    """The index of look-alikes: ``(key, subject)``, of every name and document that was ever written down."""

    pk = models.CompositePrimaryKey("key", "subject_id")
    key = models.BigIntegerField()
    subject = models.ForeignKey(KnownSubject, models.CASCADE, related_name="keys")

    def __str__(self) -> str:
        return f"{self.key:016x} {self.subject_id}"


class Decision(Added):
    """One act of one agency about one subject; what it says stands in its versions."""

    subject = models.ForeignKey(KnownSubject, models.PROTECT, related_name="decisions")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="decisions")

    def __str__(self) -> str:
        return f"decision {self.pk}"

    @property
    def reference(self) -> str:
        """By what everybody calls it; in the order of the numbers."""
        return reference_of(SourceKind(self.subject.register), self.pk)


def reference_of(register: SourceKind, number: int) -> str:
    """The reference of a decision, such as ``eb-000000017``."""
    return f"{_PREFIXES[register]}-{number:09d}"


class Act(models.TextChoices):
    """What may be done to a decision."""

    RECORD = "record", "recorded"
    CORRECT = "correct", "corrected"
    NAME = "name", "another name or document"
    EXTEND = "extend", "extended"
    LIFT = "lift", "lifted"
    ANNUL = "annul", "annulled"
    REINSTATE = "reinstate", "in force again"


CASE = ("ground", "legal_basis", "number", "decided_on", "until", "starts_on", "by_court", "criminal")
"""The fields that say what was decided."""

ENDING = frozenset({Act.LIFT, Act.ANNUL})
"""After these a decision is in force no more."""


class Version(Added):
    """A decision as it stands after one act, once a second person has confirmed it.

    ``particulars`` is the subject in JSON where the act says who it is (the newest confirmed of any decision about the
    subject holds), else empty. ``same_as`` is the decision about the same person that was named when this one was
    recorded. ``doubts`` are codes of what did not fit at the time, ``despite`` why it was written all the same.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="versions")
    sequence = models.PositiveIntegerField()
    act = models.CharField(max_length=10, choices=Act.choices)
    ground = models.CharField(max_length=60)
    legal_basis = models.CharField(max_length=LONGEST_REASON, blank=True)
    number = models.CharField(max_length=100)
    decided_on = models.DateField()
    until = models.DateField(null=True)
    starts_on = models.DateField(null=True)
    by_court = models.BooleanField(default=False)
    criminal = models.BooleanField(default=False)
    particulars = models.TextField(blank=True)
    same_as = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=LONGEST_REASON)
    doubts = models.JSONField(default=list)
    despite = models.CharField(max_length=LONGEST_REASON, blank=True)
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    amnesty = models.ForeignKey("registry.Amnesty", models.PROTECT, null=True, related_name="versions")

    class Meta:
        ordering: ClassVar = ["decision", "sequence"]
        indexes: ClassVar = [models.Index(name="version_until", fields=["until"])]
        constraints: ClassVar = [
            models.UniqueConstraint(name="version_once", fields=["decision", "sequence"]),
            models.CheckConstraint(name="act_known", condition=Q(act__in=Act.values)),
            models.CheckConstraint(
                name="recorded_first",
                condition=Q(sequence=1, act=Act.RECORD) | (Q(sequence__gt=1) & ~Q(act=Act.RECORD)),
            ),
            models.CheckConstraint(
                name="until_not_before_decided", condition=Q(until=None) | Q(until__gte=F("decided_on"))
            ),
            models.CheckConstraint(name="version_says_why", condition=~Q(reason="") & ~Q(ground="")),
        ]

    def __str__(self) -> str:
        return f"version {self.sequence} of decision {self.decision_id}"

    def says(self) -> dict[str, Any]:
        """What it says of the case, by the names of the fields."""
        return {name: getattr(self, name) for name in CASE}


class Ruling(Added):
    """What a second person said of a version: confirmed, or declined for a reason. Without it a version waits."""

    version = models.OneToOneField(Version, models.PROTECT, related_name="ruling")
    confirmed = models.BooleanField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(name="ruling_at", fields=["at"])]
        constraints: ClassVar = [
            models.CheckConstraint(name="declined_for_a_reason", condition=Q(confirmed=True) | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{'confirmed' if self.confirmed else 'declined'}: {self.version_id}"


class Attachment(Added):
    """A paper beside a version, for the agency's eyes alone; ``digest`` is the SHA-256 of its bytes.

    What it was called where it came from is not kept: people call such files by names.
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="attachments")
    kind = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"attachment {self.pk}"


class Amnesty(Added):
    """A rule by which decisions are lifted together; ``rule`` as `ogoh.web.registry.amnesty_rule` reads it.

    It was tried when it was written: ``members`` are the decisions that it would lift, and no other is ever lifted by
    it. ``counts`` of them as `ogoh.web.registry.counting` keeps them; ``None`` where they were not kept yet.
    """

    register = models.CharField(max_length=20, choices=SourceKind.choices)
    title = models.CharField(max_length=LONGEST_NAME)
    rule = models.JSONField()
    reason = models.CharField(max_length=LONGEST_REASON)
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    tried_at = models.DateTimeField()
    counts = models.JSONField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"amnesty {self.pk}"


class AmnestyMember(Added):
    """A decision that an amnesty would lift, as it was tried."""

    amnesty = models.ForeignKey(Amnesty, models.PROTECT, related_name="members")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="amnesties")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="member_once", fields=["amnesty", "decision"])]

    def __str__(self) -> str:
        return f"decision {self.decision_id} in amnesty {self.amnesty_id}"


class Step(models.TextChoices):
    """What is done with an amnesty, one after the other."""

    APPLIED = "applied", "applied"
    UNDONE = "undone", "undone"


class AmnestyApproval(Added):
    """One of the two who approve that an amnesty is applied, or undone."""

    amnesty = models.ForeignKey(Amnesty, models.PROTECT, related_name="approvals")
    step = models.CharField(max_length=10, choices=Step.choices)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(name="approved_once_each", fields=["amnesty", "step", "by"])]

    def __str__(self) -> str:
        return f"{self.by_id} approves amnesty {self.amnesty_id}"


class AmnestyStep(Added):
    """An amnesty was applied, or undone; ``decisions`` counts those that it lifted or put in force again."""

    amnesty = models.ForeignKey(Amnesty, models.PROTECT, related_name="steps")
    step = models.CharField(max_length=10, choices=Step.choices)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    decisions = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(name="each_step_once", fields=["amnesty", "step"])]

    def __str__(self) -> str:
        return f"amnesty {self.amnesty_id} {self.step}"
