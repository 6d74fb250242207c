"""One delivery into the database: worked out beside it, then written in a single transaction, all or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from django.conf import settings

from ogoh.delivery import (
    Account,
    ColumnMap,
    DeliveryRefused,
    Rejected,
    Tally,
    refuse_empty,
    refuse_older,
    refuse_shrunken,
    refuse_spoiled,
    write_rejects,
)
from ogoh.matching import KEYS_VERSION
from ogoh.matching.commonness import Borne
from ogoh.web.audit.events import Act, Happening
from ogoh.web.audit.services import record
from ogoh.web.lists.delivered import Delivered, from_file
from ogoh.web.lists.helping import Helpers
from ogoh.web.lists.holding import Change, Held
from ogoh.web.lists.locking import one_import
from ogoh.web.lists.models import Delivery, DeliveryKind, Rejection, Source
from ogoh.web.lists.portions import Keyed, made
from ogoh.web.lists.report import Allowances, ImportReport
from ogoh.web.lists.spooling import Spool

Progress = Callable[[int], None]
"""Called with the number of rows read so far."""


@dataclass(slots=True)
class _Reading:
    """Walks a delivery once, counting every row and keeping those that are rejected."""

    delivered: Delivered
    progress: Progress
    tally: Tally = field(default_factory=Tally)
    rejected: list[Rejected] = field(default_factory=list)

    def accepted(self, helpers: Helpers, names: Counter[Borne] | None) -> Iterator[Keyed]:
        for read, (outcome, keys) in enumerate(made(self.delivered.portions, helpers, names), start=1):
            self.tally.count(outcome)
            if isinstance(outcome, Rejected):
                self.rejected.append(outcome)
            else:
                yield outcome, keys
            if read % 1000 == 0:
                self.progress(read)


def _nothing_further(delivery: Delivery) -> None:
    """Nothing else belongs to the transaction."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be taken in, and how.

    ``opening`` opens the delivery, anew where another came in meanwhile; ``together`` is called in the transaction when
    everything is written, and may refuse it all; ``by`` is who imports, for the log. The rest as in `import_delivery`.
    """

    opening: Callable[[], Delivered]
    source_code: str
    delta: bool = False
    rejects: Path | None = None
    dry_run: bool = False
    allow: Allowances = field(default_factory=Allowances)
    progress: Progress = lambda read: None
    by: str = ""
    together: Callable[[Delivery], None] = _nothing_further


def import_delivery(
    path: Path,
    source_code: str,
    dated: date | None = None,
    *,
    delta: bool = False,
    columns: ColumnMap | None = None,
    rejects: Path | None = None,
    dry_run: bool = False,
    allow: Allowances = Allowances(),  # noqa: B008  # frozen
    progress: Progress = lambda read: None,
    by: str = "",
) -> ImportReport:
    """Import a list file as the next delivery of a source.

    ``dated`` is the day of the list, unless the file itself gives one; ``rejects`` is where rejected rows go; ``by`` is
    who imports it, for the log.
    With ``dry_run`` everything is worked out and nothing written. A full delivery closes listings that are gone, a
    delta only adds and changes. Raises DeliveryRefused, with what to do, where the file or the list cannot be taken.
    """
    opening = partial(from_file, path, columns, dated)
    return take(Order(opening, source_code, delta, rejects, dry_run, allow, progress, by))


def take(order: Order) -> ImportReport:
    """Take a delivery in: all of it, or nothing changes. Raises DeliveryRefused.

    Reading, comparing and making keys happen beside the database; only the writing locks it, in one transaction. On
    SQLite the service could write nothing meanwhile.
    """
    while (report := _attempt(order)) is None:
        continue
    return report


def _attempt(order: Order) -> ImportReport | None:
    """Try once; ``None`` where another delivery came in while this one was read, so that it compared with the past."""
    delivered = order.opening()
    source = _source(order.source_code)
    newest = source.newest
    day = delivered.day
    if newest is not None and _says_nothing_new(newest, delivered, delta=order.delta):
        return _repeated(source, newest)
    refuse_older(day, newest.dated if newest else None, allow_older=order.allow.older)
    reading = _Reading(delivered, order.progress)
    with Spool(settings.HOME) as spool:
        held = Held.asked_of(source) if order.delta else Held.all_of(source)
        change = _work_out(order, reading, held, spool)
        delivery = _delivery(source, newest, day, order, reading, change)
        if not order.dry_run:
            with one_import():
                if not _still(source, newest):
                    return None
                _write(delivery, reading, change, order)
    return _report(delivery, reading, change, dry_run=order.dry_run)


def _work_out(order: Order, reading: _Reading, held: Held, spool: Spool) -> Change:
    """Read the whole list and find what it changes; a list that looks like a mistake is refused here."""
    change = Change(held, spool)
    with Helpers() as helpers:
        change.take(reading.accepted(helpers, change.names), helpers)
    account = reading.tally.account()
    if order.rejects is not None and reading.rejected:
        write_rejects(order.rejects, reading.delivered.headings, reading.rejected)
    if not order.allow.empty:
        refuse_empty(account.read, account.accepted)
    refuse_spoiled(account.read, account.rejected, allow_rejects=order.allow.rejects)
    if not order.delta:
        refuse_shrunken(account.accepted, len(held), allow_smaller=order.allow.smaller)
        change.keep(one.reference for one in reading.rejected)
        change.close_the_unseen()
    return change


def _write(delivery: Delivery, reading: _Reading, change: Change, order: Order) -> None:
    delivery.save()
    change.write(delivery)
    rows = (
        Rejection(delivery=delivery, row=one.row, field=one.field[:200], found=one.found, expected=one.expected)
        for one in reading.rejected
    )
    Rejection.objects.bulk_create(rows, batch_size=1000)
    order.together(delivery)
    record(_imported(delivery, order))


def _imported(delivery: Delivery, order: Order) -> Happening:
    counts = ("read", "accepted", "rejected", "added", "changed", "removed", "unchanged")
    told = {name: getattr(delivery, name) for name in counts}
    told |= {"dated": delivery.dated.isoformat(), "digest": delivery.digest, "kind": str(delivery.kind)}
    return Happening(
        Act.IMPORT,
        actor=order.by,
        told={"source": delivery.source.code, "delivery": delivery.number, **told},
    )


def _delivery(
    source: Source, newest: Delivery | None, day: date, order: Order, reading: _Reading, change: Change
) -> Delivery:
    account = reading.tally.account()
    return Delivery(
        source=source,
        number=newest.number + 1 if newest else 1,
        dated=day,
        kind=DeliveryKind.DELTA if order.delta else DeliveryKind.FULL,
        digest=reading.delivered.digest,
        format=reading.delivered.format,
        read=account.read,
        accepted=account.accepted,
        rejected=account.rejected,
        added=change.added,
        changed=change.changed,
        removed=change.removed,
        unchanged=change.unchanged,
        ignored_headings=list(reading.delivered.ignored_headings),
    )


def _report(delivery: Delivery, reading: _Reading, change: Change, *, dry_run: bool) -> ImportReport:
    return ImportReport(
        source=delivery.source.code,
        number=delivery.number,
        dated=delivery.dated,
        kind=delivery.kind,
        account=reading.tally.account(),
        added=change.added,
        changed=change.changed,
        removed=change.removed,
        unchanged=change.unchanged,
        kept=change.kept,
        ignored_headings=reading.delivered.ignored_headings,
        notes=tuple(reading.delivered.notes),
        dry_run=dry_run,
    )


def _still(source: Source, newest: Delivery | None) -> bool:
    """Whether the list is that with which this delivery was compared."""
    fresh = Source.objects.filter(pk=source.pk, keys_version=KEYS_VERSION).exists()
    return fresh and source.newest == newest


def _says_nothing_new(newest: Delivery, delivered: Delivered, *, delta: bool) -> bool:
    """Whether the newest delivery was this file; what came as a delta may still come as the whole list."""
    return newest.digest == delivered.digest and (delta or newest.kind == DeliveryKind.FULL)


def _repeated(source: Source, newest: Delivery) -> ImportReport:
    account = Account(newest.read, newest.accepted, newest.rejected, _reasons(newest))
    return ImportReport(source.code, newest.number, newest.dated, newest.kind, account, repeated=True)


def _reasons(delivery: Delivery) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(delivery.rejections.values_list("field", flat=True)).most_common())


def _source(code: str) -> Source:
    source = Source.objects.filter(code=code).first()
    if source is None:
        known = ", ".join(Source.objects.values_list("code", flat=True)) or "none yet"
        raise DeliveryRefused(
            "The source",
            repr(code),
            f"a source that is known ({known})",
            f"Make it with: ogoh source add {code} --name NAME --kind entry_ban|controlled_persons",
        )
    if source.keys_version != KEYS_VERSION:
        raise DeliveryRefused(
            "The keys of the list",
            "keys made with older tables of names",
            "keys of the present tables",
            "Make them anew with: ogoh list rekey",
        )
    return source
