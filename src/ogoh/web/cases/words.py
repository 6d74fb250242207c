"""The words of states, steps and urgency on the pages of the staff."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ogoh.web.cases.applying import Unapplied
from ogoh.web.cases.clock import Urgency
from ogoh.web.cases.models import Act, AskedState, State

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
