"""An import that is killed midway leaves the database as it was, or complete, and can be repeated."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from ogoh.web.lists.models import Listing, Source
from ogoh.web.lists.services import import_delivery
from tests.web.lists.people import FEBRUARY, FOUR, JANUARY, keys_due, keys_held, list_file, made_up_list, snapshot
from tests.web.lists.processes import RUN, STOPS_READING, STOPS_WRITING, group_is_gone, kill, start

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def held(transactional_db: None, bans: Source, tmp_path: Path) -> None:
    """Four people are on the list before."""
    import_delivery(list_file(tmp_path / "before.csv", FOUR), "bans", JANUARY)


@pytest.mark.usefixtures("held")
def test_an_import_killed_while_it_reads_leaves_no_trace_and_no_process(tmp_path: Path) -> None:
    before = snapshot()
    _stop_and_kill(STOPS_READING, made_up_list(tmp_path / "list.csv", 3_100))
    assert snapshot() == before


@pytest.mark.usefixtures("held")
def test_an_import_killed_while_it_writes_leaves_no_trace_and_can_be_repeated(tmp_path: Path) -> None:
    before = snapshot()
    path = made_up_list(tmp_path / "list.csv", 300)
    _stop_and_kill(STOPS_WRITING, path)
    assert snapshot() == before
    report = import_delivery(path, "bans", FEBRUARY)
    assert (report.number, report.removed) == (2, 4)
    assert keys_held() == keys_due()


@pytest.mark.slow
@pytest.mark.usefixtures("held")
def test_an_import_killed_at_any_moment_is_whole_or_nothing(tmp_path: Path) -> None:
    before = snapshot()
    path = made_up_list(tmp_path / "list.csv", 8_000)
    for moment in sorted(random.Random(60).uniform(0.8, 6.0) for _ in range(6)):
        process = start(RUN, "list", "import", path, "--source", "bans", "--dated", FEBRUARY.isoformat())
        time.sleep(moment)
        kill(process)
        _gone_soon(process.pid)
        if snapshot() != before:
            break
    report = import_delivery(path, "bans", FEBRUARY)
    assert (report.number, report.account.read) == (2, 8_000)
    assert Listing.objects.filter(closed_by=None).count() == report.account.accepted
    assert keys_held() == keys_due()


def _stop_and_kill(program: str, path: Path) -> None:
    process = start(program, path, FEBRUARY.isoformat())
    assert process.stdout is not None
    assert process.stdout.readline() == "stopped\n"
    kill(process)
    _gone_soon(process.pid)


def _gone_soon(leader: int) -> None:
    patience = time.monotonic() + 20
    while not group_is_gone(leader):
        assert time.monotonic() < patience, "processes of the killed import still run"
        time.sleep(0.05)
