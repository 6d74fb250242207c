"""The owner's side: every question of a message is answered, with a proof for each batch, or none is."""

from __future__ import annotations

from ogoh.blind.messages import Answers, Questions, batches
from ogoh.blind.oprf import Key, evaluated
from ogoh.blind.proof import prove
from ogoh.blind.refusal import BadPoint
from ogoh.blind.sodium import is_point

MOST_IN_A_BATCH = 2_000
"""Questions that one proof covers, and that one request over the network may hold: 64 kB and half a second."""


def answer(key: Key, questions: Questions, batch: int = MOST_IN_A_BATCH) -> Answers:
    """The answers to all questions, in their order. Raises `BadPoint` for the first that is no point."""
    # Looked at first, all of them: a message that is refused costs a tenth of one that is answered.
    for place, point in enumerate(questions.points, 1):
        if not is_point(point):
            raise BadPoint(place)
    points = tuple(evaluated(key, point) for point in questions.points)
    pairs = zip(batches(questions.points, batch), batches(points, batch), strict=True)
    proofs = tuple(prove(key, asked, answered) for asked, answered in pairs)
    return Answers(questions.key, questions.digest, batch, points, proofs)
