"""A day at the airport: 1,500 people, ten counters, every number ended once."""

from __future__ import annotations

from collections import Counter as Counted
from random import Random

import pytest

from ogoh.web.accounts.models import Role
from ogoh.web.audit.models import Event
from ogoh.web.queue.models import ENDED, State, Ticket
from ogoh.web.queue.seats import sit_at
from ogoh.web.queue.services import call_next, came_back, end_ticket, not_there
from tests.web.accounts.people import person
from tests.web.queue.line import take, told

PEOPLE, COUNTERS = 1_500, 10


@pytest.mark.slow
@pytest.mark.django_db
def test_every_number_of_a_long_day_is_ended_once() -> None:
    chance = Random(2014)
    officers = [person(f"officer{number}", [Role.OFFICER]) for number in range(COUNTERS)]
    for number, one in enumerate(officers, 1):
        sit_at(one, number)
    come = 0
    while come < PEOPLE or Ticket.objects.exclude(state__in=ENDED).exists():
        here = min(chance.randrange(12), PEOPLE - come)
        take(here)
        come += here
        serving = [one for one in officers if call_next(one)]
        assert len(set(Ticket.objects.filter(state=State.CALLED).values_list("called_by", flat=True))) == len(serving)
        for one in serving:
            if chance.random() < 0.15:
                gone = not_there(one)
                if gone.state == State.NOT_THERE and chance.random() < 0.5:
                    came_back(one, gone.number)
            else:
                end_ticket(one)
    assert sorted(Ticket.objects.values_list("number", flat=True)) == list(range(1, PEOPLE + 1))
    assert not Ticket.objects.exclude(state__in=ENDED).exists()
    served = Counted(number for _, purpose, number in told() if purpose == "served")
    assert set(served.values()) == {1}
    assert len(served) == Ticket.objects.filter(state=State.SERVED).count() > PEOPLE * 0.9
    assert Event.objects.count() > 3 * PEOPLE
