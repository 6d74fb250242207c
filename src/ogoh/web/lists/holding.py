"""What a source's list holds now, and how a delivery changes it row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Self

from django.db import connection
from django.db.models import Max, QuerySet

from ogoh.matching.commonness import Borne
from ogoh.web.lists import bulk
from ogoh.web.lists.commonness import recount, write_counts
from ogoh.web.lists.helping import Helpers
from ogoh.web.lists.models import Delivery, Listing, Source
from ogoh.web.lists.portions import Keyed, with_keys
from ogoh.web.lists.preparing import keys_and_names
from ogoh.web.lists.spooling import ChangedRow, Spool
from ogoh.web.stretches import stretches

_STRETCH = 5_000
_ASKED_TOGETHER = 500


class Held:
    """The alive listings of a source: their numbers and content digests by reference.

    About 250 bytes a listing. ``all_of`` them for a full list; a delta asks for those that it names, with `learn`.
    """

    def __init__(self, source: Source, listings: dict[str, tuple[int, str]], *, whole: bool) -> None:
        self._alive = Listing.objects.filter(source=source, closed_by=None)
        self._listings = listings
        self._whole = whole

    @classmethod
    def all_of(cls, source: Source) -> Self:
        """Read them from the database."""
        held = cls(source, {}, whole=True)
        held._take(held._alive)
        return held

    @classmethod
    def asked_of(cls, source: Source) -> Self:
        """None yet."""
        return cls(source, {}, whole=False)

    def learn(self, references: Iterable[str]) -> None:
        """Read those of some references, unless all are known."""
        if not self._whole:
            self._take(self._alive.filter(reference__in=list(references)))

    def _take(self, listings: QuerySet[Listing]) -> None:
        rows = listings.values_list("reference", "pk", "digest").iterator(chunk_size=20_000)
        self._listings.update((reference, (number, digest)) for reference, number, digest in rows)

    def is_empty(self) -> bool:
        """Whether nobody is on the list."""
        return not self._listings if self._whole else not self._alive.exists()

    def __len__(self) -> int:
        return len(self._listings)

    def get(self, reference: str) -> tuple[int, str] | None:
        """The number and digest of a reference, if it is alive."""
        return self._listings.get(reference)

    def numbers_but(self, seen: set[int]) -> list[int]:
        """The numbers of all listings that are not among those seen."""
        return [number for number, _ in self._listings.values() if number not in seen]


class Change:
    """What a delivery changes on a list: worked out beside the database, so that nobody has to wait for it."""

    def __init__(self, held: Held, spool: Spool) -> None:
        self._held = held
        self._spool = spool
        self._seen: set[int] = set()
        self._names = Counter[Borne]()
        self._keys = bulk.KeyRows()
        self._spooled = 0
        self._was_empty = held.is_empty()
        self.gone: list[int] = []
        self.added = self.changed = self.unchanged = self.kept = 0

    @property
    def removed(self) -> int:
        """How many listings the delivery closes without another in their place."""
        return len(self.gone)

    @property
    def names(self) -> Counter[Borne] | None:
        """Where names are counted while rows are read with their keys, which an empty list wants of all; ``None`` where
        only few may be new, so that their keys are made when they are found to be."""
        return self._names if self._was_empty else None

    def take(self, rows: Iterable[Keyed], helpers: Helpers) -> None:
        """Find those that are new or changed, make their keys if they have none, and put them aside."""
        news = self._news(self._known(rows))
        if not self._was_empty:
            news = with_keys((ready for ready, _ in news), helpers, self._names)
        for stretch in stretches(map(self._row, news), _STRETCH):
            self._spool.put(stretch)

    def keep(self, references: Iterable[str]) -> None:
        """Leave the listings of rejected rows as they are: a bad cell does not take a person off the list."""
        kept = {listing[0] for listing in map(self._held.get, references) if listing is not None} - self._seen
        self._seen |= kept
        self.kept = len(kept)

    def close_the_unseen(self) -> None:
        """Let every listing go that this delivery did not name."""
        self.gone += self._held.numbers_but(self._seen)

    def write(self, delivery: Delivery) -> None:
        """Write it all: new listings opened, changed ones closed and opened anew, the same left alone, keys and counts
        of names to match.

        Within the transaction of the import.
        """
        first = (Listing.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
        numbers, outdated = count(first), list(self.gone)
        _close(delivery, self.gone)
        for stretch in self._spool.stretches():
            replaced = [row[0] for row in stretch if row[0]]
            _close(delivery, replaced)
            outdated += replaced
            bulk.insert_rows(bulk.LISTINGS, bulk.LISTING_COLUMNS, _listings(delivery, stretch, numbers))
        gone = _delete_keys(outdated)
        self._keys.insert(first)
        recount(delivery.source, self._names, gone, anew=self._was_empty)

    def _known(self, rows: Iterable[Keyed]) -> Iterator[Keyed]:
        for stretch in stretches(rows, _ASKED_TOGETHER):
            self._held.learn(entry.reference for entry, _ in stretch)
            yield from stretch

    def _news(self, rows: Iterable[Keyed]) -> Iterator[Keyed]:
        for entry, keys in rows:
            held = self._held.get(entry.reference)
            if held is not None:
                self._seen.add(held[0])
            if held is not None and entry.removed:
                self.gone.append(held[0])
                continue
            if entry.removed or (held is not None and held[1] == entry.digest):
                self.unchanged += 1
                continue
            self.added += held is None
            self.changed += held is not None
            yield entry, keys

    def _row(self, row: Keyed) -> ChangedRow:
        entry, keys = row
        # Listings get their numbers when they are written; until then they are counted.
        self._keys.add(self._spooled, keys)
        self._spooled += 1
        held = self._held.get(entry.reference)
        told = (entry.subject, entry.grounds, entry.agency, entry.decided_on, entry.until)
        return (held[0] if held else 0, (entry.reference, entry.digest, *told))


def _listings(
    delivery: Delivery, stretch: Iterable[ChangedRow], numbers: Iterator[int]
) -> Iterator[tuple[str | int | None, ...]]:
    source = delivery.source_id
    return ((next(numbers), source, *told, delivery.pk) for _, told in stretch)


def _close(delivery: Delivery, numbers: Iterable[int]) -> None:
    closing = f"UPDATE {bulk.LISTINGS} SET closed_by_id = %s WHERE id = %s"  # noqa: S608
    for stretch in stretches(((delivery.pk, number) for number in numbers), _STRETCH):
        bulk.change_rows(closing, stretch)


def _delete_keys(numbers: list[int]) -> Counter[Borne]:
    """Delete the keys of closed listings, by making them again from what the listings say: no second index is kept.

    Gives back the names that those listings bear.
    """
    deleting = f"DELETE FROM {bulk.KEYS} WHERE key = %s AND listing = %s"  # noqa: S608
    names = Counter[Borne]()
    for stretch in stretches(numbers, 500):
        listings = dict(Listing.objects.filter(pk__in=stretch).values_list("pk", "subject"))
        packed, counted = keys_and_names(listings.values())
        names.update(counted)
        pairs = zip(listings, packed, strict=True)
        bulk.change_rows(deleting, [(key, number) for number, keys in pairs for key in memoryview(keys).cast("q")])
    return names


def make_keys_anew(source: Source) -> int:
    """Replace the keys of a source's alive listings by those of the present tables, and count their names again.

    Gives back how many listings.
    """
    alive = Listing.objects.filter(source=source, closed_by=None)
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {bulk.KEYS} WHERE listing IN "  # noqa: S608
            f"(SELECT id FROM {bulk.LISTINGS} WHERE source_id = %s)",
            [source.pk],
        )
    rows, names, listings = bulk.KeyRows(), Counter[Borne](), 0
    walk = alive.values_list("pk", "subject").iterator(chunk_size=_STRETCH)
    for stretch in stretches(walk, _STRETCH):
        packed, counted = keys_and_names(subject for _, subject in stretch)
        names.update(counted)
        for (number, _), keys in zip(stretch, packed, strict=True):
            rows.add(number, keys)
        listings += len(stretch)
    rows.insert()
    write_counts(source, names)
    return listings
