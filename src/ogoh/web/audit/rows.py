"""Rows of the log as they lie in the database, whatever lies there: who verifies must not stumble over one of them.

SQLite takes any value into any column. So every value is asked for as bytes there, and read with care.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from ogoh.web.audit.events import Header
from ogoh.web.audit.services import HEAD
from ogoh.web.audit.tree import HASH
from ogoh.web.stretches import stretches

AT_ONCE = 1000
"""So many rows are held at a time."""

_BEFORE_ALL = -(2**63)
_COLUMNS = ("at", "act", "office", "details", "digest", "leaf", "seal")


class _UnfitError(ValueError):
    """A value is not what it should be; the message says which."""


@dataclass(frozen=True, slots=True)
class Row:
    """One event; ``details`` is empty once they were taken away."""

    header: Header
    details: str
    leaf: bytes
    seal: bytes

    @property
    def number(self) -> int:
        """Its place in the tree."""
        return self.header.number


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """An event that cannot be read, and why; ``leaf`` is its hash in the tree, where that at least is one."""

    number: int
    why: str
    leaf: bytes | None


@dataclass(frozen=True, slots=True)
class End:
    """The end of the log: how many events there are, the hashes that the tree grows from, and the seal beside them."""

    size: int
    peaks: bytes
    seal: bytes


@dataclass(frozen=True, slots=True)
class Signed:
    """A checkpoint as it lies in the table; ``size`` and ``at`` are text as they stand there."""

    size: str
    at: str
    note: str


def end_of_log() -> End | None:
    """The end, or nothing where its row is missing or holds no number of events."""
    asked = f"SELECT {_raw('size')}, {_raw('peaks')}, {_raw('seal')} FROM audit_head WHERE id = %s"  # noqa: S608  # our own columns
    for size, peaks, seal in _rows(asked, HEAD):
        if (told := _shown(size)).isascii() and told.isdigit():
            return End(int(told), _content(peaks), _content(seal))
    return None


def stretches_of_rows(size: int) -> Iterator[list[Row | UnreadRow]]:
    """The events before number ``size`` in their order, so many at once."""
    for rows in _stretches(size, *_COLUMNS):
        yield [_row(*row) for row in rows]


def rows_numbered(numbers: Iterable[int]) -> Iterator[Row | UnreadRow]:
    """The events with these numbers, in the order of the numbers, as far as they are there."""
    columns = ", ".join(map(_raw, _COLUMNS))
    for some in stretches(sorted(numbers), AT_ONCE):
        places = ", ".join(["%s"] * len(some))
        asked = f"SELECT number, {columns} FROM audit_event WHERE number IN ({places}) ORDER BY number"  # noqa: S608  # our own columns
        for row in _rows(asked, *some):
            yield _row(*row)


def mentions_between(first: int, last: int) -> Iterator[tuple[int, str]]:
    """The numbers of these events, each with a digest under which it is found."""
    asked = f"SELECT event_id, {_raw('digest')} FROM audit_mention WHERE event_id BETWEEN %s AND %s"  # noqa: S608  # our own columns
    for number, digest in _rows(asked, first, last):
        yield number, _shown(digest)


def signed_checkpoints() -> list[Signed]:
    """Every checkpoint that was signed, by its size."""
    asked = f"SELECT {_raw('size')}, {_raw('at')}, {_raw('note')} FROM audit_signedcheckpoint ORDER BY size"  # noqa: S608  # our own columns
    return [Signed(*map(_shown, row)) for row in _rows(asked)]


def leaves(size: int) -> Iterator[bytes]:
    """The hashes of the first events, as they stand in the tree; of one that is no hash, its bytes."""
    for rows in _stretches(size, "leaf"):
        yield from (_content(leaf) for _, leaf in rows)


def events_from(number: int) -> int:
    """How many events stand at this number or behind it."""
    ((found,),) = _rows("SELECT count(*) FROM audit_event WHERE number >= %s", number)
    return int(found)


def _raw(column: str) -> str:
    """A column as bytes on SQLite, where a text may be none and a moment anything."""
    return f"CAST({column} AS BLOB)" if connection.vendor == "sqlite" else column


def _stretches(size: int, *columns: str) -> Iterator[list[tuple[Any, ...]]]:
    """By number and not by a cursor: PostgreSQL would send all rows at once."""
    told = ", ".join(map(_raw, columns))
    asked = f"SELECT number, {told} FROM audit_event WHERE number > %s AND number < %s ORDER BY number LIMIT %s"  # noqa: S608  # our own columns
    last: float = _BEFORE_ALL
    while rows := _rows(asked, last, size, AT_ONCE):
        yield rows
        last = rows[-1][0]


def _rows(asked: str, *values: float) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(asked, values)
        return list(cursor.fetchall())


def _row(
    number: float, at: Any, act: Any, office: Any, details: Any, digest: Any, leaf: Any, seal: Any
) -> Row | UnreadRow:
    try:
        if not isinstance(number, int):
            raise _UnfitError("its number is no whole number")
        header = Header(number, _moment(at), _text(act, "act"), _text(office, "office"), _hash(digest, "digest"))
        return Row(header, _text(details, "details"), _hash(leaf, "hash"), _hash(seal, "seal"))
    except _UnfitError as unfit:
        content = _content(leaf)
        return UnreadRow(int(number), str(unfit), content if len(content) == HASH else None)


def _moment(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    try:
        moment = datetime.fromisoformat(_text(value, "time"))
    except ValueError:
        raise _UnfitError("its time is no time") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _text(value: Any, what: str) -> str:
    if isinstance(value, str):
        return value
    try:
        return _content(value).decode()
    except UnicodeDecodeError:
        raise _UnfitError(f"no text found as its {what}") from None


def _hash(value: Any, what: str) -> bytes:
    content = _content(value)
    if len(content) != HASH:
        raise _UnfitError(f"its {what} has {len(content)} bytes, and {HASH} are expected")
    return content


def _content(value: Any) -> bytes:
    return b"" if value is None else bytes(value)


def _shown(value: Any) -> str:
    return str(value) if isinstance(value, str | int | datetime) else _content(value).decode("utf-8", "replace")
