"""Proof of work (altcha v2): a small sum that a phone does while its owner types.

Whoever asks with a solved puzzle may ask more often. Without JavaScript the page works all the same,
under the tighter limit. The puzzle is 256 tries on average of PBKDF2-SHA-256 with 3,000 rounds:
under a second of a desktop, some seconds of an old phone, and nothing for us to remember beyond a
bucket of one token per solution, so that it counts once.
"""

from __future__ import annotations

import json
import struct
import time

import altcha
from django.utils.crypto import salted_hmac

ALGORITHM = "PBKDF2/SHA-256"
ROUNDS = 3_000
PREFIX = "00"
LIFETIME = 30 * 60
LONGEST_SOLUTION = 4_000


def new_challenge() -> str:
    """A signed puzzle as JSON, good for half an hour."""
    challenge = altcha.create_challenge(
        ALGORITHM,
        ROUNDS,
        key_prefix=PREFIX,
        expires_at=int(time.time()) + LIFETIME,
        hmac_secret=_secret(),
    )
    return json.dumps(challenge.to_dict(), separators=(",", ":"))


def solved_challenge(solution: str) -> str | None:
    """The signature of the puzzle that ``solution`` (base64 of JSON) truly solves, else ``None``.

    Raises nothing: whatever a stranger posts here is at worst no proof.
    """
    if not solution or len(solution) > LONGEST_SOLUTION:
        return None
    try:
        payload = altcha.Payload.from_base64(solution)
        result = altcha.verify_solution(payload, _secret())
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, struct.error):
        return None
    return payload.challenge.signature if result.verified else None


def _secret() -> str:
    return salted_hmac("ogoh.selfcheck.proof", "altcha", algorithm="sha256").hexdigest()
