"""One import at a time: a second one waits a little, then says so."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

from ogoh.delivery import DeliveryRefused

# Any constant of ours; PostgreSQL keeps advisory locks by number.
_IMPORTS = 0x06_0600
PATIENCE = "20s"
"""How long PostgreSQL waits; on SQLite it is the timeout of the settings."""

# By code, for the words depend on the database's language: SQLite's primary result codes, PostgreSQL's SQLSTATE.
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, "55P03", "40P01"})
_FULL = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, "53100"})


@contextmanager
def one_import() -> Iterator[None]:
    """A transaction that no other import shares: all of it happens, or nothing does.

    On SQLite the immediate transaction is the lock, on PostgreSQL an advisory one; either waits a
    while. Raises DeliveryRefused where another import goes on for longer, or the disk is full.
    """
    with refusing_busy(), transaction.atomic():
        wait_a_while()
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_IMPORTS])
        yield


@contextmanager
def refusing_busy() -> Iterator[None]:
    """Raises DeliveryRefused where the database is written by others for too long, or the disk is full."""
    try:
        yield
    except OperationalError as fault:
        raise _refusal(fault) from fault


def wait_a_while() -> None:
    """Let this transaction wait for others that write, but not for ever; it then ends with an OperationalError."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])


def _refusal(fault: OperationalError) -> Exception:
    code = _code(fault)
    if code in _BUSY:
        return DeliveryRefused(
            "The database",
            "another import going on",
            "to be the only one",
            "Nothing was changed; repeat this import when the other has ended.",
        )
    if code in _FULL:
        return DeliveryRefused(
            "The disk of the database",
            "no room left, or a disk that cannot be written",
            "room for the whole list",
            "Nothing was changed; make room and repeat the import.",
        )
    return fault


def _code(fault: OperationalError) -> int | str | None:
    """What the driver's own exception gives as its code; SQLite's extended codes cut to the primary ones."""
    cause = fault.__cause__
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF
    return getattr(cause, "sqlstate", None)
