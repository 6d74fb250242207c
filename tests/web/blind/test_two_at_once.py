"""Of several that take the last questions of a day at once, no more get them than there are."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections, transaction

from ogoh.blind import BlindRefused
from ogoh.web.blind.askers import left_today, spend
from ogoh.web.blind.keys import new_key
from ogoh.web.blind.listed import listed_as, newest_of
from ogoh.web.blind.models import BlindKey
from ogoh.web.blind.places import secret_file
from tests.web.blind.people import asker, endpoint

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(work: Callable[[], object], times: int) -> int:
    """Do it in so many threads, begun at one moment; how many were not refused."""
    together = Barrier(times)

    def done(_: int) -> bool:
        try:
            together.wait(30)
            work()
        except BlindRefused:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(times) as pool:
        return sum(pool.map(done, range(times)))


def test_the_last_questions_of_a_day_are_spent_once() -> None:
    endpoint(per_day=10)
    who = asker()

    def spent() -> None:
        with transaction.atomic():
            spend(who, 4)

    assert at_once(spent, 6) == 2
    assert left_today(who) == 2


def test_of_several_builds_at_once_one_makes_the_key_of_a_delivery(held_bans: object) -> None:
    listed = listed_as(newest_of("bans"))
    assert at_once(lambda: new_key(listed), 4) == 1
    name = BlindKey.objects.get().name
    assert [one.name for one in secret_file(name).parent.glob("*.key")] == [f"{name}.key"]
