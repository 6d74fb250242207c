"""Two answers contradict each other: a person who compared both with the letters says which one holds."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ogoh.delivery.correspondence import Outcome
from ogoh.web.accounts.models import User
from ogoh.web.audit import events
from ogoh.web.audit.events import Json
from ogoh.web.audit.services import record
from ogoh.web.cases.actor import Actor, happening, step
from ogoh.web.cases.applying import apply_answers
from ogoh.web.cases.models import Act, Case, CaseAnswer, State
from ogoh.web.cases.opening import refuse_unstorable
from ogoh.web.cases.refusal import CaseRefused
from ogoh.web.cases.sending import put_off
from ogoh.web.cases.writing import one_writing
from ogoh.web.queue.models import today

_AFTER = {Outcome.NEED_MORE: State.NEED_MORE, Outcome.MORE_TIME: State.SENT}
"""Where a request stands when an answer holds that answers nothing yet."""


def settle(user: User, case: Case, answer: CaseAnswer, note: str) -> list[str]:
    """Let one of the answers hold, and no other; where it needs more time, the term moves as agreed.

    Says, in English, what became of it on the list. What the list was told before is not taken back.
    Raises CaseRefused: no note, or a colleague was quicker.
    """
    refuse_unstorable(note)
    if not note.strip():
        raise CaseRefused(_("Write what you compared, and what it showed."))
    by = Actor.of(user)
    with one_writing():
        state = _AFTER.get(Outcome(answer.outcome), State.ANSWERED)
        answered_on = today() if state == State.ANSWERED else None
        moved = Case.objects.filter(pk=case.pk, state=State.DISPUTED).update(state=state, answered_on=answered_on)
        if not moved:
            raise CaseRefused(_("A colleague has settled this meanwhile. Nothing was changed."))
        case.answers.exclude(pk=answer.pk).update(stands=False)
        case.answers.filter(pk=answer.pk).update(stands=True)
        step(case, Act.SETTLED, by, note.strip())
        case.refresh_from_db()
        if answer.outcome == Outcome.MORE_TIME:
            put_off(case, by)
        told: dict[str, Json] = {"outcome": answer.outcome, "answer": answer.pk}
        record(happening(events.Act.DECISION, by, "settled", [case], told))
    return apply_answers(case.source, by)
