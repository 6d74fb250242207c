"""Two imports at once: one waits for the other, or is told that it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Barrier, Event
from typing import TypeVar

import pytest
from django.db import connection, connections

from ogoh.delivery import DeliveryRefused
from ogoh.web.lists import locking
from ogoh.web.lists.models import Delivery, Source
from ogoh.web.lists.services import import_delivery
from tests.web.lists.people import FOUR, JANUARY, Person, keys_due, keys_held, list_file, snapshot

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("bans")]
T = TypeVar("T")


@pytest.fixture
def bans(transactional_db: None, bans: Source) -> Source:
    """The source, where other connections see it."""
    return bans


def aside(pool: ThreadPoolExecutor, work: Callable[[], T]) -> Future[T]:
    """Do something in another thread, on a connection of its own that is closed afterwards."""

    def done() -> T:
        try:
            return work()
        finally:
            connections.close_all()

    return pool.submit(done)


@contextmanager
def another_import() -> Iterator[Event]:
    """An import elsewhere that goes on until it is told to end."""
    begun, end = Event(), Event()

    def hold() -> None:
        with locking.one_import():
            begun.set()
            end.wait(30)

    with ThreadPoolExecutor(1) as pool:
        held = aside(pool, hold)
        assert begun.wait(30)
        try:
            yield end
        finally:
            end.set()
        held.result()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Imports that wait for a tenth of a second."""
    monkeypatch.setattr(locking, "PATIENCE", "100ms")
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 100")
        yield
        cursor.execute("PRAGMA busy_timeout = 20000")


@pytest.mark.usefixtures("impatient")
def test_an_import_beside_a_long_one_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    before = snapshot()
    path = list_file(tmp_path / "list.csv", FOUR)
    with another_import(), pytest.raises(DeliveryRefused, match="another import going on"):
        import_delivery(path, "bans", JANUARY)
    assert snapshot() == before
    assert import_delivery(path, "bans", JANUARY).added == 4


def test_an_import_waits_for_a_short_one(tmp_path: Path) -> None:
    path = list_file(tmp_path / "list.csv", FOUR)
    with ThreadPoolExecutor(1) as pool:
        with another_import():
            waiting = aside(pool, lambda: import_delivery(path, "bans", JANUARY))
            assert not waiting.done()
        assert waiting.result(30).added == 4


def imports_at_once(folder: Path, *lists: tuple[Person, ...]) -> list[int]:
    """Import lists in as many threads, all begun at one moment; give back the numbers of their deliveries."""
    together = Barrier(len(lists))

    def take(number: int, people: tuple[Person, ...]) -> int:
        path = list_file(folder / f"list-{number}.csv", people)
        together.wait(30)
        return import_delivery(path, "bans", JANUARY).number

    with ThreadPoolExecutor(len(lists)) as pool:
        taken = [aside(pool, partial(take, number, one)) for number, one in enumerate(lists)]
        return sorted(one.result(60) for one in taken)


def test_two_lists_at_once_become_one_delivery_after_the_other(tmp_path: Path) -> None:
    assert imports_at_once(tmp_path, FOUR, FOUR[:3]) == [1, 2]
    assert list(Delivery.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert keys_held() == keys_due()


def test_the_same_list_twice_at_once_is_held_once(tmp_path: Path) -> None:
    assert imports_at_once(tmp_path, FOUR, FOUR) == [1, 1]
    assert Delivery.objects.count() == 1
    assert keys_held() == keys_due()
