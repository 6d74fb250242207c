"""That a whole batch was answered with one key, the one whose public half is known: RFC 9497, 2.2.

64 bytes, however large the batch is. What they prove is a discrete logarithm equality (Chaum, Pedersen 1992).
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Sequence
from functools import reduce
from hashlib import sha512

from ogoh.blind import sodium
from ogoh.blind.oprf import Key
from ogoh.blind.suite import VOPRF, Mode, prefixed

PROOF_BYTES = 2 * sodium.BYTES
MOST_TOGETHER = 65_535
"""A place in the batch is counted in two bytes (2.2.1)."""


class ProofRefusedError(ValueError):
    """The answers were not made with the key whose public half is known, or were changed on the way."""

    def __init__(self) -> None:
        super().__init__("the proof does not fit: these answers were made with another key, or changed on the way")


def prove(
    key: Key,
    asked: Sequence[bytes],
    answered: Sequence[bytes],
    *,
    mode: Mode = VOPRF,
    chance: Callable[[], bytes] = sodium.scalar_at_random,
) -> bytes:
    """``GenerateProof`` (2.2.1): 64 bytes for points and the answers to them, in one order.

    ``chance`` gives the scalar that hides the key in the proof.
    """
    public = key.public
    together = _sum(_weights(public, asked, answered, mode), asked)
    answer = sodium.times(key.secret, together)
    nonce = chance()
    told = _challenge(mode, public, together, answer, sodium.times_base(nonce), sodium.times(nonce, together))
    return told + sodium.scalar_difference(nonce, sodium.scalar_product(told, key.secret))


def verify(public: bytes, asked: Sequence[bytes], answered: Sequence[bytes], proof: bytes, mode: Mode = VOPRF) -> None:
    """``VerifyProof`` (2.2.2). Raises `ProofRefusedError`."""
    if len(asked) != len(answered) or not 0 < len(asked) <= MOST_TOGETHER or len(proof) != PROOF_BYTES:
        raise ProofRefusedError
    try:
        expected = _expected(public, asked, answered, proof, mode)
    except sodium.NoPointError:
        raise ProofRefusedError from None
    if not hmac.compare_digest(expected, proof[: sodium.BYTES]):
        raise ProofRefusedError


def _expected(public: bytes, asked: Sequence[bytes], answered: Sequence[bytes], proof: bytes, mode: Mode) -> bytes:
    """The challenge that a right proof begins with."""
    told, rest = proof[: sodium.BYTES], proof[sodium.BYTES :]
    if not sodium.is_scalar(told) or not sodium.is_scalar(rest) or not all(map(sodium.is_point, (public, *answered))):
        raise sodium.NoPointError
    weights = _weights(public, asked, answered, mode)
    together, answer = _sum(weights, asked), _sum(weights, answered)
    first = sodium.plus(sodium.times_base(rest), sodium.times(told, public))
    second = sodium.plus(sodium.times(rest, together), sodium.times(told, answer))
    return _challenge(mode, public, together, answer, first, second)


def _weights(public: bytes, asked: Sequence[bytes], answered: Sequence[bytes], mode: Mode) -> list[bytes]:
    """A scalar for each place, which nobody can choose (``ComputeComposites``, 2.2.1)."""
    seed = sha512(prefixed(public, b"Seed-" + mode.context)).digest()
    pairs = enumerate(zip(asked, answered, strict=True))
    return [
        mode.scalar_of(prefixed(seed) + place.to_bytes(2, "big") + prefixed(one, other) + b"Composite")
        for place, (one, other) in pairs
    ]


def _sum(weights: Sequence[bytes], points: Sequence[bytes]) -> bytes:
    return reduce(sodium.plus, map(sodium.times, weights, points))


def _challenge(mode: Mode, *points: bytes) -> bytes:
    return mode.scalar_of(prefixed(*points) + b"Challenge")
