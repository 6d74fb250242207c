"""Alice and Bob at counters, people with numbers, and what the log says of them."""

from __future__ import annotations

import json

from ogoh.web.accounts.models import Role, User
from ogoh.web.audit.models import Event
from ogoh.web.queue.models import Ticket
from ogoh.web.queue.seats import sit_at
from ogoh.web.queue.services import in_line, take_ticket
from tests.web.accounts import people


def alice_at(number: int = 1, *roles: Role) -> User:
    """Alice, who sits at a counter."""
    one = people.alice(*roles)
    sit_at(one, number)
    return one


def bob_at(number: int = 2, *roles: Role) -> User:
    """Bob, who sits at another one."""
    one = people.bob(*roles)
    sit_at(one, number)
    return one


def take(count: int, code: str = "dushanbe") -> list[Ticket]:
    """So many people come to an office."""
    return [take_ticket(people.office(code)) for _ in range(count)]


def numbers_in_line(code: str = "dushanbe") -> list[int]:
    return [one.number for one in in_line(people.office(code))]


def told() -> list[tuple[str, str, object]]:
    """Who did what with which number, in the order of the log; the setting up of people left out."""
    events = Event.objects.filter(act="queue").order_by("number")
    details = [json.loads(one.details) for one in events]
    return [(one["actor"], one["purpose"], one["told"].get("ticket", one["told"].get("counter"))) for one in details]
