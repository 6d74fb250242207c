"""Who sits at which counter: one person at one, until they leave it or their session ends."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from ogoh.web.accounts.models import HeldRole, Role, User
from ogoh.web.accounts.shift import SEEN, STARTED
from ogoh.web.queue import recording
from ogoh.web.queue.models import HIGHEST_COUNTER, Counter, State, Ticket
from ogoh.web.queue.refusal import NO_ROLE, NO_SUCH_COUNTER, NOT_SEATED, SEAT_TAKEN, QueueRefused

LEFT, ABANDONED = "left a counter", "a counter freed, for the session or the role had ended"
_NOBODY = {"sat_by": None, "sat_since": None, "session": ""}
_BACK_IN_LINE = {"state": State.WAITING, "counter": None, "called_by": None, "announced_at": None}


def seat_of(user: User) -> Counter | None:
    """The counter at which somebody sits."""
    return Counter.objects.select_related("office").filter(sat_by=user, office=user.office_id).first()


def sit_at(user: User, number: int, session: str = "") -> Counter:
    """Sit down at a counter of one's office, from wherever one sat before. Raises QueueRefused."""
    if not 1 <= number <= HIGHEST_COUNTER:
        raise QueueRefused(NO_SUCH_COUNTER)
    free_abandoned(user)
    try:
        with transaction.atomic():
            return _sit_at(user, number, session)
    except IntegrityError:
        # The same person sat down elsewhere at this moment.
        raise QueueRefused(SEAT_TAKEN) from None


def _sit_at(user: User, number: int, session: str) -> Counter:
    refuse_without_role(user)
    held = Counter.objects.select_for_update(of=("self",)).select_related("office").filter(sat_by=user).first()
    if held and (held.office_id, held.number) == (user.office_id, number):
        Counter.objects.filter(pk=held.pk).update(session=session)
        return held
    if held:
        _free(held, user, LEFT, by=user)
    counter, _ = Counter.objects.get_or_create(office=user.office, number=number)
    taking = {"sat_by": user, "sat_since": timezone.now(), "session": session}
    if not Counter.objects.filter(pk=counter.pk, sat_by=None).update(**taking):
        raise QueueRefused(SEAT_TAKEN)
    recording.of_counter("sat down at a counter", counter, user)
    return counter


def remember_session(counter: Counter, session: str) -> None:
    """The person at a counter goes on in another session: another browser, a new password, a new sign-in."""
    if counter.session != session:
        Counter.objects.filter(pk=counter.pk, sat_by=counter.sat_by_id).update(session=session)


def leave(user: User) -> None:
    """Leave the counter; a number that was called there goes back to its place in the line. Raises QueueRefused."""
    with transaction.atomic():
        _free(held_seat(user), user, LEFT, by=user)


def held_seat(user: User) -> Counter:
    """The counter of somebody, held until the transaction ends. Raises QueueRefused."""
    seats = Counter.objects.select_for_update(of=("self",)).select_related("office")
    seat = seats.filter(sat_by=user, office=user.office_id).first()
    if seat is None:
        raise QueueRefused(NOT_SEATED)
    return seat


def refuse_without_role(user: User) -> None:
    """Raises QueueRefused where somebody may not serve, or no longer."""
    if not HeldRole.objects.filter(user=user, user__is_active=True, role=Role.OFFICER).exists():
        raise QueueRefused(NO_ROLE)


def free_abandoned(by: User) -> None:
    """Free the counters of those who have gone without a word: session over, shut out, or without the role.

    ``by`` acts at this moment in that office: the log names them as who did it, and beside them who had gone.
    """
    seats = Counter.objects.select_related("sat_by").filter(office=by.office_id, sat_by__isnull=False)
    gone = [counter.pk for counter, _ in _without_anybody(seats)]
    if not gone:
        return
    with transaction.atomic():
        # Whoever acts at this moment holds their counter, and is passed over.
        held = Counter.objects.select_for_update(of=("self",), skip_locked=True).select_related("office", "sat_by")
        for counter, person in _without_anybody(held.filter(pk__in=gone, sat_by__isnull=False).order_by("pk")):
            _free(counter, person, ABANDONED, by)


def _without_anybody(counters: Iterable[Counter]) -> Iterator[tuple[Counter, User]]:
    counters = list(counters)
    people = {counter.sat_by_id for counter in counters}
    officers = set(HeldRole.objects.filter(user__in=people, role=Role.OFFICER).values_list("user", flat=True))
    sessions = Session.objects.in_bulk([counter.session for counter in counters if counter.session])
    for counter in counters:
        person = counter.sat_by
        if person is None:
            continue
        may_serve = person.is_active and person.pk in officers and person.office_id == counter.office_id
        if not may_serve or (counter.session and not _lives(sessions.get(counter.session), person)):
            yield counter, person


def _lives(session: Session | None, person: User) -> bool:
    """Whether a session would still be let in."""
    if session is None:
        return False
    told = session.get_decoded()
    now = time.time()
    return (
        constant_time_compare(str(told.get(HASH_SESSION_KEY, "")), person.get_session_auth_hash())
        and now < float(told.get(STARTED, now)) + settings.SHIFT_HOURS * 3600
        and now < float(told.get(SEEN, now)) + settings.IDLE_MINUTES * 60
    )


def _free(counter: Counter, person: User, why: str, by: User) -> None:
    """Nobody sits there any more; whom they had called stands in line as before."""
    for ticket in Ticket.objects.select_related("office").filter(counter=counter, state=State.CALLED):
        if Ticket.objects.filter(pk=ticket.pk, state=State.CALLED, counter=counter).update(**_BACK_IN_LINE):
            recording.of_ticket("put back, for the counter was left", ticket, by, counter, person)
    Counter.objects.filter(pk=counter.pk, sat_by=person).update(**_NOBODY)
    recording.of_counter(why, counter, by, person)
