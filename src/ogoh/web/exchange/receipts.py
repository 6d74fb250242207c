"""Receipts: what became of a release, told to its sender in a parcel of its own and shown there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import orjson
from django.db import transaction
from django.utils import timezone

from ogoh.delivery.parcel import MOST_MISSING, RELEASE, OpenParcel
from ogoh.delivery.parcel.header import CODE, DIGEST
from ogoh.delivery.parcel.refusal import UnusableRow
from ogoh.web.exchange.models import Feed, Peer, Refusal, Sent, Taken
from ogoh.web.exchange.outbox import path_of, send, want_full

RECEIPT = "receipt"
TAKEN = "taken"

ANOTHER_LIST = "another_list"
_HOLDS_ANOTHER_LIST = frozenset({"wrong_base", ANOTHER_LIST, "contradiction"})
"""After these only the whole list helps."""

_UNREADABLE = frozenset({"not_a_parcel", "cut", "tampered", "not_for_us", "too_large", "false_sizes", "withdrawn_key"})
"""After these no receipt comes, for nobody knows what it was: it is told by whoever fetched it."""

_FIELDS = {
    "accepted": int,
    "digest": str,
    "missing": list,
    "number": int,
    "outcome": str,
    "rejected": int,
    "source": str,
}
_FORMS = {"digest": DIGEST, "outcome": re.compile(r"[a-z_]{1,40}"), "source": CODE}
_MAY_BE_EMPTY = frozenset({"digest"})


def answer_taken(taken: Taken, digest: str, by: str) -> Sent:
    """Tell the sender that a release was taken."""
    receipt = _answer(taken.peer, _Row(taken.source, taken.number, TAKEN, digest, taken.accepted), by)
    Taken.objects.filter(pk=taken.pk).update(receipt=receipt)
    return receipt


def answer_refusal(refusal: Refusal, peer: Peer, counted: tuple[int, int], by: str) -> Sent:
    """Tell the sender why a release was not taken, how many rows could be used and not, and which are missing.

    What was taken before and comes again is answered by the receipt of then, which may have been lost.
    """
    feed = Feed.objects.filter(peer=peer, name=refusal.source).first()
    digest = feed.digest if feed else ""
    before = Taken.objects.filter(peer=peer, kind=RELEASE, source=refusal.source, number=refusal.number).first()
    if refusal.reason == "replayed" and before is not None:
        return _again(before) or answer_taken(before, digest, by)
    row = _Row(refusal.source, refusal.number, refusal.reason, digest, *counted, refusal.missing[:MOST_MISSING])
    return _answer(peer, row, by)


def _again(taken: Taken) -> Sent | None:
    """Offer the receipt of a release once more, where it is still there."""
    receipt = taken.receipt
    if receipt is None or not path_of(receipt).exists():
        return None
    Sent.objects.filter(pk=receipt.pk).update(asked_again=True)
    return receipt


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
    try:
        told = orjson.loads(row)
    except ValueError:
        raise _unusable(number, "the whole row") from None
    if not isinstance(told, dict) or told.keys() != _FIELDS.keys():
        raise _unusable(number, "the whole row")
    for name, kind in _FIELDS.items():
        if type(told[name]) is not kind or (kind is int and not 0 <= told[name] < 1 << 31):
            raise _unusable(number, name)
    for name, form in _FORMS.items():
        if not form.fullmatch(told[name]) and (told[name] or name not in _MAY_BE_EMPTY):
            raise _unusable(number, name)
    if len(told["missing"]) > MOST_MISSING or not all(
        type(one) is int and 0 < one < 1 << 31 for one in told["missing"]
    ):
        raise _unusable(number, "missing")
    return told


def _unusable(number: int, field: str) -> UnusableRow:
    return UnusableRow(
        f"Row {number} of the receipt, {field}", "something else", "what the format says", "Tell the sender."
    )


def _note(peer: Peer, told: Mapping[str, Any]) -> None:
    ours = Sent.objects.filter(peer=peer, kind=RELEASE, source=told["source"])
    said = ours.filter(number=told["number"]).select_related("release").first()
    if told["outcome"] == TAKEN and said and said.release and said.release.digest != told["digest"]:
        # Whoever holds another list has not taken this one, whatever the receipt calls it.
        told = {**told, "outcome": ANOTHER_LIST}
    # A receipt that comes late says nothing against one that was taken meanwhile.
    ours.filter(number=told["number"]).exclude(outcome=TAKEN).update(
        answered_at=timezone.now(),
        outcome=told["outcome"],
        accepted=told["accepted"],
        rejected=told["rejected"],
        digest_there=told["digest"],
        missing=told["missing"],
    )
    if told["outcome"] == TAKEN:
        # An earlier receipt may have asked for what was taken meanwhile.
        ours.filter(number__lte=told["number"]).update(asked_again=False)
    else:
        _help(peer, told)


def _help(peer: Peer, told: Mapping[str, Any]) -> None:
    """Offer the missing parcels once more, and after them the one that was refused for their sake; where one of them is
    not there, there are too many, or the lists differ, the whole list."""
    numbers = {*told["missing"], told["number"]} if told["missing"] else set()
    wanted = Sent.objects.filter(peer=peer, kind=RELEASE, source=told["source"], number__in=numbers)
    there = [sent for sent in wanted if path_of(sent).exists()]
    too_many = told["outcome"] == "gap" and not numbers
    if too_many or told["outcome"] in _HOLDS_ANOTHER_LIST or len(there) < len(numbers):
        want_full(peer, told["source"])
    else:
        Sent.objects.filter(pk__in=[sent.pk for sent in there]).update(asked_again=True)


def note_fetched(sent: Sent, outcome: str) -> None:
    """A peer has a parcel and does not want it again; ``outcome`` is `TAKEN` or the reason of its refusal.

    Of a release a receipt says the same, except where the peer could not open it: then the whole list is sent.
    """
    with transaction.atomic():
        ours = Sent.objects.filter(pk=sent.pk)
        ours.update(fetched_at=timezone.now(), asked_again=False)
        unreadable = sent.kind == RELEASE and outcome in _UNREADABLE
        if sent.kind != RELEASE or unreadable:
            ours.filter(answered_at=None).update(answered_at=timezone.now(), outcome=outcome)
        if unreadable:
            want_full(sent.peer, sent.source)
