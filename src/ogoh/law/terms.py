"""How long a ban lasts by law, the day on which it would end, and whether a decision's term fits its ground."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from ogoh.law.reading import Fields, UnusableLaw

if TYPE_CHECKING:
    from ogoh.law.grounds import Ground


class Start(StrEnum):
    """The day from which a term of years runs."""

    EXIT = "exit"
    EXPULSION = "expulsion"
    LAST_PENALTY_FINAL = "last_penalty_final"


class End(StrEnum):
    """The event that ends a ban which has no term of years."""

    BREACH_CURED = "breach_cured"
    CONVICTION_SPENT = "conviction_spent"
    DEBT_PAID = "debt_paid"
    DECISION_REVOKED = "decision_revoked"
    LEFT_OR_SETTLED = "left_or_settled"
    POLICY_PRESENTED = "policy_presented"


@dataclass(frozen=True, slots=True)
class Term:
    """Years that run from ``starts``, or the event that ends it; with neither the decision sets the term.

    ``compute`` is false where no end may ever be worked out.
    """

    years: int | None = None
    starts: Start | None = None
    until: End | None = None
    compute: bool = True


class Doubt(StrEnum):
    """Why a decision's dates do not fit its ground: a warning, never a refusal."""

    GROUND_NOT_IN_FORCE = "ground_not_in_force"
    LONGER_THAN_THE_LAW = "longer_than_the_law"
    SHORTER_THAN_THE_LAW = "shorter_than_the_law"
    NO_END_THOUGH_A_TERM = "no_end_though_a_term"
    AN_END_THOUGH_AN_EVENT = "an_end_though_an_event"


def read_term(fields: Fields) -> Term:
    """One of the three forms of a term. Raises UnusableLaw."""
    fields.refuse_others("years", "starts", "until", "set_by", "compute")
    held = fields.held
    compute = held.get("compute", True)
    given = [name for name in ("years", "until", "set_by") if name in held]
    if len(given) != 1 or not isinstance(compute, bool):
        raise UnusableLaw(fields.entry, "term", dict(held), "years, until or set_by: decision, and only one of them")
    if given == ["until"]:
        return Term(until=fields.one_of("until", End), compute=compute)
    if given == ["set_by"]:
        if held["set_by"] != "decision":
            raise UnusableLaw(fields.entry, "set_by", held["set_by"], "decision")
        return Term(compute=compute)
    years = held["years"]
    if not isinstance(years, int) or isinstance(years, bool) or not 1 <= years <= 100:
        raise UnusableLaw(fields.entry, "years", years, "a whole number of years")
    return Term(years, fields.one_of("starts", Start), compute=compute)


def estimated_end(ground: Ground, starts_on: date | None) -> date | None:
    """The last day of a term that began on ``starts_on``: an estimate, never the decision's own day.

    ``None`` where the start is not known, where the ground has no term of years, where it is marked as not to be worked
    out, and where term or start are of low confidence. The last day is the one before the anniversary.
    """
    if starts_on is None or ground.term.years is None or not ground.may_be_computed:
        return None
    return _last_day(starts_on, ground.term.years)


def doubts_of_term(
    ground: Ground, decided_on: date, until: date | None, starts_on: date | None = None
) -> tuple[Doubt, ...]:
    """What does not fit between a decision's days and its ground.

    Without ``starts_on`` a term is only held to be too long where it is so counted from the decision, for the exit that
    it runs from mostly lies before. Nothing is said of a length that may not be worked out.
    """
    doubts = [] if ground.in_force.holds_on(decided_on) else [Doubt.GROUND_NOT_IN_FORCE]
    if until is not None and ground.term.until is not None:
        doubts.append(Doubt.AN_END_THOUGH_AN_EVENT)
    if ground.term.years is not None and ground.may_be_computed:
        doubts += _doubts_of_length(ground.term.years, decided_on, until, starts_on)
    return tuple(doubts)


def _doubts_of_length(years: int, decided_on: date, until: date | None, starts_on: date | None) -> list[Doubt]:
    if until is None:
        return [Doubt.NO_END_THOUGH_A_TERM]
    end = _last_day(starts_on or decided_on, years)
    # Whether the day of the exit itself counts is not settled: one day either way is no doubt.
    if until > end + timedelta(days=1):
        return [Doubt.LONGER_THAN_THE_LAW]
    return [Doubt.SHORTER_THAN_THE_LAW] if starts_on is not None and until < end - timedelta(days=1) else []


def _last_day(start: date, years: int) -> date:
    last = min(start.year + years, date.max.year)
    # 29 February has no anniversary in other years: the term then ends with the last day of the month.
    if (start.month, start.day) == (2, 29):
        return date(last, 3, 1) - timedelta(days=1)
    return date(last, start.month, start.day) - timedelta(days=1)
