"""Receipts: what became of a release, told to its sender in a parcel of its own and shown there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import orjson
from django.utils import timezone

from ogoh.delivery.parcel import RELEASE, OpenParcel
from ogoh.delivery.parcel.refusal import UnusableRow
from ogoh.web.exchange.models import Feed, Peer, Refusal, Sent, Subscription, Taken
from ogoh.web.exchange.outbox import path_of, send

RECEIPT = "receipt"
TAKEN = "taken"

_HOLDS_ANOTHER_LIST = frozenset({"wrong_base", "another_list", "contradiction"})
"""After these only the whole list helps."""

_FIELDS = {
    "accepted": int,
    "digest": str,
    "missing": list,
    "number": int,
    "outcome": str,
    "rejected": int,
    "source": str,
}
_MOST_MISSING = 1_000


def answer_taken(taken: Taken, digest: str, by: str) -> Sent:
    """Tell the sender that a release was taken."""
    return _answer(taken.peer, _Row(taken.source, taken.number, TAKEN, digest, taken.accepted), by)


def answer_refusal(refusal: Refusal, peer: Peer, counted: tuple[int, int], by: str) -> Sent:
    """Tell the sender why a release was not taken, how many rows could be used and not, and which are missing.

    What was taken before and comes again is answered as it was then: the first receipt may be lost.
    """
    feed = Feed.objects.filter(peer=peer, name=refusal.source).first()
    digest = feed.digest if feed else ""
    before = Taken.objects.filter(peer=peer, kind=RELEASE, source=refusal.source, number=refusal.number).first()
    if refusal.reason == "replayed" and before is not None:
        return answer_taken(before, digest, by)
    row = _Row(refusal.source, refusal.number, refusal.reason, digest, *counted, refusal.missing[:_MOST_MISSING])
    return _answer(peer, row, by)


@dataclass(frozen=True, slots=True)
class _Row:
    source: str
    number: int
    outcome: str
    digest: str
    accepted: int = 0
    rejected: int = 0
    missing: Sequence[int] = ()


def _answer(peer: Peer, row: _Row, by: str) -> Sent:
    return send(RECEIPT, peer, [orjson.dumps(asdict(row), option=orjson.OPT_SORT_KEYS)], row.source, by)


def take_receipt(parcel: OpenParcel, peer: Peer) -> int:
    """Note what a peer says of our releases. Raises UnusableRow for what is no receipt."""
    taken = 0
    for number, row in enumerate(parcel.rows(), 1):
        told = _read(number, row)
        _note(peer, told)
        taken += 1
    return taken


def _read(number: int, row: bytes) -> Mapping[str, Any]:
    told = orjson.loads(row)
    if not isinstance(told, dict) or told.keys() != _FIELDS.keys():
        raise _unusable(number, "the whole row")
    for name, kind in _FIELDS.items():
        if type(told[name]) is not kind or (kind is int and not 0 <= told[name] < 1 << 31):
            raise _unusable(number, name)
    if len(told["outcome"]) > 40 or len(told["digest"]) > 64 or len(told["missing"]) > _MOST_MISSING:
        raise _unusable(number, "the whole row")
    if not all(type(one) is int and 0 < one < 1 << 31 for one in told["missing"]):
        raise _unusable(number, "missing")
    return told


def _unusable(number: int, field: str) -> UnusableRow:
    return UnusableRow(
        f"Row {number} of the receipt, {field}", "something else", "what the format says", "Tell the sender."
    )


def _note(peer: Peer, told: Mapping[str, Any]) -> None:
    ours = Sent.objects.filter(peer=peer, kind=RELEASE, source=told["source"])
    # A receipt that comes late says nothing against one that was taken meanwhile.
    ours.filter(number=told["number"]).exclude(outcome=TAKEN).update(
        answered_at=timezone.now(),
        outcome=told["outcome"],
        accepted=told["accepted"],
        rejected=told["rejected"],
        digest_there=told["digest"],
        missing=told["missing"],
    )
    if told["outcome"] != TAKEN:
        _help(peer, told)


def _help(peer: Peer, told: Mapping[str, Any]) -> None:
    """Offer the missing parcels once more; where one of them is not there, or the lists differ, the whole list."""
    wanted = Sent.objects.filter(peer=peer, kind=RELEASE, source=told["source"], number__in=told["missing"])
    there = [sent for sent in wanted if path_of(sent).exists()]
    if told["outcome"] in _HOLDS_ANOTHER_LIST or len(there) < len(told["missing"]):
        Subscription.objects.filter(peer=peer, source__code=told["source"]).update(wants_full=True)
    else:
        Sent.objects.filter(pk__in=[sent.pk for sent in there]).update(asked_again=True)
