"""Questions on their way to the owner, and the answers on their way back: over a network or as files.

    ogoh blind questions 1                                ogoh blind answers 1
    {"key":"…","questions":N}                             {"batch":B,"key":"…","of":"…","questions":N}
    N points of 32 bytes                                  N points; a proof of 64 bytes for every B of them

Nothing else is in them: no name, no number, not how many people the questions are about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from ogoh.blind.framing import beginning, field, opened
from ogoh.blind.proof import MOST_TOGETHER, PROOF_BYTES
from ogoh.blind.refusal import NotWhatItSays
from ogoh.blind.sodium import BYTES

QUESTIONS, ANSWERS = "questions", "answers"
MOST_QUESTIONS = 1_000_000
"""In one file; what one asker may ask in a day is less."""
LARGEST = MOST_QUESTIONS * (BYTES + PROOF_BYTES)


@dataclass(frozen=True, slots=True)
class Questions:
    """Blinded points for the owner of a key."""

    key: str
    points: tuple[bytes, ...]

    def to_bytes(self) -> bytes:
        """As they travel."""
        return beginning(QUESTIONS, {"key": self.key, "questions": len(self.points)}) + b"".join(self.points)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Raises `NotWhatItSays`. Whether each is a point is found when it is answered."""
        header, at = opened(QUESTIONS, data)
        points = _cut(data[at:], BYTES, field(header, "questions", int), "questions")
        return cls(field(header, "key", str), points)

    @property
    def digest(self) -> str:
        """What the answers say they are of: SHA-256, in hexadecimal."""
        return sha256(self.to_bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class Answers:
    """The owner's points in the order of the questions whose digest is ``of``, with a proof for every ``batch``."""

    key: str
    of: str
    batch: int
    points: tuple[bytes, ...]
    proofs: tuple[bytes, ...]

    def to_bytes(self) -> bytes:
        """As they travel."""
        told = {"batch": self.batch, "questions": len(self.points)}
        return beginning(ANSWERS, {"key": self.key, "of": self.of, **told}) + b"".join((*self.points, *self.proofs))

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Raises `NotWhatItSays`."""
        header, at = opened(ANSWERS, data)
        number, batch = field(header, "questions", int), field(header, "batch", int)
        if not 0 < batch <= MOST_TOGETHER:
            raise NotWhatItSays("The batch of the answers", str(batch), f"1 to {MOST_TOGETHER}")
        end = at + max(0, number) * BYTES
        points = _cut(data[at:end], BYTES, number, "answers")
        proofs = _cut(data[end:], PROOF_BYTES, -(-number // batch), "proofs")
        return cls(field(header, "key", str), field(header, "of", str), batch, points, proofs)


def batches(points: Sequence[bytes], size: int) -> Iterator[Sequence[bytes]]:
    """Points so many at a time."""
    return (points[at : at + size] for at in range(0, len(points), size))


def _cut(data: bytes, size: int, number: int, called: str) -> tuple[bytes, ...]:
    if not 0 < number <= MOST_QUESTIONS:
        raise NotWhatItSays(f"The number of {called}", f"{number:,}", f"1 to {MOST_QUESTIONS:,}")
    if len(data) != number * size:
        raise NotWhatItSays(f"The bytes of the {called}", f"{len(data):,}", f"{number * size:,} for {number:,} of them")
    return tuple(data[at : at + size] for at in range(0, len(data), size))
