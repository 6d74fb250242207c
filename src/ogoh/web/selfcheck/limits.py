"""How often the public page answers: per address, per document, and once per solved puzzle."""

from __future__ import annotations

from ogoh.web.buckets import Allowance, digest, prune, spend
from ogoh.web.selfcheck.models import Bucket
from ogoh.web.selfcheck.proof import LIFETIME, solved_challenge

HOUR = 3600.0
ALLOWANCES = {
    # Thousands of phones share one address of a mobile carrier, hence the wide one for those who do the sum.
    "address": Allowance(tokens=20, seconds=HOUR),
    "address with proof": Allowance(tokens=120, seconds=HOUR),
    # Enough to mend typing mistakes; not enough to try birth dates on a neighbour's number.
    "document": Allowance(tokens=8, seconds=24 * HOUR),
}
_ONCE = Allowance(tokens=1, seconds=2 * LIFETIME)
_ONE_IN_256 = "00"


def seconds_to_wait(visitor: str, document: str, solution: str) -> float:
    """Spend one question of ``visitor`` about ``document``; 0.0, or the seconds until it may be asked again.

    ``visitor`` comes from :func:`ogoh.web.visitor.visitor_of`, ``document`` is the folded
    number, ``solution`` the proof of work or empty.
    """
    kind = "address with proof" if _counts_as_proof(solution) else "address"
    return _spend(kind, visitor) or _spend("document", document)


def _counts_as_proof(solution: str) -> bool:
    challenge = solved_challenge(solution)
    return challenge is not None and spend(Bucket, digest("proof", challenge), _ONCE) == 0.0


def _spend(kind: str, who: str) -> float:
    key = digest(kind, who)
    # Every 256th bucket sweeps the table: no clock, no worker, no chance.
    if key.startswith(_ONE_IN_256):
        prune(Bucket)
    return spend(Bucket, key, ALLOWANCES[kind])
