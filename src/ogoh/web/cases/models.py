"""Requests of people to the owner of a list, the answers, and what was done when; and the requests of other offices."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext

from ogoh.delivery.correspondence import (
    DIGITS,
    LONGEST_LISTING,
    LONGEST_NUMBER,
    LONGEST_SIGNED,
    Outcome,
    Why,
    printed_number,
)
from ogoh.web.accounts.models import Office, User
from ogoh.web.exchange.models import Peer
from ogoh.web.lists.models import Delivery, Source


class State(models.TextChoices):
    """Whose turn it is: ours to send, the owner's, the person's, ours to settle, ours to tell; then nobody's."""

    OPEN = "open", "to be sent"
    SENT = "sent", "waits for the answer"
    NEED_MORE = "need_more", "the person has to bring something"
    DISPUTED = "disputed", "two answers contradict each other"
    ANSWERED = "answered", "the person is to be told"
    CLOSED = "closed", "closed"


class Act(models.TextChoices):
    """What can happen to a case."""

    OPENED = "opened", "opened"
    SENT = "sent", "sent"
    NOT_TAKEN = "not_taken", "not taken by the owner"
    REMINDED = "reminded", "reminded"
    ESCALATED = "escalated", "gone a step up"
    TAKEN_UP = "taken_up", "taken up by a supervisor"
    PUT_OFF = "put_off", "put off by the owner"
    ASKED_MORE = "asked_more", "more asked for"
    BROUGHT = "brought", "brought by the person"
    ANSWERED = "answered", "answered"
    CONTRADICTED = "contradicted", "answered otherwise"
    SETTLED = "settled", "settled"
    TOLD = "told", "the person was told"
    WITHDRAWN = "withdrawn", "withdrawn"
    FORGOTTEN = "forgotten", "forgotten"


class PutOff(models.TextChoices):
    """Why the owner's wish for more time moved no term: the note of such a step."""

    BEFORE = "before", "put off before"
    NOT_WAITING = "not_waiting", "no answer is due"


LONGEST_TERM = 365
"""In days."""

LONGEST_ADDRESS = 1_000
MOST_REMINDERS = 10
_DAYS: list[Callable[[int], None]] = [MinValueValidator(1), MaxValueValidator(LONGEST_TERM)]


class Addressee(models.Model):
    """Where requests about a source's list go, and within how many days they are answered.

    ``remind_after`` are days after sending, ``escalate_after`` days past the term; ``address`` has a line for each.
    Where the list is our own, ``answers_here`` is the office that answers what others ask about it.
    """

    source = models.OneToOneField(Source, models.CASCADE, primary_key=True, related_name="addressee")
    name = models.CharField(max_length=200)
    address = models.TextField(blank=True, validators=[MaxLengthValidator(LONGEST_ADDRESS)])
    answer_days = models.PositiveSmallIntegerField(validators=_DAYS)
    extension_days = models.PositiveSmallIntegerField(validators=[MaxValueValidator(LONGEST_TERM)])
    remind_after = models.JSONField(blank=True)
    escalate_after = models.PositiveSmallIntegerField(validators=_DAYS)
    answers_here = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="addressee_answers", condition=Q(answer_days__gte=1, answer_days__lte=365))
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Days for reminders are days, each once and in their order. Raises ValidationError."""
        days = self.remind_after
        if not all(isinstance(one, int) and 1 <= one <= LONGEST_TERM for one in days) or len(days) > MOST_REMINDERS:
            told = {"most": MOST_REMINDERS, "days": LONGEST_TERM}
            words = gettext("At most {most} days, each from 1 to {days}, such as: 20, 30").format(**told)
            raise ValidationError({"remind_after": words})
        self.remind_after = sorted(set(days))


class Case(models.Model):
    """One question of one person to the owner of one list.

    ``subject`` is JSON as `ogoh.identity.subject_to_json` writes it, ``document`` the keyed digest of the first
    document; both, and ``statement``, are empty once the case was forgotten. Days are those of the office
    (``OGOH_TIME_ZONE``). ``reminders`` counts what was sent, ``language`` is the person's.
    """

    number = models.CharField(max_length=DIGITS, unique=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    question = models.CharField(max_length=20)
    subject = models.TextField(blank=True)
    document = models.CharField(max_length=64, blank=True, db_index=True)
    listing = models.CharField(max_length=LONGEST_LISTING, blank=True)
    statement = models.TextField(blank=True)
    language = models.CharField(max_length=10)
    consent_on = models.DateField()
    consent_wording = models.CharField(max_length=20)
    opened_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    sent_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    extended = models.BooleanField(default=False)
    reminders = models.PositiveSmallIntegerField(default=0)
    escalated_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(name="case_by_office", fields=["office", "state"])]
        constraints: ClassVar = [
            models.CheckConstraint(name="case_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="case_sent_has_term",
                condition=Q(sent_on=None, due_on=None) | Q(sent_on__isnull=False, due_on__gt=models.F("sent_on")),
            ),
            models.CheckConstraint(
                name="case_waits_for_what_was_sent", condition=~Q(state=State.SENT) | Q(sent_on__isnull=False)
            ),
            models.CheckConstraint(
                name="case_closed_on_a_day",
                condition=Q(state=State.CLOSED, closed_on__isnull=False) | ~Q(state=State.CLOSED) & Q(closed_on=None),
            ),
        ]

    def __str__(self) -> str:
        return self.printed

    @property
    def printed(self) -> str:
        """The number as it stands in letters."""
        return printed_number(self.number)


class CaseAnswer(models.Model):
    """What the owner answered; of several the one that ``stands`` holds. ``digest`` is the keyed one of its content,
    empty once the case was forgotten.

    ``delivery`` is the one by which the list was changed; ``unapplied`` says why it was not, where it asks for that.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="answers")
    outcome = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Outcome])
    answered_on = models.DateField()
    received_on = models.DateField()
    grounds = models.TextField(blank=True)
    agency = models.TextField(blank=True)
    until = models.DateField(null=True)
    explanation = models.TextField(blank=True)
    listing = models.CharField(max_length=LONGEST_LISTING, blank=True)
    signed = models.CharField(max_length=LONGEST_SIGNED, blank=True)
    correction = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    stands = models.BooleanField(default=True)
    delivery = models.ForeignKey(Delivery, models.PROTECT, null=True, related_name="+")
    unapplied = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="answer_once", fields=["case", "digest"], condition=~Q(digest="")),
            models.CheckConstraint(
                name="answer_outcome_known", condition=Q(outcome__in=[one.value for one in Outcome])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} to {self.case_id}"


class Step(models.Model):
    """One thing that happened to a case: rows are added and never changed, but that typed notes are forgotten."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps")
    on = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    act = models.CharField(max_length=20, choices=Act.choices)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.act} on {self.on.isoformat()}"


class Batch(models.Model):
    """Requests, or reminders of them, that went to one owner in one letter; its files are made anew when asked for.

    ``parcel`` is the file of the outbox that they went in, too.
    """

    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    is_reminder = models.BooleanField(default=False)
    made_on = models.DateField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    cases = models.ManyToManyField(Case, related_name="batches")
    parcel = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-made_on", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="batch_number_once", fields=["office", "source", "number"])
        ]

    def __str__(self) -> str:
        return self.printed

    @property
    def printed(self) -> str:
        """The number of the letter."""
        return f"{self.source.code}/{self.office.code}/{self.number}"


class AskedState(models.TextChoices):
    """Whose turn it is with a request of another office."""

    WAITING = "waiting", "to be answered"
    ANSWERED = "answered", "to be sent back"
    RETURNED = "returned", "sent back"


class Asked(models.Model):
    """A request of another office about our own list, and our answer to it.

    ``office`` is ours that answers, ``sender`` the one that asks, ``peer`` set where its parcel brought the request.
    ``digest`` is the keyed one of what is asked; it, ``subject`` and all words are empty once it was forgotten.
    ``edition`` counts changes of the answer, so that nobody changes what they did not see. ``rejected`` says why the
    answer could not be taken by the asker.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    sender = models.CharField(max_length=100)
    peer = models.ForeignKey(Peer, models.PROTECT, null=True, related_name="+")
    number = models.CharField(max_length=LONGEST_NUMBER)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    question = models.CharField(max_length=20)
    subject = models.TextField(blank=True)
    listing = models.CharField(max_length=LONGEST_LISTING, blank=True)
    statement = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    asked_on = models.DateField()
    received_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=AskedState.choices, default=AskedState.WAITING)
    outcome = models.CharField(max_length=10, blank=True)
    grounds = models.TextField(blank=True)
    agency = models.TextField(blank=True)
    until = models.DateField(null=True)
    explanation = models.TextField(blank=True)
    correction = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    returned_on = models.DateField(null=True)
    rejected = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Why], blank=True)
    edition = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="asked_once", fields=["office", "sender", "number"]),
            models.CheckConstraint(
                name="asked_answered_whole",
                condition=Q(state=AskedState.WAITING) | ~Q(outcome="") & Q(answered_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sender} {self.number}"

    @property
    def printed(self) -> str:
        """The number as its sender writes it."""
        return printed_number(self.number)
