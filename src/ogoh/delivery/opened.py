"""A delivery that is open: what the file says of itself, and its rows one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from types import TracebackType
from typing import Any, Protocol, Self

from ogoh.delivery.entry import Entry, Rejected


class LineReader(Protocol):
    """Reads lines by themselves, in any process; then one reader is asked in their order which repeat another."""

    def read_alone(self, line: Any) -> Entry | Rejected:
        """Read one line without regard to the others."""

    def repeats(self, line: Any, reference: str) -> Rejected | None:
        """The rejection of an accepted line whose reference was met before."""


@dataclass(slots=True)
class OpenDelivery:
    """A list file that was recognised; a context manager, though nothing stays open between rows.

    ``headings`` are the file's own (for XML, those of a rejects file); ``digest`` is the SHA-256 of its bytes in
    hexadecimal; ``lines`` walks the rows before anybody reads them, ``reader`` makes a reader of them that can go to
    another process; ``dated`` is the day the file itself gives; ``ignored_headings`` are columns that are neither
    read nor stored; ``notes`` say what was left aside and grow while the rows are walked.
    """

    format: str
    headings: tuple[str, ...]
    digest: str
    lines: Callable[[], Iterator[Any]] = field(repr=False)
    reader: Callable[[], LineReader] = field(repr=False)
    dated: date | None = None
    ignored_headings: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)

    def rows(self) -> Iterator[Entry | Rejected]:
        """Every row in the file's order, each accepted or rejected, in bounded memory but for the references met.

        Completely empty rows are no rows and are not counted. Raises DeliveryRefused where the file breaks off.
        """
        reader = self.reader()
        for line in self.lines():
            outcome = reader.read_alone(line)
            again = None if isinstance(outcome, Rejected) else reader.repeats(line, outcome.reference)
            yield again or outcome

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None
