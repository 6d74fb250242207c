"""What is kept of a question at a desk: as little as printing and a second person need, and not for long."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from ogoh.web.accounts.models import Office, User
from ogoh.web.buckets import Bucket as AbstractBucket
from ogoh.web.lists.models import Listing, Source
from ogoh.web.reviews.models import Review, ReviewVerdict

REVIEW_NUMBER = r"[2-9A-HJKMNP-Z]{5}-[2-9A-HJKMNP-Z]{5}"
"""The number of a doubtful match and its note: no 0, O, 1, I or L, so that everybody can read it out."""


class Presence(models.TextChoices):
    """Why an officer may look somebody up at all."""

    PRESENT = "present", "the person is here"
    MANDATE = "mandate", "a mandate is on file"


class Question(models.Model):
    """One question asked at a desk.

    ``subject`` is JSON as `ogoh.identity.subject_to_json` writes it, and empty once it was forgotten; ``answers`` is
    what was told of each source (`ogoh.web.desk.told`). ``mandate`` is the number of the mandate on file; it, and what
    names a listing, is forgotten with the person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_index=True)
    presence = models.CharField(max_length=10, choices=Presence.choices)
    mandate = models.CharField(max_length=100, blank=True)
    ticket = models.CharField(max_length=20, blank=True)
    subject = models.TextField(blank=True)
    answers = models.JSONField()

    class Meta:
        ordering: ClassVar = ["asked_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="question_for_a_reason",
                condition=Q(presence=Presence.PRESENT, mandate="")
                | Q(presence=Presence.MANDATE) & (~Q(mandate="") | Q(subject="")),
            )
        ]

    def __str__(self) -> str:
        return f"question {self.pk}"


class OpenReview(models.Model):
    """A possible match that a second person decides; ``number`` is that of the written note."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="reviews")
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    listing = models.ForeignKey(Listing, models.SET_NULL, null=True, related_name="+")
    reference = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=20, unique=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=10, choices=ReviewVerdict.choices, blank=True)
    review = models.OneToOneField(Review, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="review_opened_once", fields=["question", "source"]),
            models.CheckConstraint(
                name="review_decided_whole",
                condition=Q(decided_by=None, decided_at=None, verdict="")
                | Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(verdict=""),
            ),
        ]

    def __str__(self) -> str:
        return f"open review {self.number}"


class Bucket(AbstractBucket):
    """How many looks an officer has left."""
