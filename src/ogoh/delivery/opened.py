"""A delivery that is open: what the file says of itself, and its rows one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from types import TracebackType
from typing import Self

from ogoh.delivery.entry import Entry, Rejected


@dataclass(slots=True)
class OpenDelivery:
    """A list file that was recognised; a context manager, though nothing stays open between rows.

    ``headings`` are the file's own (for XML, those of a rejects file); ``digest`` is the SHA-256 of its bytes in
    hexadecimal; ``dated`` is the day the file itself gives; ``ignored_headings`` are columns that are neither
    read nor stored; ``notes`` say what was left aside and grow while the rows are read.
    """

    format: str
    headings: tuple[str, ...]
    digest: str
    outcomes: Callable[[], Iterator[Entry | Rejected]] = field(repr=False)
    dated: date | None = None
    ignored_headings: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)

    def rows(self) -> Iterator[Entry | Rejected]:
        """Every row in the file's order, each accepted or rejected, in bounded memory but for the references met.

        Completely empty rows are no rows and are not counted. Raises DeliveryRefused where the file breaks off.
        """
        return self.outcomes()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None
