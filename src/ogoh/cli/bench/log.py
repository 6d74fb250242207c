"""Writing to the log and looking through it."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path

from ogoh.cli.bench.measuring import Figure
from ogoh.web.stretches import stretches

_LEAST_A_SECOND = 300
_TOGETHER = 100


def write_and_verify(home: Path, events: int) -> list[Figure]:
    """Record ``events`` looks one a transaction, as many again together, and verify them, on SQLite with full sync."""
    os.environ["OGOH_HOME"] = str(home)
    os.environ.pop("DATABASE_URL", None)
    for old in home.glob("ogoh.sqlite3*"):
        old.unlink()
    from ogoh.cli.database import open_database

    open_database()
    from django.db import connection, transaction

    from ogoh.web.audit.events import Act, Happening
    from ogoh.web.audit.services import record
    from ogoh.web.audit.verifying import verified

    looks = [
        Happening(
            Act.LOOK,
            "alice",
            "dushanbe",
            "the person is present",
            frozenset((secrets.token_hex(32), secrets.token_hex(32))),
            {"answers": [{"answer": "no_record", "delivery": 1, "source": "bans"}]},
        )
        for _ in range(events)
    ]

    def one_by_one() -> None:
        for look in looks:
            with transaction.atomic():
                record(look)

    def together() -> None:
        for stretch in stretches(looks, _TOGETHER):
            with transaction.atomic():
                record(*stretch)

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        (level,) = cursor.fetchone()
    command = f"ogoh bench audit --events {events}"
    sync = f"synchronous={'FULL' if level == 2 else level}"
    single, grouped = _seconds(one_by_one), _seconds(together)
    looked = _seconds(lambda: _sound(verified().faults))
    return [
        _rate("events recorded a second, one a transaction", events / single, command, sync),
        _rate(f"events recorded a second, {_TOGETHER} a transaction", events / grouped, command, sync),
        Figure("events verified a second", f"{2 * events / looked:,.0f}", "–", None, command, f"{2 * events:,} events"),
    ]


def _seconds(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _sound(faults: tuple[object, ...]) -> None:
    if faults:
        raise RuntimeError(f"the log is not what was recorded: {faults[0]}")


def _rate(name: str, rate: float, command: str, beside: str) -> Figure:
    return Figure(name, f"{rate:,.0f}", f"at least {_LEAST_A_SECOND}", rate >= _LEAST_A_SECOND, command, beside)
