"""A person asks: a request is opened with consent, supplemented, told, withdrawn; each one transaction and event."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from ogoh.delivery.correspondence import BY_CODE, new_number, printed_number
from ogoh.delivery.grounds import storable_grounds
from ogoh.identity import Subject, subject_to_json
from ogoh.web.accounts.models import Office, User
from ogoh.web.audit import events
from ogoh.web.audit.keys import person_digest
from ogoh.web.audit.services import record
from ogoh.web.cases import consent
from ogoh.web.cases.actor import Actor, happening, step
from ogoh.web.cases.models import Act, Case, State
from ogoh.web.cases.refusal import CaseRefused
from ogoh.web.cases.writing import one_writing
from ogoh.web.lists.models import Source
from ogoh.web.queue.models import today

NEVER_WRITTEN = _(
    "Nothing of health, origin, religion or politics is written here. Leave it out; what proves it goes along on paper."
)
GONE = _("A colleague has changed this request meanwhile. Look at it again.")
_TRIES = 20


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks: of which list, which question, in which language the answer is printed for them.

    ``listing`` is the source's reference where the desk saw one; ``statement`` what the person says.
    """

    source: Source
    question: str
    subject: Subject
    language: str
    listing: str = ""
    statement: str = ""


def open_case(user: User, wish: Wish) -> Case:
    """Open a request of a person who is here and agreed, in the wording that is current.

    Raises CaseRefused: the same question is under way already, or the statement tells what is never stored.
    """
    if wish.question not in BY_CODE:
        raise CaseRefused(_("Choose a question."))
    refuse_unstorable(wish.statement)
    with one_writing():
        # One after the other in an office, so that nobody is asked about twice.
        Office.objects.select_for_update().get(pk=user.office_id)
        _refuse_twice(user, wish)
        case = _numbered(_new(user, wish))
        by = Actor.of(user)
        step(case, Act.OPENED, by)
        told = {"source": wish.source.code, "question": wish.question, "consent": case.consent_wording}
        record(happening(events.Act.CASE, by, "opened", [case], told))
    return case


def refuse_unstorable(text: str) -> None:
    """Refuse free text that tells what Ogoh never keeps. Raises CaseRefused."""
    if storable_grounds(text) != text:
        raise CaseRefused(NEVER_WRITTEN)


def digest_of_document(subject: Subject) -> str:
    """By which a person's request is found again, with the passport in hand; empty without a document."""
    return person_digest("document", subject.documents[0].folded) if subject.documents else ""


def _refuse_twice(user: User, wish: Wish) -> None:
    document = digest_of_document(wish.subject)
    under_way = Case.objects.filter(source=wish.source, question=wish.question, document=document, office=user.office)
    earlier = under_way.exclude(state=State.CLOSED).first() if document else None
    if earlier:
        raise CaseRefused(
            _("This question is under way already: request {number}.").format(number=printed_number(earlier.number))
        )


def _new(user: User, wish: Wish) -> Case:
    return Case(
        source=wish.source,
        office=user.office,
        opened_by=user,
        question=wish.question,
        subject=subject_to_json(wish.subject),
        document=digest_of_document(wish.subject),
        listing=wish.listing,
        statement=wish.statement,
        language=wish.language,
        consent_on=today(),
        consent_wording=consent.CURRENT,
        opened_on=today(),
    )


def _numbered(case: Case) -> Case:
    for _try in range(_TRIES):
        case.number = new_number(case.opened_on.year)
        try:
            with transaction.atomic():
                case.save()
        except IntegrityError:
            if not Case.objects.filter(number=case.number).exists():
                raise
            continue
        return case
    raise CaseRefused(_("No number could be made. Try once more."))


def brought(user: User, case: Case, statement: str) -> None:
    """The person has brought what the owner asked for: the request is to be sent again. Raises CaseRefused."""
    refuse_unstorable(statement)
    with one_writing():
        _move(case, (State.NEED_MORE,), State.OPEN, statement=statement)
        by = Actor.of(user)
        step(case, Act.BROUGHT, by)
        record(happening(events.Act.CASE, by, "brought", [case]))


def tell(user: User, case: Case) -> None:
    """The person was told and has the note: the case is closed. Raises CaseRefused."""
    _close(Actor.of(user), case, (State.ANSWERED,), Act.TOLD)


def withdraw(user: User, case: Case) -> None:
    """The person takes the request back: nothing more is done with it. Raises CaseRefused."""
    _close(Actor.of(user), case, tuple(one for one in State if one is not State.CLOSED), Act.WITHDRAWN)


def _close(by: Actor, case: Case, before: tuple[State, ...], act: Act) -> None:
    with one_writing():
        _move(case, before, State.CLOSED, closed_on=today())
        step(case, act, by)
        record(happening(events.Act.CASE, by, str(act.value), [case]))


def _move(case: Case, before: tuple[State, ...], state: State, **more: object) -> None:
    """From one state to another, unless somebody was quicker; the first counts."""
    moved = Case.objects.filter(pk=case.pk, state__in=before).update(state=state, **more)
    if not moved:
        raise CaseRefused(GONE)
    case.refresh_from_db()
