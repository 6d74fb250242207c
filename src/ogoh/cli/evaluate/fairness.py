"""Whether some are missed more often than others, where, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ogoh.cli.evaluate.groups import Group
from ogoh.cli.evaluate.intervals import Estimate, ratio, share
from ogoh.cli.evaluate.pairs import ALL

DIMENSIONS = ("script", "sex", "citizenship", "commonness", "missing field")
"""The groups that people belong to; errors are what happens to them, and kinds say who is listed at all."""
MOST = 2.0
FEWEST = 30


@dataclass(frozen=True, slots=True)
class Gap:
    """How many times as often a group is missed as the whole."""

    group: Group
    missed: Estimate | None
    times: Estimate | None

    @property
    def unfair(self) -> bool:
        """Whether the group is missed more than twice as often; of a small one said only where that is `sure`."""
        often = self.times is not None and self.times.value > MOST
        return often and (self.sure or self.group.listed.people >= FEWEST)

    @property
    def sure(self) -> bool:
        """Whether all of the interval lies beyond that."""
        return self.times is not None and self.times.low > MOST


def gaps(groups: Sequence[Group]) -> Iterator[Gap]:
    """Every group of the dimensions of fairness that holds a listed person, against everybody."""
    whole = next((_missed(one) for one in groups if one.dimension == ALL), None)
    for dimension in DIMENSIONS:
        for one in groups:
            if one.dimension == dimension and one.listed.people:
                yield Gap(one, _missed(one), ratio(_missed(one), whole))


def _missed(group: Group) -> Estimate | None:
    return share(group.listed.no_record, group.listed.people)
