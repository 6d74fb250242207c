"""One row that comes in: read into a message, or rejected with what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Generic, TypeVar

from ogoh.delivery.columns import REJECT_HEADINGS, Columns
from ogoh.delivery.correspondence.kinds import Why
from ogoh.delivery.correspondence.table_words import Kind, code_of, words
from ogoh.delivery.entry import Rejected
from ogoh.delivery.opening import digest_of, rows_of
from ogoh.delivery.refusal import DeliveryRefused
from ogoh.delivery.tables import Line, Table, open_table

Message = TypeVar("Message")

MOST_ROWS = 5_000
"""Rows of one table; whoever has more sends several."""


@dataclass(frozen=True, slots=True)
class RejectedRow(Rejected):
    """A row that was not taken; ``remedy`` says what to do now, ``why`` what its sender may be told of it."""

    remedy: str = ""
    why: Why = Why.UNUSABLE


@dataclass(frozen=True, slots=True)
class TakenRow(Generic[Message]):
    """A row that could be read, with the number that a person sees beside it and its cells."""

    row: int
    message: Message
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenTable(Generic[Message]):
    """A table of messages; ``rows`` may be walked any number of times. ``ignored`` are headings that nobody reads."""

    headings: tuple[str, ...]
    digest: str
    ignored: tuple[str, ...]
    notes: tuple[str, ...]
    read: Callable[[], Iterator[TakenRow[Message] | RejectedRow]] = field(repr=False)

    def rows(self) -> Iterator[TakenRow[Message] | RejectedRow]:
        """Every row, taken or rejected."""
        for count, row in enumerate(self.read(), start=1):
            if count > MOST_ROWS:
                raise DeliveryRefused("The table", f"more than {MOST_ROWS} rows", "fewer", "Divide it into several.")
            yield row


def rejected(one: Rejected, remedy: str) -> RejectedRow:
    """The rejection of a row, with what to do."""
    return RejectedRow(**{part.name: getattr(one, part.name) for part in fields(Rejected)}, remedy=remedy)


def found_table(path: Path, needed: Kind, of: tuple[Kind, ...]) -> tuple[Table, dict[int, str]]:
    """A table and the fields of its columns, by place. Raises DeliveryRefused: no table, two columns for one field."""
    table = open_table(path, lambda cells: any(code_of(needed, cell) for cell in cells))
    claims: dict[int, str] = {}
    for place, heading in enumerate(table.headings):
        claim = next((code for kind in of if (code := code_of(kind, heading))), None)
        if claim in claims.values():
            earlier = next(table.headings[at] for at, known in claims.items() if known == claim)
            raise DeliveryRefused(
                path.name, f"two columns for {claim}: {earlier!r} and {heading!r}", "one", "Rename one of them."
            )
        if claim:
            claims[place] = claim
    return table, claims


def refuse_without(path: Path, table: Table, claims: dict[int, str], kind: Kind, name: str) -> None:
    """Refuse a table that lacks a column without which no row says anything."""
    if name not in claims.values():
        raise DeliveryRefused(
            path.name,
            f"the headings {', '.join(map(repr, table.headings)) or 'none'}",
            f"one of {', '.join(repr(of[0]) for of in words(kind)[name].values())} among them",
            "Write this heading above its column.",
        )


def columns_of(table: Table, claims: dict[int, str], renamed: dict[str, str]) -> Columns:
    """The columns as the readers of delivery want them, fields renamed to theirs."""
    places = {renamed.get(claim, claim): (place,) for place, claim in claims.items()}
    left = (heading for place, heading in enumerate(table.headings) if place not in claims)
    return Columns(table.headings, places, tuple(one for one in left if one and one not in REJECT_HEADINGS))


def opened(
    path: Path,
    table: Table,
    ignored: tuple[str, ...],
    read: Callable[[Line], TakenRow[Message] | RejectedRow],
) -> OpenTable[Message]:
    """A table whose rows are read one by one."""
    return OpenTable(table.headings, digest_of(path), ignored, table.notes, lambda: map(read, rows_of(table)))
