"""What came, changed or went between two moments, found by what was done in between and not by reading everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from ogoh.web.days import day_of
from ogoh.web.lists.models import SourceKind
from ogoh.web.registry.models import Decision, Ruling, Version, reference_of
from ogoh.web.registry.rows import ListRow, listed

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Change:
    """A decision whose row is another one than before: ``row`` as it is now, or ``None`` where it went."""

    reference: str
    row: ListRow | None


def changed_between(kind: SourceKind, earlier: datetime, later: datetime) -> Iterator[Change]:
    """What makes `rows_in_force` at the earlier moment into that at the later one, sorted by reference.

    Reads what was confirmed between the two and what ran out in those days, and the decisions about the same people:
    so it takes as long as there are changes, however many decisions there are. The later moment is a few seconds past,
    as for `rows_in_force`. Raises ValueError where it lies before the earlier one.
    """
    if later < earlier:
        raise ValueError(f"later: found {later.isoformat()}, expected no moment before {earlier.isoformat()}")
    numbers = sorted(_touched(kind, earlier, later))
    for begin in range(0, len(numbers), _BATCH):
        batch = numbers[begin : begin + _BATCH]
        before, now = (_rows(kind, at, batch) for at in (earlier, later))
        for reference in (reference_of(kind, number) for number in batch):
            if before.get(reference) != now.get(reference):
                yield Change(reference, now.get(reference))


def _touched(kind: SourceKind, earlier: datetime, later: datetime) -> set[int]:
    """The decisions whose row may be another one."""
    ruled = Ruling.objects.filter(confirmed=True, at__gt=earlier, at__lte=later)
    acted = Version.objects.filter(ruling__in=ruled, decision__subject__register=kind)
    ran_out = Version.objects.filter(
        until__gte=day_of(earlier), until__lt=day_of(later), decision__subject__register=kind
    )
    people = acted.exclude(particulars="").values("decision__subject")
    return {
        *acted.values_list("decision", flat=True),
        *ran_out.values_list("decision", flat=True),
        *Decision.objects.filter(subject__in=people).values_list("pk", flat=True),
    }


def _rows(kind: SourceKind, at: datetime, numbers: list[int]) -> dict[str, ListRow]:
    return {row.id: row for row in listed(kind, at, Q(decision__in=numbers))}
