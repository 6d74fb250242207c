"""Sealing: rows packed, the header over them signed, and all of it sealed for those whom it is meant for.

The signature lies inside the seal: an outsider learns neither from whom a parcel is nor for whom. The addressees stand
under the signature: who opens a parcel and seals it anew for somebody else is found out.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import pyarrow as pa
import pyrage

from ogoh.delivery.parcel.header import Content, Header, Label, header_from_line
from ogoh.delivery.parcel.keys import SigningKey, key_to_text
from ogoh.delivery.parcel.limits import LIMITS, LONGEST_HEADER, LONGEST_ROW, Limits
from ogoh.delivery.parcel.refusal import NotAParcel, TooLarge
from ogoh.delivery.refusal import DeliveryRefused
from ogoh.delivery.tables.writing import replaced_when_whole

MAGIC = b"ogoh parcel 1\n"
ENDING = ".parcel"
_TOGETHER = 2_000
_BLOCK = 1 << 20


def seal(
    path: Path,
    label: Label | Callable[[], Label],
    rows: Iterable[bytes],
    key: SigningKey,
    recipients: Collection[str],
    limits: Limits = LIMITS,
) -> Header:
    """Write a parcel that the holders of ``recipients`` (age X25519, ``age1…``) can open; gives back its header.

    ``label`` may be a function: it is asked when all rows have gone by, so that it can tell their digest.

    ``rows`` are lines of JSON in canonical form, without line breaks; those of a release in the order of their
    references (`ogoh.delivery.parcel.rows`). The file appears whole or not at all; until then the packed rows lie in a
    file without a name beside it. Raises TooLarge beyond the limits, DeliveryRefused where a recipient is none or the
    label one that nobody could read, TableNotWritten where the system refuses.
    """
    sealed_for = [_recipient(one) for one in recipients]
    if not sealed_for:
        raise DeliveryRefused("The recipients", "none", "at least one", "Say for whom the parcel is.")
    with replaced_when_whole(path) as beside, TemporaryFile(dir=path.parent) as packed:
        content = _pack(rows, packed, limits)
        header = Header(label() if callable(label) else label, content, key.key_id)
        signed = MAGIC + _line_of(header) + b"\n"
        head = signed + key_to_text(key.sign(signed)).encode() + b"\n"
        packed.seek(0)
        with beside.open("wb") as file:
            pyrage.encrypt_io(_Chain(io.BytesIO(head), packed), file, sealed_for)
        _refuse_beyond("bytes of the parcel", beside.stat().st_size, limits.sealed)
    return header


def _line_of(header: Header) -> bytes:
    """The header as it is written, if it can be read again."""
    try:
        line = header.as_line()
        header_from_line(line)
    except NotAParcel as why:
        raise _unreadable(why.found) from None
    except TypeError as fault:
        raise _unreadable(f"something else ({fault})") from None
    if len(line) >= LONGEST_HEADER:
        raise _unreadable(f"{len(line):,} bytes")
    return line


def _unreadable(found: str) -> DeliveryRefused:
    return DeliveryRefused(
        "The label of the parcel",
        found,
        "what the header of a parcel may hold",
        "Nothing was written. Look at kind, code, number and texts.",
    )


def _recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise DeliveryRefused(
            "A recipient", repr(text[:80]), "an age recipient, age1 and 58 signs", "Ask its owner for the card again."
        ) from None


def _pack(rows: Iterable[bytes], packed: IO[bytes], limits: Limits) -> Content:
    counted = _Counted(packed)
    unpacked = number = 0
    waiting: list[bytes] = []
    with pa.CompressedOutputStream(pa.PythonFile(counted, "w"), "zstd") as stream:
        for row in rows:
            if len(row) >= LONGEST_ROW:
                raise TooLarge(
                    "A row", f"{len(row)} bytes", f"fewer than {LONGEST_ROW}", "Look at the texts of the row."
                )
            waiting.append(row)
            number += 1
            if len(waiting) == _TOGETHER:
                unpacked += _write(stream, waiting)
        unpacked += _write(stream, waiting)
    _refuse_beyond("rows", number, limits.rows)
    _refuse_beyond("bytes of rows", unpacked, limits.unpacked)
    return Content(counted.written, counted.digest.hexdigest(), unpacked, number)


def _write(stream: pa.CompressedOutputStream, waiting: list[bytes]) -> int:
    if not waiting:
        return 0
    lines = b"\n".join(waiting) + b"\n"
    waiting.clear()
    stream.write(lines)
    return len(lines)


def _refuse_beyond(what: str, found: int, most: int) -> None:
    if found > most:
        raise TooLarge(f"The {what}", f"{found:,}", f"at most {most:,}", "Divide the content into several parcels.")


class _Counted(io.RawIOBase):
    """Writes on to a file, counting and hashing; closing it leaves the file open."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.written = 0
        self.digest = sha256()

    def writable(self) -> bool:
        return True

    def write(self, some: bytes) -> int:  # type: ignore[override]
        self._file.write(some)
        self.written += len(some)
        self.digest.update(some)
        return len(some)


@dataclass(slots=True)
class _Chain:
    """Two streams read as one."""

    first: IO[bytes]
    second: IO[bytes]

    def read(self, size: int = _BLOCK) -> bytes:
        return self.first.read(size) or self.second.read(size)
