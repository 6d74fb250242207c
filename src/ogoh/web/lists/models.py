"""Sources, deliveries, listings and match keys, with what must always be true of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class SourceKind(models.TextChoices):
    """Two different things with different ways out, never merged."""

    ENTRY_BAN = "entry_ban", "entry ban"
    CONTROLLED_PERSONS = "controlled_persons", "registry of controlled persons"


class DeliveryKind(models.TextChoices):
    """A full delivery replaces the list; a delta adds to it and changes it."""

    FULL = "full", "full list"
    DELTA = "delta", "delta"


class Source(models.Model):
    """An authority whose list we hold, and which kind of list; ``keys_version`` is that of its listings' keys."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=SourceKind.choices)
    keys_version = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(name="source_kind_known", condition=Q(kind__in=SourceKind.values)),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def newest(self) -> Delivery | None:
        """The delivery that came last, if one came."""
        return self.deliveries.order_by("number").last()


class Delivery(models.Model):
    """One dated, numbered version of a source's list, with the account of every row that was read."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="deliveries")
    number = models.PositiveIntegerField()
    dated = models.DateField()
    kind = models.CharField(max_length=10, choices=DeliveryKind.choices)
    digest = models.CharField(max_length=64)
    format = models.CharField(max_length=80)
    read = models.PositiveIntegerField()
    accepted = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    removed = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    ignored_headings = models.JSONField(default=list)
    imported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["source", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="delivery_number_once", fields=["source", "number"]),
            models.CheckConstraint(name="delivery_account", condition=Q(read=F("accepted") + F("rejected"))),
            models.CheckConstraint(
                name="delivery_difference",
                # A row may also take somebody off the list, and a full list removes whom it does not name.
                condition=Q(accepted__gte=F("added") + F("changed") + F("unchanged"))
                & Q(accepted__lte=F("added") + F("changed") + F("unchanged") + F("removed")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} no. {self.number} of {self.dated.isoformat()}"


class Rejection(models.Model):
    """One row that was read and not accepted: which field, what was found, what was expected."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="rejections")
    row = models.PositiveIntegerField()
    field = models.CharField(max_length=200)
    found = models.TextField()
    expected = models.TextField()

    class Meta:
        ordering: ClassVar = ["delivery", "row"]

    def __str__(self) -> str:
        return f"row {self.row}, {self.field}"


class Listing(models.Model):
    """One person's record on a source's list, alive from one delivery to another; nothing in it is overwritten.

    A changed record closes this row and opens another under the same reference. ``subject`` is JSON as
    `ogoh.identity.subject_to_json` writes it, ``digest`` that of the whole entry; ``closed_by`` is the delivery
    on which the record was gone or different, empty while it is alive. Rows are made by the import alone, which
    gives them their numbers.
    """

    id = models.BigIntegerField(primary_key=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="listings", db_index=False)
    reference = models.CharField(max_length=200)
    digest = models.CharField(max_length=32)
    subject = models.TextField()
    grounds = models.TextField(blank=True)
    agency = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    until = models.DateField(null=True)
    opened_by = models.ForeignKey(Delivery, models.PROTECT, related_name="opened", db_index=False)
    closed_by = models.ForeignKey(Delivery, models.PROTECT, related_name="closed", null=True, db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="listing_alive_once", fields=["source", "reference"], condition=Q(closed_by=None)
            ),
        ]
        indexes: ClassVar = [
            # What a delivery changed is found without reading the whole list.
            models.Index(name="listing_opened_by", fields=["opened_by"]),
            models.Index(name="listing_closed_by", fields=["closed_by"], condition=~Q(closed_by=None)),
        ]

    def __str__(self) -> str:
        return f"listing {self.pk}"


class MatchKey(models.Model):
    """The index: ``match_key(key, listing)``, for alive listings only; see `ogoh.matching.keys`.

    The table is made by the first migration: on SQLite without a row number, which halves it.
    """

    pk = models.CompositePrimaryKey("key", "listing_id")
    key = models.BigIntegerField()
    listing_id = models.BigIntegerField(db_column="listing")

    class Meta:
        managed = False
        db_table = "match_key"

    def __str__(self) -> str:
        return f"{self.key:016x} {self.listing_id}"


class CountedNames(models.Model):
    """How often names are borne on a source's list now, so that a check knows which are common there.

    ``common`` is what checks read, ``every`` what the next delivery counts on from; both JSON, see
    `ogoh.web.lists.commonness`. ``digest`` stands for all of ``common``; ``keys_version`` is that of the tables with
    which the names were read.
    """

    source = models.OneToOneField(Source, models.CASCADE, primary_key=True, related_name="counted_names")
    keys_version = models.CharField(max_length=60)
    digest = models.CharField(max_length=32)
    common = models.TextField()
    every = models.TextField()

    def __str__(self) -> str:
        return f"names on {self.source}"
