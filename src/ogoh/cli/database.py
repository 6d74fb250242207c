"""The database for the commands that need it; the others start without Django."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager

from ogoh.cli.telling import refuse, tell


def open_database() -> None:
    """Set Django up and bring the tables to this version; a message and status 2 where that cannot be.

    The same where the key of a log that began is missing: nothing is done that no event could be sealed of.
    """
    _set_up()
    from django.db import DatabaseError

    from ogoh.web.audit.keys import refuse_without_key

    try:
        with _refusing_without_key():
            _make_tables()
            refuse_without_key()
    except DatabaseError as fault:
        refuse(f"The database cannot be used: {_in_one_line(fault)}. Look at DATABASE_URL and OGOH_HOME.")


@contextmanager
def _refusing_without_key() -> Iterator[None]:
    from ogoh.web.audit.keys import KeyRefused

    try:
        yield
    except KeyRefused as refused:
        refuse(str(refused))


def operator() -> str:
    """Who gives the command, for the log: the account of the machine."""
    return f"command {getpass.getuser()}"


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ogoh.web.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except OSError as fault:
        refuse(f"The data folder cannot be used: {fault.filename}: {fault.strerror}. Name another with OGOH_HOME.")
    except (ImproperlyConfigured, ValueError) as fault:
        refuse(f"The settings cannot be used: {_in_one_line(fault)}. Look at DATABASE_URL and the OGOH_ variables.")


def _in_one_line(fault: Exception) -> str:
    return " ".join(str(fault).split()).rstrip(".?")


def _make_tables() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        tell("Bringing the database to this version …")
        call_command("migrate", interactive=False, verbosity=0)
