"""A delivery that is about to be taken in, wherever it comes from: rows made ready, one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ogoh.delivery import ColumnMap, DeliveryRefused, OpenDelivery, Rejected, open_delivery
from ogoh.web.lists.preparing import Ready, make_ready


@dataclass(frozen=True, slots=True)
class Delivered:
    """``headings`` are those of a rejects file; ``digest`` tells one delivery from another; ``rows`` walks them once.

    ``notes`` may grow while the rows are read.
    """

    name: str
    format: str
    digest: str
    rows: Callable[[], Iterator[Ready | Rejected]] = field(repr=False)
    dated: date | None = None
    headings: tuple[str, ...] = ()
    ignored_headings: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)

    @property
    def day(self) -> date:
        """The day of the list. Raises DeliveryRefused where none is known."""
        if self.dated is None:
            raise DeliveryRefused(
                self.name, "no date", "the day of the list", "Give the day that the authority put on it with --dated."
            )
        return self.dated


def from_file(path: Path, columns: ColumnMap | None, dated: date | None) -> Delivered:
    """A list file, of any format. Raises DeliveryRefused as `open_delivery`."""
    opened = open_delivery(path, columns)
    return Delivered(
        path.name,
        opened.format,
        opened.digest,
        lambda: _ready(opened),
        dated or opened.dated,
        opened.headings,
        opened.ignored_headings,
        opened.notes,
    )


def _ready(opened: OpenDelivery) -> Iterator[Ready | Rejected]:
    return (outcome if isinstance(outcome, Rejected) else make_ready(outcome) for outcome in opened.rows())
