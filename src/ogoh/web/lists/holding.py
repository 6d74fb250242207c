"""What a source's list holds now, and how a delivery changes it row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Self

from django.db import connection
from django.db.models import Max

from ogoh.web.lists import bulk
from ogoh.web.lists.models import Delivery, Listing, Source
from ogoh.web.lists.preparing import Keyed, Ready, packed_keys

_STRETCH = 5_000


class Held:
    """The alive listings of a source: their numbers and content digests by reference.

    About 250 bytes a listing.
    """

    def __init__(self, listings: dict[str, tuple[int, str]]) -> None:
        self._listings = listings

    @classmethod
    def of(cls, source: Source) -> Self:
        """Read them from the database."""
        rows = Listing.objects.filter(source=source, closed_by=None).values_list("reference", "pk", "digest")
        return cls({reference: (number, digest) for reference, number, digest in rows.iterator(chunk_size=20_000)})

    def __len__(self) -> int:
        return len(self._listings)

    def get(self, reference: str) -> tuple[int, str] | None:
        """The number and digest of a reference, if it is alive."""
        return self._listings.get(reference)

    def numbers_but(self, seen: set[int]) -> list[int]:
        """The numbers of all listings that are not among those seen."""
        return [number for number, _ in self._listings.values() if number not in seen]


class Writing:
    """Writes the entries of one delivery: new ones opened, changed ones closed and opened anew, the same left alone."""

    def __init__(self, delivery: Delivery, held: Held) -> None:
        self._delivery = delivery
        self._held = held
        self._seen: set[int] = set()
        self._outdated: list[int] = []
        self._keys = bulk.KeyRows()
        self._next = (Listing.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
        self.added = self.changed = self.removed = self.unchanged = self.kept = 0

    def take(self, entries: Iterable[Keyed]) -> None:
        """Write entries as they come; closings and keys wait for `finish`."""
        for stretch in bulk.stretches(self._news(entries), _STRETCH):
            self._close([row[0] for row in stretch if row[0]])
            bulk.insert_rows(bulk.LISTINGS, bulk.LISTING_COLUMNS, (row[1:] for row in stretch))

    def keep(self, references: Iterable[str]) -> None:
        """Leave the listings of rejected rows as they are: a bad cell does not take a person off the list."""
        kept = {listing[0] for listing in map(self._held.get, references) if listing is not None} - self._seen
        self._seen |= kept
        self.kept = len(kept)

    def close_the_unseen(self) -> None:
        """Close every listing that this delivery did not name."""
        gone = self._held.numbers_but(self._seen)
        self._close(gone)
        self.removed = len(gone)

    def finish(self) -> None:
        """Take the keys of closed listings away and put those of new ones in."""
        _delete_keys(self._outdated)
        self._keys.insert()

    def _news(self, entries: Iterable[Keyed]) -> Iterator[tuple[int | str | None, ...]]:
        """A row for every entry that is new or changed, the number of the listing it replaces in front (or 0)."""
        for entry, keys in entries:
            held = self._held.get(entry.reference)
            if held is not None:
                self._seen.add(held[0])
            if held is not None and held[1] == entry.digest:
                self.unchanged += 1
                continue
            self.added += held is None
            self.changed += held is not None
            self._keys.add(self._next, keys)
            yield (held[0] if held else 0, *self._row(entry))
            self._next += 1

    def _row(self, entry: Ready) -> tuple[int | str | None, ...]:
        source, delivery = self._delivery.source_id, self._delivery.pk
        told = (entry.subject, entry.grounds, entry.agency, entry.decided_on, entry.until)
        return (self._next, source, entry.reference, entry.digest, *told, delivery)

    def _close(self, numbers: list[int]) -> None:
        self._outdated.extend(numbers)
        closing = f"UPDATE {bulk.LISTINGS} SET closed_by_id = %s WHERE id = %s"  # noqa: S608
        for stretch in bulk.stretches(((self._delivery.pk, number) for number in numbers), _STRETCH):
            bulk.change_rows(closing, stretch)


def _delete_keys(numbers: list[int]) -> None:
    """Delete the keys of closed listings, by making them again from what the listings say: no second index is kept."""
    deleting = f"DELETE FROM {bulk.KEYS} WHERE key = %s AND listing = %s"  # noqa: S608
    for stretch in bulk.stretches(((number,) for number in numbers), 500):
        listings = Listing.objects.filter(pk__in=[number for (number,) in stretch]).values_list("pk", "subject")
        rows = [(key, number) for number, subject in listings for key in _keys(subject)]
        bulk.change_rows(deleting, rows)


def _keys(subject: str) -> memoryview:
    return memoryview(packed_keys(subject)).cast("q")


def make_keys_anew(source: Source) -> int:
    """Replace the keys of a source's alive listings by those of the present tables; give back how many listings."""
    alive = Listing.objects.filter(source=source, closed_by=None)
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {bulk.KEYS} WHERE listing IN "  # noqa: S608
            f"(SELECT id FROM {bulk.LISTINGS} WHERE source_id = %s)",
            [source.pk],
        )
    rows, listings = bulk.KeyRows(), 0
    for number, subject in alive.values_list("pk", "subject").iterator(chunk_size=5_000):
        rows.add(number, packed_keys(subject))
        listings += 1
    rows.insert()
    return listings
