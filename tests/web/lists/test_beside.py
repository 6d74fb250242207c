"""A list is worked out beside the database: the service goes on, and what comes in meanwhile counts."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connections

from ogoh.web.lists.models import Listing, Source
from ogoh.web.lists.services import add_source, import_delivery
from tests.web.lists.people import FEBRUARY, FOUR, JANUARY, alive, keys_due, keys_held, list_file, made_up_list

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def held(transactional_db: None, bans: Source, tmp_path: Path) -> None:
    """Four people are on the list before."""
    import_delivery(list_file(tmp_path / "before.csv", FOUR), "bans", JANUARY)


def once_meanwhile(work: Callable[[], object]) -> Callable[[int], None]:
    """A progress callback that does something, the first time, on another connection."""
    done: list[int] = []

    def progress(read: int) -> None:
        if not done:
            done.append(read)
            with ThreadPoolExecutor(1) as pool:
                pool.submit(aside).result()

    def aside() -> None:
        try:
            work()
        finally:
            connections.close_all()

    return progress


@pytest.mark.usefixtures("held")
def test_while_a_list_is_read_the_service_can_write(tmp_path: Path) -> None:
    meanwhile = once_meanwhile(lambda: add_source("registry", "Invented registry", "controlled_persons"))
    report = import_delivery(made_up_list(tmp_path / "list.csv", 1_200), "bans", FEBRUARY, progress=meanwhile)
    assert report.number == 2
    assert Source.objects.filter(code="registry").exists()


@pytest.mark.usefixtures("held")
def test_a_delivery_that_comes_in_meanwhile_is_the_one_compared_with(tmp_path: Path) -> None:
    short = list_file(tmp_path / "short.csv", FOUR[:1])
    meanwhile = once_meanwhile(lambda: import_delivery(short, "bans", FEBRUARY))
    report = import_delivery(made_up_list(tmp_path / "list.csv", 1_200), "bans", FEBRUARY, progress=meanwhile)
    assert (report.number, report.added, report.removed) == (3, report.account.accepted, 1)
    assert len(alive()) == report.account.accepted
    assert keys_held() == keys_due()


@pytest.mark.usefixtures("held")
def test_the_same_list_come_in_meanwhile_is_held_once(tmp_path: Path) -> None:
    path = made_up_list(tmp_path / "list.csv", 1_200)
    report = import_delivery(
        path, "bans", FEBRUARY, progress=once_meanwhile(lambda: import_delivery(path, "bans", FEBRUARY))
    )
    assert (report.number, report.repeated) == (2, True)
    assert Listing.objects.filter(closed_by=None).count() == report.account.accepted
