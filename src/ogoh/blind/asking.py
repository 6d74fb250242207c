"""The asker's side: inputs are blinded, answers verified and finished.

The blinds come from one seed, so that whoever waits for an answer by post keeps 32 bytes and no person's data.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence

from ogoh.blind.messages import Answers, Questions, batches
from ogoh.blind.oprf import blinded, finished
from ogoh.blind.proof import verify
from ogoh.blind.refusal import NotWhatItSays
from ogoh.blind.suite import VOPRF

SEED_BYTES = 32
_DOMAIN = b"ogoh blind "


def new_seed() -> bytes:
    """A seed for one set of questions; one that was used is never used again."""
    return secrets.token_bytes(SEED_BYTES)


def ask(key: str, texts: Iterable[bytes], seed: bytes) -> Questions:
    """The questions for inputs, in their order, under the owner's key of this name."""
    return Questions(key, tuple(blinded(text, _blind(seed, place)) for place, text in enumerate(texts)))


def finish(texts: Sequence[bytes], seed: bytes, questions: Questions, answers: Answers, public: bytes) -> list[bytes]:
    """The outputs for the inputs, 64 bytes each, after every proof was verified against the key's public half.

    Raises `NotWhatItSays` for answers to other questions, `ogoh.blind.proof.ProofRefusedError` for a wrong proof.
    """
    if (answers.key, answers.of, len(answers.points)) != (questions.key, questions.digest, len(texts)):
        raise NotWhatItSays("The answers", "those to other questions", "the answers to the questions that were sent")
    together = zip(
        batches(questions.points, answers.batch), batches(answers.points, answers.batch), answers.proofs, strict=True
    )
    for asked, answered, proof in together:
        verify(public, asked, answered, proof)
    pairs = enumerate(zip(texts, answers.points, strict=True))
    return [finished(text, _blind(seed, place), point) for place, (text, point) in pairs]


def _blind(seed: bytes, place: int) -> bytes:
    return VOPRF.scalar_of(seed + place.to_bytes(8, "big"), _DOMAIN)
