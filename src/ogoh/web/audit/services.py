"""Writing to the log: in the transaction of the thing itself, so that neither is ever there without the other."""

from __future__ import annotations

from datetime import datetime
from hmac import compare_digest

from django.conf import settings
from django.db import connection
from django.utils import timezone

from ogoh.web.audit.events import Happening, Header, details_of, digest_of
from ogoh.web.audit.keys import make_key, seal, seal_of_head, signing_key
from ogoh.web.audit.models import SignedCheckpoint
from ogoh.web.audit.notes import Checkpoint, signed
from ogoh.web.audit.tree import Peaks, peaks_from

CHECKPOINT_EVERY = 256
"""A checkpoint is signed each time that so many events were added."""

HEAD = 1
"""The one row of the log's end."""


class NotInATransaction(RuntimeError):  # noqa: N818  # the house names an exception by what happened
    """An event was to be recorded outside of a transaction: the thing itself could then be there without it."""


def begin() -> None:
    """Make the key and the end of a log that has no event yet, and seal the end.

    For the migration alone: where the end is missing later, somebody took it away. Raises KeyRefused.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_event")
        if cursor.fetchone()[0] == 0:
            make_key()
            cursor.execute(_BEGUN, [HEAD, b"", b""])
        cursor.execute(_HELD, [HEAD])
        for size, peaks, _ in cursor.fetchall():
            cursor.execute(_GROWN, [size, bytes(peaks), seal_of_head(size, bytes(peaks)), HEAD])


def record(*happenings: Happening) -> None:
    """Add events to the log, in their order. Call it last in a transaction: from then on others wait to record.

    Raises NotInATransaction.
    """
    if not connection.in_atomic_block:
        raise NotInATransaction("record() is called inside the transaction of what it records")
    began, is_sealed = _end()
    peaks = began
    now = timezone.now()
    events: list[tuple[int | str | bytes | datetime | None, ...]] = []
    mentions: list[tuple[int, str]] = []
    for happening in happenings:
        details = details_of(happening)
        header = Header(peaks.size, now, happening.act, happening.office, digest_of(details))
        leaf = header.leaf()
        at = connection.ops.adapt_datetimefield_value(now)
        kept = header.act, header.office, details, header.digest, leaf, seal(header.number, leaf)
        events.append((header.number, at, *kept))
        mentions += [(header.number, one) for one in sorted(happening.subjects)]
        peaks = peaks.grown(leaf)
    with connection.cursor() as cursor:
        cursor.executemany(_EVENTS, events)
        if mentions:
            cursor.executemany(_MENTIONS, mentions)
        cursor.execute(_GROWN, [peaks.size, peaks.as_bytes(), _seal_of(peaks) if is_sealed else b"", HEAD])
    if peaks.size // CHECKPOINT_EVERY > began.size // CHECKPOINT_EVERY:
        _sign(peaks)


def checkpoint() -> str:
    """The log as it is now, signed; the same text where it was signed at this size before.

    Raises NotInATransaction.
    """
    if not connection.in_atomic_block:
        raise NotInATransaction("checkpoint() is called inside a transaction")
    peaks, _ = _end()
    known = SignedCheckpoint.objects.filter(pk=peaks.size).first()
    return known.note if known else _sign(peaks)


# In plain SQL, for the mapper takes longer than all the rest of an event.
_EVENTS = """
    INSERT INTO audit_event (number, at, act, office, details, digest, leaf, seal)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
"""
_MENTIONS = "INSERT INTO audit_mention (event_id, digest) VALUES (%s, %s)"
_BEGUN = "INSERT INTO audit_head (id, size, peaks, seal) VALUES (%s, 0, %s, %s) ON CONFLICT DO NOTHING"
_GROWN = "UPDATE audit_head SET size = %s, peaks = %s, seal = %s WHERE id = %s"
_HELD = "SELECT size, peaks, seal FROM audit_head WHERE id = %s"


def _end() -> tuple[Peaks, bool]:
    """The end of the log, which stays as it is until this transaction ends; and whether this installation sealed it.

    On SQLite the immediate transaction is the lock. An end that it did not seal goes on without a seal: the service
    answers, and the next event does not heal what `ogoh audit verify` has to name.
    """
    held = _HELD + " FOR UPDATE" if connection.features.has_select_for_update else _HELD
    with connection.cursor() as cursor:
        cursor.execute(held, [HEAD])
        row = cursor.fetchone()
        if row is None:
            cursor.execute(_BEGUN, [HEAD, b"", b""])
            cursor.execute(held, [HEAD])
            row = cursor.fetchone()
    size, content, held_seal = row
    peaks = peaks_from(size, bytes(content))
    return peaks, compare_digest(_seal_of(peaks), bytes(held_seal))


def _seal_of(peaks: Peaks) -> bytes:
    return seal_of_head(peaks.size, peaks.as_bytes())


def _sign(peaks: Peaks) -> str:
    note = signed(Checkpoint(settings.AUDIT_ORIGIN, peaks.size, peaks.root), signing_key())
    SignedCheckpoint.objects.create(size=peaks.size, at=timezone.now(), note=note)
    return note
