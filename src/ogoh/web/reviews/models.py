"""Reviews: who decided what on which pair, when and why; nothing in them is overwritten."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ogoh.web.lists.models import Listing, Source


class ReviewVerdict(models.TextChoices):
    """What a reviewer says of a traveller and a listing."""

    SAME = "same", "same person"
    NOT_SAME = "not_same", "not the same person"


_TAKEN_BACK = {"taken_back_at": None, "taken_back_by": "", "taken_back_reason": ""}
STANDING = Q(superseded_at=None, taken_back_at=None)
"""Neither replaced by a newer review of the same pair nor taken back; one at most for each pair."""


class Review(models.Model):
    """One decision on the pair of a traveller and a listing.

    ``subject`` is the keyed digest of the traveller's document number, ``identity`` that of whom the listing meant
    (see `ogoh.web.reviews.digests`). The listing is known by its source's own reference, so that the review outlives
    the row; ``listing`` is the row that was looked at. ``evidence`` holds [attribute, level, bits] of the comparison
    by ``model``: codes and numbers, no facts. A newer review of the pair, or taking it back, only adds its fields.
    """

    subject = models.CharField(max_length=64)
    source = models.ForeignKey(Source, models.PROTECT, related_name="reviews", db_index=False)
    reference = models.CharField(max_length=200)
    listing = models.ForeignKey(Listing, models.SET_NULL, related_name="reviews", null=True, db_index=False)
    identity = models.CharField(max_length=64)
    verdict = models.CharField(max_length=10, choices=ReviewVerdict.choices)
    decided_by = models.CharField(max_length=100)
    decided_at = models.DateTimeField()
    reason = models.CharField(max_length=1000)
    evidence = models.JSONField()
    model = models.CharField(max_length=40)
    superseded_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.CharField(max_length=100, blank=True)
    taken_back_reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            # Also the index by which a check finds a traveller's reviews.
            models.UniqueConstraint(
                name="review_in_force_once", fields=["subject", "source", "reference"], condition=STANDING
            ),
            models.CheckConstraint(name="review_verdict_known", condition=Q(verdict__in=ReviewVerdict.values)),
            models.CheckConstraint(name="review_by_somebody_for_a_reason", condition=~Q(decided_by="") & ~Q(reason="")),
            models.CheckConstraint(
                name="review_taken_back_whole",
                condition=Q(**_TAKEN_BACK)
                | Q(taken_back_at__isnull=False) & ~Q(taken_back_by="") & ~Q(taken_back_reason=""),
            ),
            models.CheckConstraint(name="review_ends_once", condition=Q(superseded_at=None) | Q(taken_back_at=None)),
        ]

    def __str__(self) -> str:
        return f"review {self.pk}"
