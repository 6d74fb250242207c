"""The words of states, steps and urgency on the pages of the staff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ogoh.delivery.correspondence import Why
from ogoh.identity import PartialDate, Subject
from ogoh.web.cases.applying import Unapplied
from ogoh.web.cases.clock import Urgency
from ogoh.web.cases.models import Act, AskedState, PutOff, State, Step
from ogoh.web.languages import Language, date_in_words

STATES: Mapping[State, Promise] = {
    State.OPEN: _("To be sent"),
    State.SENT: _("Waits for the answer"),
    State.NEED_MORE: _("The person has to bring something"),
    State.DISPUTED: _("Two answers contradict each other"),
    State.ANSWERED: _("Answered: tell the person"),
    State.CLOSED: _("Closed"),
}
ASKED_STATES: Mapping[AskedState, Promise] = {
    AskedState.WAITING: _("To be answered"),
    AskedState.ANSWERED: _("To be sent back"),
    AskedState.RETURNED: _("Sent back"),
}
ACTS: Mapping[Act, Promise] = {
    Act.OPENED: _("Opened, with consent"),
    Act.SENT: _("Sent to the owner of the list"),
    Act.NOT_TAKEN: _("The owner could not take it"),
    Act.REMINDED: _("The owner was reminded"),
    Act.ESCALATED: _("Put before the supervisor"),
    Act.TAKEN_UP: _("Taken up by the supervisor"),
    Act.PUT_OFF: _("The owner needs more time"),
    Act.ASKED_MORE: _("The owner asked for more"),
    Act.BROUGHT: _("The person brought what was asked for"),
    Act.ANSWERED: _("Answered"),
    Act.CONTRADICTED: _("Answered once more, and otherwise"),
    Act.SETTLED: _("Decided which answer holds"),
    Act.TOLD: _("The person was told"),
    Act.WITHDRAWN: _("Withdrawn by the person"),
    Act.FORGOTTEN: _("Closed, because nobody came"),
}
URGENCIES: Mapping[Urgency, Promise] = {
    Urgency.STEP_UP: _("Overdue: for the supervisor"),
    Urgency.OVERDUE: _("Overdue"),
    Urgency.REMIND: _("A reminder is due"),
    Urgency.WAITS: _("In time"),
}
UNAPPLIED: Mapping[Unapplied, Promise] = {
    Unapplied.NO_RECORD_NAMED: _(
        "The list was not changed: the answer names no record. The next delivery will show it."
    ),
    Unapplied.NOT_ON_LIST: _("The list was not changed: it holds no such record now."),
    Unapplied.LIST_IS_NEWER: _(
        "The list was not changed: it is newer than the answer and holds the record still. Ask again."
    ),
    Unapplied.COMES_BY_PARCEL: _("The list comes in parcels: the next one brings the change."),
    Unapplied.NOTHING_TO_CHANGE: _(
        "The list was not changed: the answer does not say how. The next delivery will show it."
    ),
}

PUT_OFFS: Mapping[PutOff, Promise] = {
    PutOff.BEFORE: _("The term stays: it was put off before."),
    PutOff.NOT_WAITING: _("The term stays: no answer is due now."),
}
WHYS: Mapping[Why, Promise] = {
    Why.UNUSABLE: _("It could not be read there."),
    Why.ANOTHER_REQUEST: _("Another request came there under this number. Withdraw it and open a new one."),
    Why.NO_SUCH_REQUEST: _("No request has this number there."),
    Why.ANOTHER_OWNER: _("The request was sent to another owner."),
    Why.ANOTHER_OFFICE: _("The request is of another office."),
    Why.NOT_SENT: _("The request was not sent yet."),
    Why.TOO_EARLY: _("The answer bears a day before the request was sent."),
    Why.CLOSED: _("The request is closed there. Only a new one can be answered."),
}
PARCELS: Mapping[str, Promise] = {
    "requests": _("requests"),
    "answers": _("answers"),
    "rejections": _("requests or answers that were not taken"),
}
"""What the page of the exchange calls our parcels."""


def remark_of(step: Step) -> Promise | str:
    """What was noted beside a step, in words."""
    if step.act == Act.PUT_OFF and step.note in PutOff.values:
        return PUT_OFFS[PutOff(step.note)]
    if step.act == Act.NOT_TAKEN:
        return WHYS[Why(step.note)]
    return "" if step.act in (Act.ANSWERED, Act.CONTRADICTED) else step.note


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a request is about, as a page shows it: names and numbers as written, birth dates in words."""

    names: tuple[str, ...]
    births: tuple[str, ...]
    documents: tuple[str, ...]


def person_in_words(subject: Subject, language: Language) -> Person:
    """A person as a page of this language shows them."""
    return Person(
        tuple(name.text for name in subject.names),
        tuple(birth_in_words(birth, language) for birth in subject.births),
        tuple(document.number for document in subject.documents),
    )


def birth_in_words(birth: PartialDate, language: Language) -> str:
    """A birth date in words; one of which less is known than the day, as it is written."""
    whole = birth.precision == "day" and birth.month and birth.day and not birth.approximate
    return date_in_words(date(birth.year, birth.month or 1, birth.day or 1), language) if whole else birth.text
