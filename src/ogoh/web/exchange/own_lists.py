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
from ogoh.delivery.tables import Line
from ogoh.web.exchange import recording
from ogoh.web.exchange.models import Feed, OwnList
from ogoh.web.exchange.peers import source_of
from ogoh.web.lists.delivered import Delivered, read_lines
from ogoh.web.lists.importing import Order, take
from ogoh.web.lists.models import Source, SourceKind
from ogoh.web.lists.portions import Portions
from ogoh.web.lists.report import Allowances
from ogoh.web.registry.rows import COLUMNS, rows_in_force

_PAST = timedelta(seconds=5)
"""Acts that were confirmed a moment ago may not be committed yet."""

_AS_THE_REGISTRY_SAYS = Allowances(older=True, smaller=True, empty=True)
_COLUMNS = Columns(COLUMNS, {name: (place,) for place, name in enumerate(COLUMNS)})


def keep_from_registry(code: str, by: str = "") -> OwnList:
    """Let our registry of the source's kind fill a list. Raises DeliveryRefused where a peer feeds it."""
    source = source_of(code)
    if Feed.objects.filter(source=source).exists():
        raise DeliveryRefused(f"The source {code}", "a list of a peer", "one that nobody feeds", "Make another source.")
    with transaction.atomic():
        own, _ = OwnList.objects.get_or_create(source=source)
        recording.keys_changed("a list from our registry", by, {"source": code, "kind": source.kind})
    return own


def bring_in(source: Source, by: str = "") -> None:
    """Bring a list to what the registry says now, where the registry keeps it. Raises DeliveryRefused."""
    if OwnList.objects.filter(source=source).exists():
        at = timezone.now() - _PAST
        take(Order(lambda: _delivered(source, at), source.code, allow=_AS_THE_REGISTRY_SAYS, by=by))


def _delivered(source: Source, at: datetime) -> Delivered:
    # A decision of today is of tomorrow in UTC where the clocks of the staff are ahead.
    tomorrow = at.astimezone(UTC).date() + timedelta(days=1)
    return Delivered(
        name=f"the registry of {source.kind}",
        format="registry",
        digest=sha256(f"registry {source.kind} {at.isoformat()}".encode()).hexdigest(),
        portions=Portions(
            _lines(SourceKind(source.kind), at), partial(read_lines, partial(RowReader, _COLUMNS, tomorrow))
        ),
        dated=at.astimezone(UTC).date(),
        headings=COLUMNS,
    )


def _lines(kind: SourceKind, at: datetime) -> Iterator[Line]:
    return ((number, tuple(row.cells().values())) for number, row in enumerate(rows_in_force(kind, at), 1))
