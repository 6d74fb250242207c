"""What an amnesty would lift, counted while it is tried and kept with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ogoh.web.registry.amnesty_rule import Freed

Counted = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many decisions an amnesty would lift, in all and by what they say; most first."""

    decisions: int
    people: int
    by_ground: Counted
    by_agency: Counted
    by_citizenship: Counted

    def as_json(self) -> dict[str, Any]:
        """The counts as they are kept."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Counts:
        """Counts that `as_json` wrote."""
        by = {name: tuple((str(what), int(count)) for what, count in kept[name]) for name in _BY}
        return cls(decisions=kept["decisions"], people=kept["people"], **by)


_BY = ("by_ground", "by_agency", "by_citizenship")


def counted(all_freed: Iterable[Freed]) -> tuple[Counts, list[int]]:
    """The counts of decisions that are walked once, and their numbers."""
    numbers: list[int] = []
    people: set[int] = set()
    by_ground, by_agency, by_citizenship = Counter[str](), Counter[str](), Counter[str]()
    for freed in all_freed:
        numbers.append(freed.decision)
        people.add(freed.subject)
        by_ground[freed.ground] += 1
        by_agency[freed.agency] += 1
        by_citizenship.update(freed.citizenships or ("",))
    most_first = (_most_first(one) for one in (by_ground, by_agency, by_citizenship))
    return Counts(len(numbers), len(people), *most_first), numbers


def _most_first(counter: Counter[str]) -> Counted:
    return tuple(sorted(counter.items(), key=lambda one: (-one[1], one[0])))
