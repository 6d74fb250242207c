"""What goes to a witness outside, who keeps the newest checkpoint and takes a newer one only with a proof.

The text is that of C2SP tlog-witness, section ``add-checkpoint``: a line ``old SIZE``, the hashes of the consistency
proof in base64, a blank line, and the newer checkpoint.
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from collections.abc import Sequence

from ogoh.web.audit.notes import Checkpoint, UnfitNote, Verifier, opened
from ogoh.web.audit.tree import HASH, Proof, consistency_proof, is_consistent

_MOST_HASHES = 63


def offered(note: str, older: int, newer: int, leaves: Sequence[bytes]) -> str:
    """A newer checkpoint with the proof that the log only grew since it had ``older`` events."""
    proof = consistency_proof(older, leaves[:newer]) if older else ()
    lines = [f"old {older}", *(b64encode(one).decode() for one in proof)]
    return "\n".join(lines) + f"\n\n{note}"


def witnessed(offer: str, kept: str | None, verifier: Verifier) -> tuple[str, Checkpoint]:
    """The newer checkpoint of an offer, as a note and opened, if it goes on from the one that was kept.

    ``kept`` is ``None`` for a witness that begins. Raises UnfitNote: the log was changed, or the offer is no offer.
    """
    told, _, note = offer.replace("\r\n", "\n").partition("\n\n")
    newer = opened(note, verifier)
    old, *hashes = told.split("\n")
    size, proof = _size(old), _proof(hashes)
    before = opened(kept, verifier) if kept is not None else None
    if size != (before.size if before else 0):
        raise UnfitNote(f"an offer since {size} events found, one since {before.size if before else 0} expected")
    if before is not None and before.size > newer.size:
        raise UnfitNote(f"a checkpoint of {newer.size} events found, and one of {before.size} is kept: events are gone")
    if (
        before is not None
        and before.size
        and not is_consistent((before.size, before.root), (newer.size, newer.root), proof)
    ):
        raise UnfitNote(f"the log does not go on from the checkpoint of {before.size} events: something was changed")
    return note, newer


def _size(line: str) -> int:
    word, _, number = line.partition(" ")
    if word != "old" or not number.isascii() or not number.isdigit():
        raise UnfitNote("no line 'old SIZE' at the beginning found")
    return int(number)


def _proof(lines: Sequence[str]) -> Proof:
    if len(lines) > _MOST_HASHES:
        raise UnfitNote(f"{len(lines)} hashes found, at most {_MOST_HASHES} expected")
    try:
        hashes = tuple(b64decode(line, validate=True) for line in lines)
    except (binascii.Error, ValueError):
        raise UnfitNote("a hash of the proof is no base64") from None
    if any(len(one) != HASH for one in hashes):
        raise UnfitNote(f"a hash of the proof has not {HASH} bytes")
    return hashes
