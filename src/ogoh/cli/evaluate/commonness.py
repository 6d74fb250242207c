"""How common a name is: the share of its rarest part in the model's table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ogoh.matching import Prepared
from ogoh.matching.commonness import shipped
from ogoh.names import Part

QUARTERS = ("rarest quarter", "second quarter", "third quarter", "commonest quarter")
TOP = "common name (top tenth)"


@dataclass(frozen=True, slots=True)
class Ladder:
    """Where the quarters and the top tenth of a population begin, as shares of the rarest part of a name."""

    quarters: tuple[float, float, float]
    top: float

    def groups(self, share: float) -> tuple[str, ...]:
        """The quarter of a name, and whether it is among the commonest tenth."""
        quarter = QUARTERS[sum(share >= start for start in self.quarters)]
        return (quarter, TOP) if share >= self.top else (quarter,)


def ladder(shares: Sequence[float]) -> Ladder:
    """The ladder of a population. Names that the table does not hold are equally rare, so quarters differ in size."""
    ranked = sorted(shares) or [0.0]
    first, second, third, top = (ranked[min(len(ranked) - 1, int(len(ranked) * at))] for at in (0.25, 0.5, 0.75, 0.9))
    return Ladder((first, second, third), top)


def commonness(prepared: Prepared) -> float:
    """The share of the rarest part of the first name; 0 where a part stands in no table."""
    parts = prepared.names[0].parts if prepared.names else ()
    return min((_share(part) for part in parts if part.frame), default=0.0)


def _share(part: Part) -> float:
    bits = shipped().frames[part.role].get(part.frame)
    return 0.0 if bits is None else 2.0**-bits
