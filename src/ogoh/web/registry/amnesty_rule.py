"""Whom an amnesty frees: a rule over what decisions say, as data."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from ogoh.identity import Unreadable, read_citizenship, subject_from_json
from ogoh.law import grounds
from ogoh.web.days import iso_of
from ogoh.web.lists.models import SourceKind
from ogoh.web.registry import refusal
from ogoh.web.registry.models import Agency, Version
from ogoh.web.registry.refusal import RegistryRefused
from ogoh.web.registry.standing import in_force_at
from ogoh.web.registry.typed import read_day


@dataclass(frozen=True, slots=True)
class Rule:
    """What all of a decision must fit; what is empty or ``None`` asks nothing.

    ``by_court`` is whether a court expelled the person, ``criminal`` whether it was for a crime. The window, both days
    included, is that of the day of the decision. Before ``review_from`` nothing is lifted.
    """

    citizenships: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    by_court: bool | None = None
    criminal: bool | None = None
    decided_from: date | None = None
    decided_to: date | None = None
    review_from: date | None = None

    def as_json(self) -> dict[str, Any]:
        """The rule as it is kept."""
        return {
            "citizenships": list(self.citizenships),
            "grounds": list(self.grounds),
            "agencies": list(self.agencies),
            "by_court": self.by_court,
            "criminal": self.criminal,
            "decided_from": iso_of(self.decided_from),
            "decided_to": iso_of(self.decided_to),
            "review_from": iso_of(self.review_from),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Rule:
        """A rule that `as_json` wrote."""
        return cls(
            citizenships=tuple(kept["citizenships"]),
            grounds=tuple(kept["grounds"]),
            agencies=tuple(kept["agencies"]),
            by_court=kept["by_court"],
            criminal=kept["criminal"],
            decided_from=_day(kept["decided_from"]),
            decided_to=_day(kept["decided_to"]),
            review_from=_day(kept["review_from"]),
        )


@dataclass(frozen=True, slots=True)
class Freed:
    """A decision that a rule fits, and what is counted of it."""

    decision: int
    subject: int
    ground: str
    agency: str
    citizenships: tuple[str, ...]


def read_rule(
    register: SourceKind,
    *,
    citizenships: Collection[str] = (),
    chosen_grounds: Collection[str] = (),
    agencies: Collection[str] = (),
    by_court: bool | None = None,
    criminal: bool | None = None,
    decided_from: str = "",
    decided_to: str = "",
    review_from: str = "",
) -> Rule:
    """A rule from what was typed. Raises RegistryRefused for what is not known, and for a rule that fits everybody."""
    first, last = read_day(decided_from, "decided_from"), read_day(decided_to, "decided_to")
    if first and last and last < first:
        raise RegistryRefused(refusal.WINDOW_BACKWARDS, "decided_to")
    rule = Rule(
        citizenships=tuple(dict.fromkeys(map(_citizenship, citizenships))),
        grounds=tuple(dict.fromkeys(_ground(code, register) for code in chosen_grounds)),
        agencies=tuple(dict.fromkeys(map(_agency, agencies))),
        by_court=by_court,
        criminal=criminal,
        decided_from=first,
        decided_to=last,
        review_from=read_day(review_from, "review_from"),
    )
    if Rule(review_from=rule.review_from) == rule:
        raise RegistryRefused(refusal.RULE_OF_NOBODY)
    return rule


def whom_it_frees(
    register: SourceKind, rule: Rule, at: datetime, among: Collection[int] | None = None
) -> Iterator[Freed]:
    """The decisions in force at a moment that a rule fits, by number; ``among`` these numbers, if they are given."""
    wanted = frozenset(rule.citizenships)
    fitting = in_force_at(register, at).filter(_fitting(rule))
    for freed in what_is_freed(fitting if among is None else fitting.filter(decision__in=among)):
        if not wanted or not wanted.isdisjoint(freed.citizenships):
            yield freed


def what_is_freed(versions: QuerySet[Version]) -> Iterator[Freed]:
    """What is counted of decisions in force, by number."""
    for number, subject, ground, agency, whom in versions.order_by("decision").values_list(*_COUNTED).iterator():
        yield Freed(number, subject, ground, agency, subject_from_json(whom).citizenships)


_COUNTED = ("decision", "decision__subject", "ground", "decision__agency__code", "whom")


def _fitting(rule: Rule) -> Q:
    asked = {
        "ground__in": rule.grounds or None,
        "decision__agency__code__in": rule.agencies or None,
        "by_court": rule.by_court,
        "criminal": rule.criminal,
        "decided_on__gte": rule.decided_from,
        "decided_on__lte": rule.decided_to,
    }
    return Q(**{name: value for name, value in asked.items() if value is not None})


def _citizenship(text: str) -> str:
    try:
        return read_citizenship(text)
    except Unreadable as fault:
        raise RegistryRefused(refusal.UNREADABLE_CELLS["citizenship"], "citizenships") from fault


def _ground(code: str, register: SourceKind) -> str:
    known = grounds().get(code)
    if known is None:
        raise RegistryRefused(refusal.UNKNOWN_GROUND, "grounds")
    if known.register.value != register.value:
        raise RegistryRefused(refusal.OTHER_REGISTER, "grounds")
    return code


def _agency(code: str) -> str:
    if not Agency.objects.filter(code=code).exists():
        raise RegistryRefused(refusal.UNKNOWN_AGENCY, "agencies")
    return code


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
