"""What holds for every test: which database it meets, and that nothing is skipped where all must run."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

import pytest
from django.apps import apps
from django.db.models.signals import post_migrate
from hypothesis import settings

from ogoh.web.audit.services import begin
from ogoh.web.lists.models import MatchKey
from tests.databases import NO_POSTGRES, POSTGRESQL, SQLITE

NOTHING_MAY_SKIP = os.environ.get("OGOH_NOTHING_MAY_SKIP") == "1"
SHARED = Path(os.environ.get("OGOH_SHARED") or Path(__file__).parents[2] / "shared")
DATABASE_FIXTURES = frozenset({"db", "transactional_db", "live_server", "django_db_setup"})
ONLY_ON = {"sqlite_only": SQLITE, "postgresql_only": POSTGRESQL}


# A busy machine is no fault of what is tested: no test fails for its time.
settings.register_profile("ogoh", deadline=None)
settings.load_profile("ogoh")


def pytest_configure(config: pytest.Config) -> None:
    for mark, database in ONLY_ON.items():
        config.addinivalue_line("markers", f"{mark}: about {database} itself, left out where the tests use another")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark every test that meets the database, so that ``-m django_db`` selects all of them, and leave out what
    is about another one."""
    chosen = config.getoption("database")
    others = {mark for mark, database in ONLY_ON.items() if database != chosen}
    left_out = [item for item in items if any(map(item.get_closest_marker, others))]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    missing = os.environ.get(NO_POSTGRES)
    for item in items:
        if DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ())) and not item.get_closest_marker("django_db"):
            continue
        if not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db)
        if missing:
            item.add_marker(pytest.mark.skip(reason=f"not tried on PostgreSQL: {missing}"))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    return report if hasattr(report, "wasxfail") else _failed_if_skipped(report)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _failed_if_skipped((yield))


Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


def _failed_if_skipped(report: Report) -> Report:
    if NOTHING_MAY_SKIP and report.outcome == "skipped":
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longreprtext
        report.outcome, report.longrepr = "failed", f"Nothing may be skipped here, but: {reason}"
    return report


def forget_keys(**_: object) -> None:
    """Empty match_key whenever the tables are emptied: Django empties only the tables that it manages."""
    MatchKey.objects.all().delete()


post_migrate.connect(forget_keys, sender=apps.get_app_config("lists"), dispatch_uid="forget_keys")


def begin_log(**_: object) -> None:
    """The end of an empty log, as the migration made it: emptied tables would be a log that somebody emptied."""
    begin()


post_migrate.connect(begin_log, sender=apps.get_app_config("audit"), dispatch_uid="begin_log")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, request: pytest.FixtureRequest
) -> None:
    """SQLite as in an installation, a file with a write-ahead log: in memory two connections behave otherwise."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        worker = getattr(request.config, "workerinput", {}).get("workerid", "all")
        database.setdefault("TEST", {})["NAME"] = str(Path(os.environ["OGOH_HOME"]) / f"{worker}.sqlite3")
