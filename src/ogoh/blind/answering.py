"""The owner's side: every question of a message is answered, with a proof for each batch, or none is."""

from __future__ import annotations

from ogoh.blind.messages import Answers, Questions, batches
from ogoh.blind.oprf import Key, evaluated
from ogoh.blind.proof import prove
from ogoh.blind.refusal import BadPoint
from ogoh.blind.sodium import NoPointError

MOST_IN_A_BATCH = 2_000
"""Questions that one proof covers, and that one request over the network may hold: 64 kB, about half a
second."""


def answer(key: Key, questions: Questions, batch: int = MOST_IN_A_BATCH) -> Answers:
    """The answers to all questions, in their order. Raises `BadPoint` for the first that is no point."""
    points = tuple(_answered(key, place, point) for place, point in enumerate(questions.points, 1))
    pairs = zip(batches(questions.points, batch), batches(points, batch), strict=True)
    proofs = tuple(prove(key, asked, answered) for asked, answered in pairs)
    return Answers(questions.key, questions.digest, batch, points, proofs)


def _answered(key: Key, place: int, point: bytes) -> bytes:
    try:
        return evaluated(key, point)
    except NoPointError:
        raise BadPoint(place) from None
