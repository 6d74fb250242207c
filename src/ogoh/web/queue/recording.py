"""What happens in the queue, told to the log: numbers and who called them, inside the transaction it is part of."""

from __future__ import annotations

from ogoh.web.accounts.models import User
from ogoh.web.audit.events import Act, Happening, Json
from ogoh.web.audit.services import record
from ogoh.web.queue.models import Counter, Ticket


def of_ticket(purpose: str, ticket: Ticket, by: User | None, counter: Counter | None = None) -> None:
    """Something was done with a ticket; ``by`` is None where nobody of the staff did it."""
    told: dict[str, Json] = {"ticket": ticket.number, "day": ticket.day.isoformat()}
    if counter is not None:
        told["counter"] = counter.number
    actor = by.username if by else "public"
    record(Happening(Act.QUEUE, actor=actor, office=ticket.office.code, purpose=purpose, told=told))


def of_counter(purpose: str, counter: Counter, user: User) -> None:
    """Somebody sat down at a counter, or no longer sits there."""
    told: dict[str, Json] = {"counter": counter.number}
    record(Happening(Act.QUEUE, actor=user.username, office=counter.office.code, purpose=purpose, told=told))
