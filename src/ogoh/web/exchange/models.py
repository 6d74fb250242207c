"""Peers and their keys, what goes to them and comes from them, and which parcels did."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ogoh.web.lists.models import Delivery, Source

_DIGEST = 64


class Peer(models.Model):
    """Another installation, as its card tells. ``token_digest`` is that of the token with which it calls us;
    ``address`` is where we call it. Nobody is deleted: with whom we no longer exchange is ended."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    recipient = models.CharField(max_length=100)
    address = models.URLField(blank=True)
    token_digest = models.CharField(max_length=_DIGEST, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="peer_token_once", fields=["token_digest"], condition=~Q(token_digest="")),
        ]

    def __str__(self) -> str:
        return self.code


class PeerKey(models.Model):
    """A key with which a peer signs, in base64, and when it counts; see `ogoh.delivery.parcel.VerifyingKey`."""

    peer = models.ForeignKey(Peer, models.CASCADE, related_name="keys")
    public = models.CharField(max_length=44)
    counts_from = models.DateTimeField()
    withdrawn_from = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["counts_from", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(name="peer_key_once", fields=["peer", "public"])]

    def __str__(self) -> str:
        return f"key of {self.peer_id}"


class Feed(models.Model):
    """A list that a peer sends us: ``name`` is its code there, ``source`` the list that it becomes here.

    ``number``, ``digest`` and ``made_at`` are those of the release taken last, ``state`` the sums of the list after it
    (`ListDigest`), ``delivery`` what it became; a list that has another newest delivery was changed here.
    """

    peer = models.ForeignKey(Peer, models.PROTECT, related_name="feeds")
    name = models.CharField(max_length=40)
    source = models.OneToOneField(Source, models.PROTECT, related_name="feed")
    number = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=_DIGEST, blank=True)
    made_at = models.DateTimeField(null=True)
    state = models.BinaryField(max_length=2048, default=b"")
    delivery = models.ForeignKey(Delivery, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["peer", "name"]
        constraints: ClassVar = [models.UniqueConstraint(name="feed_once", fields=["peer", "name"])]

    def __str__(self) -> str:
        return f"{self.name} of {self.peer}"


class OwnList(models.Model):
    """A list that our own registry of the source's kind keeps.

    ``delivery`` brought it to what the registry said at the moment ``said_at``; neither before the first.
    """

    source = models.OneToOneField(Source, models.PROTECT, primary_key=True, related_name="own_list")
    said_at = models.DateTimeField(null=True)
    delivery = models.ForeignKey(Delivery, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return str(self.source)


class Subscription(models.Model):
    """A list that goes to a peer; ``wants_full`` until it was sealed in full for them."""

    peer = models.ForeignKey(Peer, models.PROTECT, related_name="subscriptions")
    source = models.ForeignKey(Source, models.PROTECT, related_name="subscriptions")
    wants_full = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["peer", "source"]
        constraints: ClassVar = [models.UniqueConstraint(name="subscription_once", fields=["peer", "source"])]

    def __str__(self) -> str:
        return f"{self.source} to {self.peer}"


class Release(models.Model):
    """A list as it was given out: after ``delivery``, with its digest and sums, and how many were on it."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="releases")
    digest = models.CharField(max_length=_DIGEST)
    state = models.BinaryField(max_length=2048)
    listings = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=100)

    class Meta:
        ordering: ClassVar = ["source", "number"]
        constraints: ClassVar = [models.UniqueConstraint(name="release_number_once", fields=["source", "number"])]

    def __str__(self) -> str:
        return f"{self.source} no. {self.number}"


class Sent(models.Model):
    """A parcel for one peer, and what the peer said of it; several may share a ``file`` of the outbox.

    ``builds_on`` is the release that a delta changes, 0 for all else. ``fetched_at`` is when the peer said that it has
    it. ``outcome`` is empty until it answered; ``missing`` are the numbers that the receipt asks for.
    """

    peer = models.ForeignKey(Peer, models.PROTECT, related_name="sent")
    kind = models.CharField(max_length=40)
    source = models.CharField(max_length=40, blank=True)
    number = models.PositiveIntegerField()
    builds_on = models.PositiveIntegerField(default=0)
    release = models.ForeignKey(Release, models.PROTECT, null=True, related_name="sent")
    rows = models.PositiveIntegerField()
    file = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=_DIGEST)
    made_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True)
    asked_again = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=40, blank=True)
    accepted = models.PositiveIntegerField(null=True)
    rejected = models.PositiveIntegerField(null=True)
    digest_there = models.CharField(max_length=_DIGEST, blank=True)
    missing = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="sent_once", fields=["peer", "kind", "source", "number"]),
            models.CheckConstraint(name="sent_builds_on_earlier", condition=Q(builds_on__lt=F("number"))),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number} to {self.peer}"


class Taken(models.Model):
    """A parcel that was taken from a peer; ``delivery`` is what a release became, ``receipt`` what we answered."""

    peer = models.ForeignKey(Peer, models.PROTECT, related_name="taken")
    kind = models.CharField(max_length=40)
    source = models.CharField(max_length=40, blank=True)
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=_DIGEST)
    made_at = models.DateTimeField()
    taken_at = models.DateTimeField(auto_now_add=True)
    accepted = models.PositiveIntegerField(default=0)
    delivery = models.ForeignKey(Delivery, models.PROTECT, null=True, related_name="+")
    receipt = models.ForeignKey(Sent, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-taken_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="taken_once", fields=["peer", "kind", "source", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number} of {self.peer}"


class Refusal(models.Model):
    """A parcel that was not taken, and why; nobody on a list is named.

    What could not be opened bears what the peer said that it was. Settled when it, or a later one, was taken, or it was
    refused once more: of one parcel one row stands open. What came by hand and names no peer was told to whoever
    brought it, and is settled at once.
    """

    at = models.DateTimeField(auto_now_add=True)
    peer = models.ForeignKey(Peer, models.PROTECT, null=True, related_name="refusals")
    kind = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=40, blank=True)
    number = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=40)
    sentence = models.TextField()
    missing = models.JSONField(default=list)
    settled = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.reason} at {self.at:%Y-%m-%d}"


class HandedOver(models.Model):
    """How many parcels a peer handed over on one day (UTC)."""

    peer = models.ForeignKey(Peer, models.CASCADE, related_name="handed_over")
    day = models.DateField()
    parcels = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-day", "peer"]
        constraints: ClassVar = [models.UniqueConstraint(name="handed_over_once", fields=["peer", "day"])]

    def __str__(self) -> str:
        return f"{self.peer_id} on {self.day}"
