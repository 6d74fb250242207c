"""The one function that answers a traveller; command, page and interface are thin faces on it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from ogoh.identity import Subject
from ogoh.matching import KEYS_VERSION, Comparison, Finding, Prepared, Verdict, asked_keys, judge, prepare
from ogoh.web.lists.candidates import candidates
from ogoh.web.lists.models import Delivery, Source


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
    verdict says nothing. ``listing`` is the listing's number where the verdict is possible or recorded; ``weight``
    is in bits, ``probability`` in [0, 1].
    """

    verdict: Verdict
    source_code: str
    source_name: str
    source_kind: str
    as_of: date | None
    delivery: int | None
    listing: int | None = None
    document_agrees: bool = False
    weight: float | None = None
    probability: float = 0.0
    comparison: Comparison | None = None

    @property
    def looked_at(self) -> bool:
        """Whether there was a list to look at."""
        return self.as_of is not None


def check(subject: Subject) -> tuple[Answer, ...]:
    """Answer for one traveller: one answer per source, by code. Nothing of the question is kept.

    Raises ListNotReadyError where a list's keys are stale.
    """
    question = prepare(subject)
    found: defaultdict[int, list[tuple[int, Prepared]]] = defaultdict(list)
    sources = _sources()
    for source, listing, candidate in candidates(asked_keys(question)):
        found[source].append((listing, candidate))
    return tuple(_answer(source, judge(question, found[source.number])) for source in sources)


@dataclass(frozen=True, slots=True)
class _Looked:
    number: int
    code: str
    name: str
    kind: str
    as_of: date | None
    delivery: int | None


def _sources() -> list[_Looked]:
    newest = Delivery.objects.filter(source=OuterRef("pk")).order_by("-number")
    rows = Source.objects.order_by("code").values_list(
        "pk",
        "code",
        "name",
        "kind",
        Subquery(newest.values("dated")[:1]),
        Subquery(newest.values("number")[:1]),
        "keys_version",
    )
    sources = []
    for *told, version in rows:
        source = _Looked(*told)
        if source.delivery is not None and version != KEYS_VERSION:
            raise ListNotReadyError(source.code)
        sources.append(source)
    return sources


def _answer(source: _Looked, finding: Finding) -> Answer:
    comparison = finding.comparison
    return Answer(
        verdict=finding.verdict,
        source_code=source.code,
        source_name=source.name,
        source_kind=source.kind,
        as_of=source.as_of,
        delivery=source.delivery,
        listing=finding.best,
        document_agrees=finding.document_agrees,
        weight=comparison.weight if comparison else None,
        probability=comparison.probability if comparison else 0.0,
        comparison=comparison,
    )
