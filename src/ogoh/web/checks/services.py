"""The one function that answers a traveller; command, page and interface are thin faces on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from ogoh.identity import Subject
from ogoh.matching import KEYS_VERSION, Comparison, Verdict, prepare
from ogoh.matching.commonness import Commonness
from ogoh.matching.keys import asked_apart
from ogoh.web.checks.finding import Found, found_on_each_list
from ogoh.web.lists.candidates import candidates
from ogoh.web.lists.commonness import commonness_on_list
from ogoh.web.reviews.standing import Decided, in_force


class ListNotReadyError(Exception):
    """The keys of a list were made with older tables of names: it must not answer before they are made anew."""

    def __init__(self, source: str) -> None:
        super().__init__(
            f"The list of {source} was imported with older tables of names and cannot be searched. "
            "Make its keys anew with: ogoh list rekey"
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What one source's list says of one traveller, as of the date of its newest delivery.

    ``as_of`` and ``delivery`` are ``None`` for a source that has delivered nothing: it was not looked at, and its
    verdict says nothing. ``listing`` is the listing's number where the verdict is possible or recorded and
    ``reference`` what its source calls it; ``weight`` is in bits, ``probability`` in [0, 1].

    ``review`` is the reviewer's decision by which the verdict is recorded, whatever the evidence; ``left_out`` are
    those by which listings of other people were not looked at. Both are for offices alone.
    """

    verdict: Verdict
    source_code: str
    source_name: str
    source_kind: str
    as_of: date | None
    delivery: int | None
    listing: int | None = None
    reference: str = ""
    document_agrees: bool = False
    weight: float | None = None
    probability: float = 0.0
    comparison: Comparison | None = None
    review: Decided | None = None
    left_out: tuple[Decided, ...] = ()

    @property
    def reviewed(self) -> bool:
        """Whether a reviewer said that this is the person."""
        return self.review is not None

    @property
    def looked_at(self) -> bool:
        """Whether there was a list to look at."""
        return self.as_of is not None


def check(subject: Subject) -> tuple[Answer, ...]:
    """Answer for one traveller: one answer per source, by code. Nothing of the question is kept.

    Raises ListNotReadyError where a list's keys are stale.
    """
    question = prepare(subject)
    sources = _sources()
    found = found_on_each_list(question, candidates(asked_apart(question)), in_force(subject))
    return tuple(_answer(source, found(source.number, source.commonness)) for source in sources)


@dataclass(frozen=True, slots=True)
class _Looked:
    number: int
    code: str
    name: str
    kind: str
    as_of: date | None
    delivery: int | None
    commonness: Commonness


_SOURCES = """
    SELECT source.id, source.code, source.name, source.kind, delivery.dated, delivery.number, source.keys_version,
        names.digest, names.keys_version
    FROM lists_source source
    LEFT JOIN lists_countednames names ON names.source_id = source.id
    LEFT JOIN lists_delivery delivery ON delivery.id =
        (SELECT newest.id FROM lists_delivery newest WHERE newest.source_id = source.id
         ORDER BY newest.number DESC LIMIT 1)
    ORDER BY source.code
"""


def _sources() -> list[_Looked]:
    """Every source with its newest delivery and the commonness of names on its list.

    In plain SQL, for the mapper takes longer than the whole search.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SOURCES)
        rows = cursor.fetchall()
    return [_looked(*row) for row in rows]


def _looked(
    number: int,
    code: str,
    name: str,
    kind: str,
    dated: date | str | None,
    delivery: int | None,
    version: str,
    names: str | None,
    names_version: str | None,
) -> _Looked:
    if delivery is not None and version != KEYS_VERSION:
        raise ListNotReadyError(code)
    commonness = commonness_on_list(number, code, names if names_version == KEYS_VERSION else None)
    return _Looked(number, code, name, kind, _day(dated), delivery, commonness)


def _day(dated: date | str | None) -> date | None:
    """A date as the driver gives it: SQLite keeps text."""
    return date.fromisoformat(dated) if isinstance(dated, str) else dated


def _answer(source: _Looked, found: Found) -> Answer:
    finding = found.finding
    comparison = finding.comparison
    return Answer(
        verdict=finding.verdict,
        source_code=source.code,
        source_name=source.name,
        source_kind=source.kind,
        as_of=source.as_of,
        delivery=source.delivery,
        listing=finding.best,
        reference=found.reference,
        document_agrees=finding.document_agrees,
        weight=comparison.weight if comparison else None,
        probability=comparison.probability if comparison else 0.0,
        comparison=comparison,
        review=found.review,
        left_out=found.left_out,
    )
