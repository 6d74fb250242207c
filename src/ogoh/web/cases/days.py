"""The terms of a source, and how urgent its requests are, on the days of the office."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ogoh.delivery.correspondence import Terms, usual_terms
from ogoh.web.cases.clock import Urgency, Waiting, days_left, urgency
from ogoh.web.cases.models import Addressee, Case, State
from ogoh.web.lists.models import Source


@dataclass(frozen=True, slots=True)
class Row:
    """A request in a list of them: how urgent it is and how many days are left, where the owner has to answer."""

    case: Case
    urgency: Urgency | None
    days_left: int | None

    @property
    def days_over(self) -> int:
        """How many days the answer is overdue; 0 where it is not."""
        return max(0, -(self.days_left or 0))


def addressee_of(source: Source) -> Addressee:
    """Where requests about a source go; unsaved, with the usual terms, where nothing was said of it."""
    known = Addressee.objects.filter(source=source).first()
    usual = usual_terms()
    return known or Addressee(
        source=source,
        name=source.name,
        answer_days=usual.answer_days,
        extension_days=usual.extension_days,
        remind_after=list(usual.remind_after),
        escalate_after=usual.escalate_after,
    )


def terms_of(source: Source) -> Terms:
    """Within how many days its owner answers, and what is done meanwhile."""
    return terms_in(addressee_of(source))


def terms_in(one: Addressee) -> Terms:
    """The terms that an addressee agreed to."""
    return Terms(one.answer_days, one.extension_days, tuple(one.remind_after), one.escalate_after)


def rows_of(cases: Iterable[Case], today: date) -> list[Row]:
    """Requests, the most urgent first: what is overdue, what was answered, what needs a reminder, and the rest."""
    terms: dict[int, Terms] = {}
    rows = [_row(case, terms, today) for case in cases]
    return sorted(rows, key=_order)


def waiting_of(case: Case) -> Waiting | None:
    """The request as the clock sees it; None where the owner is not waited for."""
    if case.state != State.SENT or case.sent_on is None or case.due_on is None:
        return None
    return Waiting(case.sent_on, case.due_on, case.reminders, case.escalated_on is not None)


def _row(case: Case, terms: dict[int, Terms], today: date) -> Row:
    waiting = waiting_of(case)
    if waiting is None:
        return Row(case, None, None)
    if case.source_id not in terms:
        terms[case.source_id] = terms_of(case.source)
    return Row(case, urgency(waiting, terms[case.source_id], today), days_left(waiting.due_on, today))


_PLACES: tuple[Urgency | State, ...] = (
    Urgency.STEP_UP,
    Urgency.OVERDUE,
    State.DISPUTED,
    State.ANSWERED,
    Urgency.REMIND,
    State.OPEN,
    State.NEED_MORE,
    Urgency.WAITS,
    State.CLOSED,
)
"""What comes first in a list: whom the owner lets wait, whom we let wait, and the rest."""


def _order(row: Row) -> tuple[int, int, int]:
    place = row.urgency if row.urgency is not None else State(row.case.state)
    return _PLACES.index(place), row.days_left or 0, row.case.pk
