"""The account of a delivery: every row that was read is accepted or rejected, and both are counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ogoh.delivery.entry import Rejected


@dataclass(frozen=True, slots=True)
class Account:
    """How many rows were read, accepted and rejected; ``reasons`` counts the rejections by field, most first.

    Raises ValueError where the three numbers, or the reasons, do not add up: such an account is false.
    """

    read: int
    accepted: int
    rejected: int
    reasons: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        if self.accepted + self.rejected != self.read:
            raise ValueError(f"{self.accepted} accepted + {self.rejected} rejected is not {self.read} read")
        if sum(count for _, count in self.reasons) != self.rejected:
            raise ValueError(f"the reasons {self.reasons} do not add up to {self.rejected} rejected rows")


@dataclass(slots=True)
class Tally:
    """Counts outcomes one by one while a delivery streams past."""

    accepted: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    def count(self, outcome: object) -> None:
        """Take one row into the account: a Rejected, or else something that was accepted."""
        if isinstance(outcome, Rejected):
            self.reasons[outcome.field] += 1
        else:
            self.accepted += 1

    def account(self) -> Account:
        """The account so far."""
        rejected = self.reasons.total()
        return Account(self.accepted + rejected, self.accepted, rejected, tuple(self.reasons.most_common()))
