"""Two reviewers at once: one decision after the other, and one of them in force."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Event
from typing import TypeVar

import pytest
from django.db import connection, connections, transaction

from ogoh.web.lists import locking
from ogoh.web.lists.models import Source
from ogoh.web.reviews.models import STANDING, Review
from ogoh.web.reviews.refusal import ReviewRefused
from ogoh.web.reviews.services import remember, take_back
from tests.web.lists.conftest import Deliver
from tests.web.lists.people import FOUR
from tests.web.reviews.people import NAMESAKE, NOT_SAME, SAME, decide

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("held")]
T = TypeVar("T")


@pytest.fixture
def bans(transactional_db: None, bans: Source) -> Source:
    """The source, where other connections see it."""
    return bans


def at_once(*works: Callable[[], T]) -> list[T | ReviewRefused]:
    """Do it all in as many threads, begun at one moment; what each gave, or how it was refused."""
    together = Barrier(len(works))

    def done(work: Callable[[], T]) -> T | ReviewRefused:
        try:
            together.wait(30)
            return work()
        except ReviewRefused as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(done, works))


def test_two_reviewers_of_one_pair_at_once_leave_one_decision_in_force() -> None:
    works = [lambda verdict=verdict: decide(NAMESAKE, verdict) for verdict in (SAME, NOT_SAME, SAME, NOT_SAME)]
    made = at_once(*works)
    assert all(isinstance(one, Review) for one in made)
    assert Review.objects.count() == 4
    assert Review.objects.get(STANDING).pk == max(Review.objects.values_list("pk", flat=True))


def test_two_who_take_one_review_back_at_once_do_it_once() -> None:
    number = decide(NAMESAKE, NOT_SAME).pk
    ended = at_once(*[lambda by=by: take_back(number, by, "Looked again") for by in ("Desk 5", "Desk 6")])
    assert sum(isinstance(one, ReviewRefused) for one in ended) == 1
    assert Review.objects.get().taken_back_by in ("Desk 5", "Desk 6")


def test_taking_back_beside_a_newer_review_leaves_a_whole_history() -> None:
    number = decide(NAMESAKE, NOT_SAME).pk
    at_once(lambda: take_back(number, "Desk 5", "Looked again"), lambda: decide(NAMESAKE, SAME))
    older, newer = Review.objects.order_by("pk")
    assert (older.superseded_at is None) != (older.taken_back_at is None)
    assert (newer.superseded_at, newer.taken_back_at) == (None, None)


def test_a_database_that_is_written_for_long_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "PATIENCE", "100ms")
    with _written_elsewhere(), _impatient(), pytest.raises(ReviewRefused, match="another writing going on"):
        remember(NAMESAKE, "bans", "1", NOT_SAME, "Desk 4", "Compared the faces")
    assert not Review.objects.exists()


@contextmanager
def _impatient() -> Iterator[None]:
    """SQLite waits for a tenth of a second; PostgreSQL is told by the setting."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 100")
        yield
        cursor.execute("PRAGMA busy_timeout = 20000")


@contextmanager
def _written_elsewhere() -> Iterator[None]:
    """Somebody else holds the source."""
    begun, end = Event(), Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                Source.objects.update(name="Another name")
                begun.set()
                end.wait(30)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        held = pool.submit(hold)
        assert begun.wait(30)
        try:
            yield
        finally:
            end.set()
        held.result()


@pytest.mark.postgresql_only
def test_a_review_does_not_wait_for_an_import(deliver: Deliver) -> None:
    with ThreadPoolExecutor(1) as pool:
        begun, end = Event(), Event()

        def hold() -> None:
            try:
                with locking.one_import():
                    begun.set()
                    end.wait(30)
            finally:
                connections.close_all()

        importing = pool.submit(hold)
        assert begun.wait(30)
        assert decide(NAMESAKE, NOT_SAME).pk
        end.set()
        importing.result()
    assert deliver(FOUR).repeated
