"""What happens in the queue, told to the log: numbers and who called them, inside the transaction it is part of."""

from __future__ import annotations

from ogoh.web.accounts.models import User
from ogoh.web.audit.events import Act, Happening, Json
from ogoh.web.audit.services import record
from ogoh.web.queue.models import Counter, Ticket


def of_ticket(
    purpose: str, ticket: Ticket, by: User | None, counter: Counter | None = None, sat: User | None = None
) -> None:
    """Something was done with a ticket; ``by`` is None where nobody of the staff did it, ``sat`` sat at the counter."""
    told: dict[str, Json] = {"ticket": ticket.number, "day": ticket.day.isoformat()}
    if counter is not None:
        told["counter"] = counter.number
    actor = by.username if by else "public"
    told |= _another(sat, by)
    record(Happening(Act.QUEUE, actor=actor, office=ticket.office.code, purpose=purpose, told=told))


def of_counter(purpose: str, counter: Counter, by: User, sat: User | None = None) -> None:
    """Somebody sat down at a counter, or ``sat`` there no longer."""
    told: dict[str, Json] = {"counter": counter.number, **_another(sat, by)}
    record(Happening(Act.QUEUE, actor=by.username, office=counter.office.code, purpose=purpose, told=told))


def _another(person: User | None, by: User | None) -> dict[str, Json]:
    """Whom a deed is about, where that is not who did it."""
    return {"person": person.username} if person and person != by else {}
