"""The database for the commands that need it; the others start without Django."""

from __future__ import annotations

import os

from ogoh.cli.telling import refuse, tell


def open_database() -> None:
    """Set Django up and bring the tables to this version; a message and status 2 where there is no database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ogoh.web.settings")
    import django
    from django.db import DatabaseError

    django.setup()
    try:
        _make_tables()
    except DatabaseError as fault:
        refuse(f"The database cannot be used: {str(fault).strip()}. Look at DATABASE_URL and OGOH_HOME.")


def _make_tables() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        tell("Bringing the database to this version …")
        call_command("migrate", interactive=False, verbosity=0)
