"""A disk without room: a clear refusal, and the database as it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, connection

from ogoh.delivery import DeliveryRefused
from ogoh.web.lists.locking import one_import
from ogoh.web.lists.models import Source
from ogoh.web.lists.services import import_delivery
from tests.web.lists.people import FEBRUARY, FOUR, JANUARY, keys_due, keys_held, list_file, made_up_list, snapshot
from tests.web.lists.processes import RUN, start

pytestmark = pytest.mark.slow

NO_ROOM_ABOVE = """
import resource, sys
limit = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
"""


@pytest.fixture
def held(transactional_db: None, bans: Source, tmp_path: Path) -> None:
    """Four people are on the list before."""
    import_delivery(list_file(tmp_path / "before.csv", FOUR), "bans", JANUARY)


@pytest.fixture
def little_room(held: None) -> Iterator[None]:
    """The database may grow by ten pages and no more."""
    with connection.cursor() as cursor:
        # Pages that other tests left empty would be room as well.
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages + 10}")
        yield
        cursor.execute("PRAGMA max_page_count = 1073741823")


@pytest.mark.sqlite_only
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("little_room")
def test_a_list_that_finds_no_room_is_refused_whole(tmp_path: Path) -> None:
    before = snapshot()
    with pytest.raises(DeliveryRefused, match=r"no room left.*Nothing was changed"):
        import_delivery(made_up_list(tmp_path / "list.csv", 500), "bans", FEBRUARY)
    assert snapshot() == before
    assert import_delivery(list_file(tmp_path / "small.csv", FOUR[:3]), "bans", FEBRUARY).removed == 1
    assert keys_held() == keys_due()


@pytest.mark.sqlite_only
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("held")
def test_the_command_says_so_when_the_system_lets_no_file_grow(tmp_path: Path) -> None:
    before = snapshot()
    room = Path(connection.settings_dict["NAME"]).stat().st_size + 200_000
    path = made_up_list(tmp_path / "list.csv", 1_500)
    program, day = NO_ROOM_ABOVE + RUN, FEBRUARY.isoformat()
    process = start(program, str(room), "list", "import", path, "--source", "bans", "--dated", day)
    told, complained = process.communicate(timeout=60)
    assert (process.returncode, told) == (2, "")
    assert "no room left" in complained
    assert "Traceback" not in complained
    assert snapshot() == before


def sqlite_fault(code: int) -> sqlite3.OperationalError:
    fault = sqlite3.OperationalError("диск полон")
    fault.sqlite_errorcode = code
    return fault


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fault", [sqlite_fault(sqlite3.SQLITE_FULL), sqlite_fault(sqlite3.SQLITE_IOERR_WRITE), psycopg.errors.DiskFull()]
)
def test_a_full_disk_is_known_by_its_code_in_any_language(fault: Exception) -> None:
    with pytest.raises(DeliveryRefused, match="no room left"), one_import():
        raise OperationalError("на диске нет места") from fault


@pytest.mark.django_db
@pytest.mark.parametrize("fault", [sqlite_fault(sqlite3.SQLITE_BUSY), psycopg.errors.LockNotAvailable()])
def test_another_import_is_known_by_its_code_in_any_language(fault: Exception) -> None:
    with pytest.raises(DeliveryRefused, match="another import"), one_import():
        raise OperationalError("занято") from fault


@pytest.mark.django_db
def test_any_other_fault_of_the_database_stays_what_it_is() -> None:
    with pytest.raises(OperationalError, match="no such table"), one_import():
        raise OperationalError("no such table: lists_source")
