"""Of several that take the last questions of a day at once, no more get them than there are."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections, transaction

from ogoh.web.blind.askers import QuotaSpent, left_today, spend
from tests.web.blind.people import asker, endpoint

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(work: Callable[[], None], times: int) -> int:
    """Do it in so many threads, begun at one moment; how many were not refused."""
    together = Barrier(times)

    def done(_: int) -> bool:
        try:
            together.wait(30)
            with transaction.atomic():
                work()
        except QuotaSpent:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(times) as pool:
        return sum(pool.map(done, range(times)))


def test_the_last_questions_of_a_day_are_spent_once() -> None:
    endpoint(per_day=10)
    who = asker()
    assert at_once(lambda: spend(who, 4), 6) == 2
    assert left_today(who) == 2
