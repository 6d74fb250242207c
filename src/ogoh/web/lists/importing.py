"""One delivery into the database: a single transaction, so that all of it happens or nothing does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from django.db import transaction

from ogoh.delivery import (
    Account,
    ColumnMap,
    DeliveryRefused,
    Entry,
    OpenDelivery,
    Rejected,
    Tally,
    open_delivery,
    refuse_empty,
    refuse_older,
    refuse_shrunken,
    refuse_spoiled,
    write_rejects,
)
from ogoh.matching import KEYS_VERSION
from ogoh.web.lists.holding import Held, Writing
from ogoh.web.lists.locking import one_import
from ogoh.web.lists.models import Delivery, DeliveryKind, Rejection, Source
from ogoh.web.lists.preparing import all_ready
from ogoh.web.lists.report import Allowances, ImportReport

Progress = Callable[[int], None]
"""Called with the number of rows read so far."""


@dataclass(slots=True)
class _Reading:
    """Walks an open delivery once, counting every row and keeping those that are rejected."""

    opened: OpenDelivery
    progress: Progress
    tally: Tally = field(default_factory=Tally)
    rejected: list[Rejected] = field(default_factory=list)

    def entries(self) -> Iterator[Entry]:
        for read, outcome in enumerate(self.opened.rows(), start=1):
            self.tally.count(outcome)
            if isinstance(outcome, Rejected):
                self.rejected.append(outcome)
            else:
                yield outcome
            if read % 1000 == 0:
                self.progress(read)


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
) -> ImportReport:
    """Import a list file as the next delivery of a source.

    ``dated`` is the day of the list, unless the file itself gives one; ``rejects`` is where rejected rows go.
    With ``dry_run`` everything is done and undone. A full delivery closes listings that are gone, a delta only
    adds and changes. Raises DeliveryRefused, with what to do, where the file or the list cannot be taken.
    """
    opened = open_delivery(path, columns)
    day = _day(path, dated, opened)
    source = _source(source_code)
    with one_import():
        newest = source.deliveries.order_by("number").last()
        if newest is not None and _says_nothing_new(newest, opened, delta=delta):
            return _repeated(source, newest)
        refuse_older(day, newest.dated if newest else None, allow_older=allow.older)
        report = _import(source, newest, opened, day, delta=delta, rejects=rejects, allow=allow, progress=progress)
        if dry_run:
            transaction.set_rollback(True)
    return replace(report, dry_run=dry_run)


def _import(
    source: Source,
    newest: Delivery | None,
    opened: OpenDelivery,
    day: date,
    *,
    delta: bool,
    rejects: Path | None,
    allow: Allowances,
    progress: Progress,
) -> ImportReport:
    held = Held.of(source)
    delivery = Delivery(
        source=source,
        number=newest.number + 1 if newest else 1,
        dated=day,
        kind=DeliveryKind.DELTA if delta else DeliveryKind.FULL,
        digest=opened.digest,
        format=opened.format,
        read=0, accepted=0, rejected=0, added=0, changed=0, removed=0, unchanged=0,
        ignored_headings=list(opened.ignored_headings),
    )  # fmt: skip
    delivery.save()
    reading = _Reading(opened, progress)
    writing = Writing(delivery, held)
    writing.take(all_ready(reading.entries()))
    if rejects is not None and reading.rejected:
        write_rejects(rejects, opened.headings, reading.rejected)
    account = reading.tally.account()
    refuse_empty(account.read, account.accepted)
    refuse_spoiled(account.read, account.rejected, allow_rejects=allow.rejects)
    if not delta:
        refuse_shrunken(account.accepted, len(held), allow_smaller=allow.smaller)
        writing.keep(one.reference for one in reading.rejected)
        writing.close_the_unseen()
    writing.finish()
    _account(delivery, reading, writing)
    return replace(_report(delivery, reading, opened), kept=writing.kept)


def _account(delivery: Delivery, reading: _Reading, writing: Writing) -> None:
    """Store what was read and what came of it, and every rejected row with its reason."""
    account = reading.tally.account()
    delivery.read, delivery.accepted, delivery.rejected = account.read, account.accepted, account.rejected
    delivery.added, delivery.changed = writing.added, writing.changed
    delivery.removed, delivery.unchanged = writing.removed, writing.unchanged
    delivery.save()
    rows = (
        Rejection(delivery=delivery, row=one.row, field=one.field[:200], found=one.found, expected=one.expected)
        for one in reading.rejected
    )
    Rejection.objects.bulk_create(rows, batch_size=1000)


def _report(delivery: Delivery, reading: _Reading, opened: OpenDelivery) -> ImportReport:
    return ImportReport(
        source=delivery.source.code,
        number=delivery.number,
        dated=delivery.dated,
        kind=delivery.kind,
        account=reading.tally.account(),
        added=delivery.added,
        changed=delivery.changed,
        removed=delivery.removed,
        unchanged=delivery.unchanged,
        ignored_headings=opened.ignored_headings,
        notes=tuple(opened.notes),
    )


def _says_nothing_new(newest: Delivery, opened: OpenDelivery, *, delta: bool) -> bool:
    """Whether the newest delivery was this file; what came as a delta may still come as the whole list."""
    return newest.digest == opened.digest and (delta or newest.kind == DeliveryKind.FULL)


def _repeated(source: Source, newest: Delivery) -> ImportReport:
    account = Account(newest.read, newest.accepted, newest.rejected, _reasons(newest))
    return ImportReport(source.code, newest.number, newest.dated, newest.kind, account, repeated=True)


def _reasons(delivery: Delivery) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(delivery.rejections.values_list("field", flat=True)).most_common())


def _day(path: Path, dated: date | None, opened: OpenDelivery) -> date:
    day = dated or opened.dated
    if day is None:
        raise DeliveryRefused(
            path.name, "no date", "the day of the list", "Give the day that the authority put on it with --dated."
        )
    return day


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
