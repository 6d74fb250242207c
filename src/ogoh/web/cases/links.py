"""What requests add to the staff's start page, with how many wait for whom."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ogoh.web.accounts.links import StaffLink
from ogoh.web.accounts.models import Role, User
from ogoh.web.cases.models import Asked, AskedState, Case, State

ASKING = frozenset({Role.OFFICER, Role.SUPERVISOR})
SEEING = frozenset({Role.OFFICER, Role.REVIEWER, Role.SUPERVISOR})
SENDING = frozenset({Role.SUPERVISOR})
TAKING_IN = frozenset({Role.SUPERVISOR, Role.LIST_MANAGER})
AGREEING = frozenset({Role.SUPERVISOR, Role.LIST_MANAGER})
ANSWERING = frozenset({Role.REVIEWER, Role.SUPERVISOR})


def _to_tell(user: User) -> int:
    """Requests that were answered, and of those that a supervisor has to look after."""
    here = Case.objects.filter(office=user.office)
    count = here.filter(state__in=[State.ANSWERED, State.DISPUTED, State.NEED_MORE]).count()
    if user.holds(SENDING):
        count += here.filter(state=State.SENT, escalated_on__isnull=False).count()
    return count


def _to_send(user: User) -> int:
    return Case.objects.filter(office=user.office, state=State.OPEN).count()


def _to_answer(user: User) -> int:
    return Asked.objects.filter(office=user.office).exclude(state=AskedState.RETURNED).count()


OURS = (
    StaffLink(
        "cases:list",
        _("Requests"),
        _("What people asked the owner of a list, and the answers."),
        SEEING,
        waiting=_to_tell,
    ),
    StaffLink("cases:open", _("Open a request"), _("With the person, who agrees to it."), ASKING),
    StaffLink(
        "cases:batches", _("Send requests"), _("Letters and tables to the owners of lists."), SENDING, waiting=_to_send
    ),
    StaffLink("cases:answers", _("Take answers in"), _("The table that the owner of a list sent back."), TAKING_IN),
    StaffLink(
        "cases:asked",
        _("Requests of other offices"),
        _("What others ask about our list."),
        ANSWERING,
        waiting=_to_answer,
    ),
    StaffLink(
        "cases:addressees",
        _("Where requests go"),
        _("The addressee of each list, and within how many days it answers."),
        AGREEING,
    ),
)
