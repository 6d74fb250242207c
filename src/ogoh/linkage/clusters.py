"""Groups of records that are one person: records that agree with each other, not a chain of namesakes.

Connected components call everybody one person whom a chain of pairs connects. Here two groups become one only where
their members agree on average, those that were never found to be alike counting against it (average linkage: Sokal and
Michener, 1958), the surest first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from heapq import heapify, heappop, heappush

Pair = tuple[int, int, float]
"""Numbers of two records and the weight of their being one person, in bits."""


def grouped(pairs: Iterable[Pair], least: float, absent: float) -> list[list[int]]:
    """Groups of two and more, each in the order of its numbers, in the order of their first members.

    Two groups become one where the mean weight of all pairs across them is at least ``least``; a pair that is not among
    ``pairs`` counts as ``absent``, which is what is known of it: less than any that is.
    """
    merging = _Merging(pairs, least, absent)
    merging.run()
    return sorted(sorted(members) for members in merging.members.values() if len(members) > 1)


class _Merging:
    def __init__(self, pairs: Iterable[Pair], least: float, absent: float) -> None:
        self.members: dict[int, list[int]] = {}
        self._least, self._absent = least, absent
        self._across: defaultdict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
        for one, other, weight in pairs:
            if one != other:
                self._across[one][other] = self._across[other][one] = weight, 1
                self.members[one], self.members[other] = [one], [other]
        self._heap = [
            (-self._mean(one, other), one, other) for one in self._across for other in self._across[one] if one < other
        ]
        heapify(self._heap)

    def run(self) -> None:
        """Make groups one while any two agree; what a merger has changed is looked at anew."""
        while self._heap:
            mean, one, other = heappop(self._heap)
            if -mean < self._least:
                return
            if one in self.members and other in self.members and self._mean(one, other) == -mean:
                self._merge(one, other)

    def _mean(self, one: int, other: int) -> float:
        total, known = self._across[one][other]
        whole = len(self.members[one]) * len(self.members[other])
        return (total + self._absent * (whole - known)) / whole

    def _merge(self, one: int, other: int) -> None:
        """Put one group into another, the one with fewer neighbours into that with more."""
        if len(self._across[one]) < len(self._across[other]):
            one, other = other, one
        self.members[one] += self.members.pop(other)
        gone = self._across.pop(other)
        del gone[one], self._across[one][other]
        for neighbour, (total, known) in gone.items():
            before, known_before = self._across[one].get(neighbour, (0.0, 0))
            self._across[one][neighbour] = self._across[neighbour][one] = before + total, known_before + known
            del self._across[neighbour][other]
        for neighbour in self._across[one]:
            first, second = sorted((one, neighbour))
            heappush(self._heap, (-self._mean(first, second), first, second))


def group_names(
    groups: Iterable[list[int]], members: Mapping[int, list[str]], alike: Container[int]
) -> Iterator[tuple[str, str]]:
    """Every identifier and the name of its group, the smallest identifier in it; who is alone is a group alone.

    ``members`` are the identifiers of each subject, in their order. Rows that say the same are one person only where
    they say enough for that: those of subjects that are ``alike``, or that stand in a group with others.
    """
    together = {number: group for group in groups for number in group}
    for number in sorted(members, key=lambda number: members[number][0]):
        name = min(members[one][0] for one in together.get(number, [number]))
        one_person = number in together or number in alike
        for reference in members[number]:
            yield reference, name if one_person else reference
