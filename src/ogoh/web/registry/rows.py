"""What a release carries: the decisions in force at a moment, as the rows that `ogoh.delivery` reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from operator import attrgetter

from django.db.models import Q, QuerySet

from ogoh.delivery import OTHER_GROUND
from ogoh.delivery.correspondence import person_cells as cells_of_any_list
from ogoh.identity import Subject, subject_from_json
from ogoh.law import grounds
from ogoh.web.days import iso_of
from ogoh.web.lists.models import SourceKind
from ogoh.web.registry.models import Version, reference_of
from ogoh.web.registry.standing import in_force_at

_BATCH = 5_000
_AMONG = "; "


@dataclass(frozen=True, slots=True)
class ListRow:
    """One decision in force, in the columns of a delivered list; what is not said is empty.

    The main name stands in ``name`` or in its parts; ``alias``, ``dob``, ``citizenship``, ``document_number`` and
    ``national_id`` hold several values divided by semicolons. Days are ISO 8601. An empty ``until`` is a ban that the
    decision gives no end: what could be worked out is an estimate and does not travel.
    """

    id: str
    family_name: str
    given_name: str
    patronymic: str
    name: str
    alias: str
    dob: str
    sex: str
    citizenship: str
    document_number: str
    national_id: str
    birthplace: str
    grounds: str
    agency: str
    decided_on: str
    until: str

    def cells(self) -> dict[str, str]:
        """The row by its columns, in their order."""
        return dict(zip(COLUMNS, _values(self), strict=True))


COLUMNS = tuple(field.name for field in fields(ListRow))
_values = attrgetter(*COLUMNS)


def rows_in_force(kind: SourceKind, at: datetime) -> Iterator[ListRow]:
    """Every decision of one register that is in force at a moment, sorted by reference (``id``).

    The same moment gives the same rows whenever it is asked for, for nothing is overwritten, once every act that was
    confirmed before it is committed: ask for a moment that is a few seconds past. In bounded memory, and in no
    transaction of its own.
    """
    return listed(kind, at)


def first_in_force(kind: SourceKind, at: datetime, only: Q, most: int) -> list[ListRow]:
    """The first rows of `rows_in_force` among those that ``only`` says; no more than these are read."""
    return [_row(kind, *one) for one in _in_order(kind, at).filter(only)[:most]]


def listed(kind: SourceKind, at: datetime, only: Q | None = None) -> Iterator[ListRow]:
    """`rows_in_force`, or those among them that ``only`` says."""
    last = 0
    found = _in_order(kind, at).filter(only or Q())
    while batch := list(found.filter(decision__gt=last)[:_BATCH]):
        yield from (_row(kind, *one) for one in batch)
        last = batch[-1][0]


def _in_order(kind: SourceKind, at: datetime) -> QuerySet[Version, Kept]:
    return in_force_at(kind, at).order_by("decision").values_list(*_KEPT)


def person_cells(subject: Subject) -> dict[str, str]:
    """The columns that say who a subject is: those of any list, and what only a list of decisions tells apart."""
    return {
        **{name: str(cell) for name, cell in cells_of_any_list(subject).items()},
        "alias": _AMONG.join(name.text for name in subject.names[1:]),
        "document_number": _AMONG.join(one.number for one in subject.documents if one.kind != "national_id"),
        "national_id": _AMONG.join(one.number for one in subject.documents if one.kind == "national_id"),
        "birthplace": subject.birthplace,
    }


Kept = tuple[int, str, str, date, date | None, str]
_KEPT = ("decision", "decision__agency__name", "ground", "decided_on", "until", "whom")


def _row(
    kind: SourceKind, number: int, agency: str, ground: str, decided: date, until: date | None, whom: str
) -> ListRow:
    return ListRow(
        id=reference_of(kind, number),
        **person_cells(subject_from_json(whom)),
        grounds=written_ground(ground),
        agency=agency,
        decided_on=decided.isoformat(),
        until=iso_of(until),
    )


def written_ground(code: str) -> str:
    """A ground as it leaves the registry."""
    known = grounds()[code]
    return OTHER_GROUND if known.kept_apart else known.written
