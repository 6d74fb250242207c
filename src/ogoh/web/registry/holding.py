"""What is held until a transaction ends, always in one order: a register, then its subjects, then their decisions.

So nobody waits for somebody who waits for them. On SQLite the immediate transaction holds everything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import connection

from ogoh.web.lists.models import SourceKind
from ogoh.web.registry.models import Decision, KnownSubject

# Any constants of ours; PostgreSQL keeps advisory locks by number.
_LOCKS = {SourceKind.ENTRY_BAN: 0x06_0701, SourceKind.CONTROLLED_PERSONS: 0x06_0702}


def hold_register(register: SourceKind) -> None:
    """Hold a whole register against whoever adds somebody to it, or changes many of it, at the same time."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCKS[register]])


def hold_subject(number: int) -> KnownSubject:
    """Hold a person against whatever is said of them through another decision."""
    return KnownSubject.objects.select_for_update().get(pk=number)


def hold_decisions(numbers: Collection[int]) -> None:
    """Hold decisions, and the people whom they are about."""
    people = Decision.objects.filter(pk__in=numbers).values("subject")
    _walk(KnownSubject.objects.select_for_update().filter(pk__in=people).order_by("pk").values_list("pk"))
    _walk(Decision.objects.select_for_update().filter(pk__in=numbers).order_by("pk").values_list("pk"))


def _walk(held: Iterable[object]) -> None:
    for _ in held:
        pass
