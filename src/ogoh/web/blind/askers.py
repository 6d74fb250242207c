"""Who may ask, how much a day, and what of it is left.

Whoever holds a file and may ask without limit can try every document number: the limit belongs to the protocol.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from ogoh.blind import BlindRefused
from ogoh.delivery import DeliveryRefused
from ogoh.web.audit.events import Act, Happening, Json
from ogoh.web.audit.services import record
from ogoh.web.blind.models import Asker, Day
from ogoh.web.exchange.days import today
from ogoh.web.exchange.peers import peer_of, peer_with_token

PER_DAY = 20_000
"""Questions of an asker in a day where nothing else is said: some 5,000 people. At that rate the nine-digit numbers
last for 130 years, and a key for 30 days."""


REFUSED = "blind questions"
"""The purpose of a refusal, by which it is found in the log."""


class QuotaSpent(BlindRefused):
    """An asker has no such number of questions left today."""

    def __init__(self, asker: Asker, wanted: int) -> None:
        super().__init__(
            "The questions of today",
            f"{wanted:,} more",
            f"at most {left_today(asker):,} more of {asker.per_day:,} a day",
            "Ask the rest after midnight UTC, or agree on more with the owner of the list.",
        )


def allow(code: str, per_day: int = PER_DAY, by: str = "") -> Asker:
    """Let a peer ask blind questions, so many a day; said again, it changes how many. Raises DeliveryRefused."""
    with transaction.atomic():
        asker, _ = Asker.objects.update_or_create(peer=peer_of(code), defaults={"per_day": per_day})
        told: dict[str, Json] = {"peer": code, "per_day": per_day}
        record(Happening(Act.GRANT, actor=by, purpose="may ask blind questions", told=told))
    return asker


def asker_of(secret: str) -> Asker | None:
    """Who shows a peer's token, if that peer may ask blind questions."""
    peer = peer_with_token(secret)
    return None if peer is None else Asker.objects.select_related("peer").filter(peer=peer, per_day__gt=0).first()


def record_shut_out(secret: str) -> None:
    """Record that a peer that may not ask was refused. Who shows no token of a peer is nobody the log could name, and
    could fill it without end: such calls are the web server's to log."""
    peer = peer_with_token(secret)
    if peer is not None:
        told: dict[str, Json] = {"asker": peer.code, "what": "Authorization", "why": "MayNotAsk"}
        with transaction.atomic():
            record(Happening(Act.REFUSED, f"asker {peer.code}", "", REFUSED, told=told))


def asker_called(code: str) -> Asker:
    """The peer of this code, if it may ask blind questions. Raises DeliveryRefused."""
    asker = Asker.objects.select_related("peer").filter(peer=peer_of(code), per_day__gt=0).first()
    if asker is None:
        remedy = f"Let it ask with: ogoh blind asker allow {code}"
        raise DeliveryRefused("The peer", f"{code}, which may not ask", "one that may", remedy)
    return asker


def left_today(asker: Asker) -> int:
    """How many questions an asker has left."""
    spent = Day.objects.filter(asker=asker, day=today()).values_list("questions", flat=True).first()
    return max(0, asker.per_day - (spent or 0))


def refuse_more_than_left(asker: Asker, questions: int) -> None:
    """Raises `QuotaSpent` where so many are not left; nothing is spent."""
    if questions > left_today(asker):
        raise QuotaSpent(asker, questions)


def spend(asker: Asker, questions: int) -> None:
    """Take questions from today's; of two that take the last at once, one gets them. Raises `QuotaSpent`."""
    Day.objects.bulk_create([Day(asker=asker, day=today(), per_day=asker.per_day)], ignore_conflicts=True)
    left = Day.objects.filter(asker=asker, day=today(), questions__lte=asker.per_day - questions)
    asked = {"questions": F("questions") + questions, "batches": F("batches") + 1, "per_day": asker.per_day}
    if questions > asker.per_day or not left.update(**asked):
        raise QuotaSpent(asker, questions)
