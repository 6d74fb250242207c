"""Where the tests keep their data: a folder of their own, and SQLite or PostgreSQL as ``--database`` says.

A plugin loaded before all others (``-p tests.databases``), because the settings read the environment once.
Workers of a parallel run inherit the environment, and with it the one cluster of the run.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator
from functools import partial
from pathlib import Path

import pytest

from tests.postgres import NoPostgresError, start_cluster

SQLITE, POSTGRESQL = "sqlite", "postgresql"
NO_POSTGRES = "OGOH_TEST_NO_POSTGRES"
"""Why there is no cluster; set in the environment so that workers know it too."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("ogoh")
    group.addoption("--database", choices=[SQLITE, POSTGRESQL], default=SQLITE, help="Which database the tests use.")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """Set the environment before Django reads it."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        _make_home(early_config)
        _choose_database(early_config)
    return (yield)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what was not tried."""
    if NO_POSTGRES in os.environ:
        terminalreporter.section("PostgreSQL was NOT tried", red=True, bold=True)
        terminalreporter.line(os.environ[NO_POSTGRES])


def _make_home(config: pytest.Config) -> None:
    home = Path(tempfile.mkdtemp(prefix="ogoh-tests-"))
    # Where an installation collects its static files; the server of static files wants the folder.
    (home / "static").mkdir()
    config.add_cleanup(partial(shutil.rmtree, home))
    os.environ["OGOH_HOME"] = str(home)
    os.environ["OGOH_SECRET_KEY"] = "of the tests alone"
    for name in ("DATABASE_URL", "OGOH_HOSTS", "OGOH_HTTPS", "OGOH_TRUSTED_PROXIES", NO_POSTGRES):
        os.environ.pop(name, None)


def _choose_database(config: pytest.Config) -> None:
    asked = config.known_args_namespace
    if asked.database != POSTGRESQL or asked.help or asked.version or asked.collectonly:
        return
    try:
        cluster = start_cluster()
    except NoPostgresError as missing:
        os.environ[NO_POSTGRES] = str(missing)
    else:
        config.add_cleanup(cluster.stop)
        os.environ["DATABASE_URL"] = cluster.url
