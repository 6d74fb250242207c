"""A delivery that is about to be taken in, wherever it comes from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from ogoh.delivery import ColumnMap, DeliveryRefused, Entry, Rejected, open_delivery
from ogoh.delivery.opened import LineReader
from ogoh.web.lists.portions import Portions, Read
from ogoh.web.lists.preparing import Ready, make_ready


@dataclass(frozen=True, slots=True)
class Delivered:
    """``headings`` are those of a rejects file; ``digest`` tells one delivery from another.

    ``notes`` may grow while the rows are read.
    """

    name: str
    format: str
    digest: str
    portions: Portions[Any] = field(repr=False)
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
        Portions(opened.lines(), partial(read_lines, opened.reader), partial(_settle, opened.reader())),
        dated or opened.dated,
        opened.headings,
        opened.ignored_headings,
        opened.notes,
    )


def read_lines(reader: Callable[[], LineReader], lines: Sequence[Any]) -> Read:
    """Read lines by themselves; for `Portions`, in any process."""
    read_alone = reader().read_alone
    return Read([_ready(read_alone(line)) for line in lines])


def _ready(outcome: Entry | Rejected) -> Ready | Rejected:
    return outcome if isinstance(outcome, Rejected) else make_ready(outcome)


def _settle(reader: LineReader, lines: Sequence[Any], read: Read) -> Sequence[Ready | Rejected]:
    """Turn down what repeats an earlier row."""
    found = enumerate(zip(lines, read.outcomes, strict=True))
    repeated = {
        place: again
        for place, (line, one) in found
        if isinstance(one, Ready) and (again := reader.repeats(line, one.reference))
    }
    return [repeated.get(place, one) for place, one in enumerate(read.outcomes)] if repeated else read.outcomes
