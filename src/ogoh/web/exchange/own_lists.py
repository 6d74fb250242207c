"""A list that our own registry keeps: before each release the decisions in force become the list that is given out.

So there is one way out for every list, and the decisions are found by our own desk and self-check too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.columns import Columns
from ogoh.delivery.reading import RowReader
from ogoh.web.exchange import recording
from ogoh.web.exchange.models import Feed, OwnList
from ogoh.web.exchange.peers import source_of
from ogoh.web.exchange.row_batches import Cells, read_own_rows
from ogoh.web.lists.delivered import Delivered
from ogoh.web.lists.importing import Order, take
from ogoh.web.lists.models import Delivery, Source, SourceKind
from ogoh.web.lists.portions import Portions
from ogoh.web.lists.report import Allowances
from ogoh.web.registry.changes import changed_between
from ogoh.web.registry.rows import COLUMNS, ListRow, rows_in_force

_PAST = timedelta(seconds=5)
"""Acts that were confirmed a moment ago may not be committed yet."""

_AS_THE_REGISTRY_SAYS = Allowances(older=True, smaller=True, empty=True)
_COLUMNS = Columns(COLUMNS, {name: (place,) for place, name in enumerate(COLUMNS)})


def keep_from_registry(code: str, by: str = "") -> OwnList:
    """Let our registry of the source's kind fill a list. Raises DeliveryRefused where a peer feeds it."""
    with transaction.atomic():
        source = Source.objects.select_for_update().get(pk=source_of(code).pk)
        if Feed.objects.filter(source=source).exists():
            raise DeliveryRefused(
                f"The source {code}", "a list of a peer", "one that nobody feeds", "Make another source."
            )
        own, _ = OwnList.objects.get_or_create(source=source)
        recording.keys_changed("a list from our registry", by, {"source": code, "kind": source.kind})
    return own


def bring_in(source: Source, by: str = "") -> None:
    """Bring a list to what the registry says now, where the registry keeps it: by what was done since the last time,
    or whole where the list was brought in otherwise meanwhile. Raises DeliveryRefused."""
    own = OwnList.objects.filter(source=source).first()
    if own is None:
        return
    # Also where the clock was set back since.
    at = max(filter(None, (timezone.now() - _PAST, own.said_at)))
    since = own.said_at if own.delivery == source.newest else None
    opening = partial(_changes, source, since, at) if since else partial(_whole, source, at)
    together = partial(_note, own, at)
    take(Order(opening, source.code, since is not None, allow=_AS_THE_REGISTRY_SAYS, by=by, together=together))


def _note(own: OwnList, at: datetime, delivery: Delivery) -> None:
    own.said_at, own.delivery = at, delivery
    own.save()


def _whole(source: Source, at: datetime) -> Delivered:
    rows = ((row.id, _cells(row)) for row in rows_in_force(SourceKind(source.kind), at))
    return _delivered(source, at.isoformat(), at, rows)


def _changes(source: Source, since: datetime, at: datetime) -> Delivered:
    changes = changed_between(SourceKind(source.kind), since, at)
    rows = ((one.reference, _cells(one.row) if one.row else None) for one in changes)
    return _delivered(source, f"{since.isoformat()} {at.isoformat()}", at, rows)


def _delivered(source: Source, said: str, at: datetime, rows: Iterator[tuple[str, Cells | None]]) -> Delivered:
    # A decision of today is of tomorrow in UTC where the clocks of the staff are ahead.
    tomorrow = at.astimezone(UTC).date() + timedelta(days=1)
    numbered = ((number, *row) for number, row in enumerate(rows, 1))
    return Delivered(
        name=f"the registry of {source.kind}",
        format="registry",
        digest=sha256(f"registry {source.kind} {said}".encode()).hexdigest(),
        portions=Portions(numbered, partial(read_own_rows, partial(RowReader, _COLUMNS, tomorrow))),
        dated=at.astimezone(UTC).date(),
        headings=COLUMNS,
    )


def _cells(row: ListRow) -> Cells:
    return tuple(row.cells().values())
