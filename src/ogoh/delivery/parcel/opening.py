"""Opening a parcel: every check before the first row is looked at, in bounded memory and within the limits.

In this order: size and kind of the file, the seal (addressee, whole, unchanged), the header, the signature, the
addressees under it, the dates of the key, the clock, the sizes that the header tells, the digest of the packed rows.
Only then are the rows unpacked, and counted while they stream.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import pyarrow as pa
import pyrage

from ogoh.delivery.parcel import checking
from ogoh.delivery.parcel.header import Header, header_from_line
from ogoh.delivery.parcel.keys import VerifyingKey, signature_from_text
from ogoh.delivery.parcel.limits import LIMITS, LONGEST_HEADER, LONGEST_ROW, Limits
from ogoh.delivery.parcel.outside import Outside, outside_of
from ogoh.delivery.parcel.refusal import CutParcel, FalseSizes, NotAParcel, NotForUs, TamperedParcel, TooLarge
from ogoh.delivery.parcel.sealing import MAGIC

Senders = Callable[[str], Collection[VerifyingKey]]
"""The keys of an installation by its code; none where nobody knows it."""

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Reading:
    """Who opens: code of this installation, its age identities, whose keys it knows, what time it is there.

    ``folder`` is where the packed rows lie meanwhile, in a file without a name.
    """

    ourselves: str
    identities: Sequence[str] = field(repr=False)
    senders: Senders = field(repr=False)
    now: datetime
    folder: Path
    limits: Limits = LIMITS


@dataclass(frozen=True, slots=True)
class OpenParcel:
    """A parcel whose seal, signature and sizes were found good; ``header`` says what it is."""

    header: Header
    _packed: IO[bytes] = field(repr=False)
    _begins: int

    def rows(self) -> Iterator[bytes]:
        """Every row, a line without its break, in the order of the parcel; may be walked again.

        Raises FalseSizes where there is more or less than the header says, TooLarge for a row that does not end.
        """
        self._packed.seek(self._begins)
        return _rows(self._packed, self.header)


@contextmanager
def opened(path: Path, reading: Reading) -> Iterator[OpenParcel]:
    """Open a parcel. Raises the kinds of ParcelRefused, each with what to do; OSError where it cannot be read."""
    outside = outside_of(path, reading.limits)
    with TemporaryFile(dir=reading.folder) as plain:
        _unseal(path, outside, plain, reading)
        head, header, signature = read_head(plain)
        checking.refuse_unsigned(head, header, signature, reading.senders(header.label.sender))
        checking.refuse_unaddressed(header, reading.ourselves)
        checking.refuse_key_out_of_date(header, reading.senders(header.label.sender), reading.now)
        checking.refuse_future(header, reading.now, reading.limits.leeway)
        checking.refuse_sizes(header, reading.limits)
        begins = plain.tell()
        _refuse_changed(plain, header)
        yield OpenParcel(header, plain, begins)


def read_head(plain: IO[bytes]) -> tuple[bytes, Header, bytes]:
    """The signed text, the header in it, and the signature; leaves the file where the packed rows begin."""
    plain.seek(0)
    magic = plain.readline(len(MAGIC))
    if magic != MAGIC:
        raise NotAParcel(
            "The content of the sealed file",
            "no parcel, or one of a later format",
            MAGIC.decode().strip(),
            "Ask the sender what the file is; if it is a newer parcel, bring this installation up to date.",
        )
    line = plain.readline(LONGEST_HEADER)
    signature = plain.readline(100)
    if not line.endswith(b"\n") or not signature.endswith(b"\n"):
        raise NotAParcel("The header of the parcel", "no end", "two lines", "Ask the sender to seal it again.")
    try:
        signed = signature_from_text(signature[:-1].decode("ascii"))
    except ValueError as fault:
        raise TamperedParcel(
            "The signature of the parcel", str(fault), "an Ed25519 signature", "Ask the sender to seal it again."
        ) from None
    return MAGIC + line, header_from_line(line[:-1]), signed


def _unseal(path: Path, outside: Outside, plain: IO[bytes], reading: Reading) -> None:
    identities = [pyrage.x25519.Identity.from_str(one) for one in reading.identities]
    try:
        with path.open("rb") as file:
            pyrage.decrypt_io(file, plain, identities)
    except pyrage.DecryptError as fault:
        raise _not_opened(outside, str(fault)) from None
    except OSError as fault:
        if fault.errno is not None:
            raise
        raise _broken(outside, plain) from None


def _not_opened(outside: Outside, fault: str) -> NotForUs | CutParcel | TamperedParcel:
    if "No matching keys" in fault:
        return NotForUs(
            "The seal of the parcel",
            f"a seal for {outside.recipients} others",
            "a seal for this installation",
            "Ask the sender to seal it for the recipient on your card, which ogoh parcel keys show prints.",
        )
    if outside.size < outside.sealed_size(0):
        return CutParcel("The parcel", f"a file of {outside.size:,} bytes that ends with its head", "all", _ONCE_MORE)
    return _changed()


_ONCE_MORE = "Copy or fetch it once more; what is there already is kept where it comes by HTTPS."


def _broken(outside: Outside, plain: IO[bytes]) -> CutParcel | TamperedParcel:
    """Cut where the file is shorter than its header says that it should be, else changed on the way."""
    try:
        _, header, _ = read_head(plain)
    except (NotAParcel, TamperedParcel):
        return _changed()
    whole = outside.sealed_size(plain.tell() + header.content.packed)
    if outside.size >= whole:
        return _changed()
    return CutParcel("The parcel", f"{outside.size:,} bytes", f"{whole:,}: the end is missing", _ONCE_MORE)


def _changed() -> TamperedParcel:
    return TamperedParcel(
        "The parcel",
        "bytes that were changed after it was sealed",
        "the file as the sender sealed it",
        "Fetch it again by another way. If that fails too, tell the sender: somebody may have changed it.",
    )


def _refuse_changed(plain: IO[bytes], header: Header) -> None:
    """The packed rows are those that were signed: as many bytes, of the same digest."""
    digest, found = sha256(), 0
    while some := plain.read(_BLOCK):
        digest.update(some)
        found += len(some)
    if found != header.content.packed or digest.hexdigest() != header.content.sha256:
        raise FalseSizes(
            "The packed rows",
            f"{found:,} bytes that are not those of the header",
            f"{header.content.packed:,} bytes of the digest that was signed",
            "Tell the sender: the parcel was put together wrongly.",
        )


def _rows(packed: IO[bytes], header: Header) -> Iterator[bytes]:
    content, seen, number, rest = header.content, 0, 0, b""
    for some in _unpacked(packed):
        seen += len(some)
        _refuse_more(seen, content.unpacked, "bytes of rows")
        *lines, rest = (rest + some).split(b"\n")
        if len(rest) >= LONGEST_ROW or any(len(line) >= LONGEST_ROW for line in lines):
            raise TooLarge("A row", "a line that does not end", f"fewer than {LONGEST_ROW} bytes", _TELL)
        number += len(lines)
        _refuse_more(number, content.rows, "rows")
        yield from lines
    if rest or seen != content.unpacked or number != content.rows:
        raise FalseSizes(
            "The rows",
            f"{number:,} in {seen:,} bytes",
            f"{content.rows:,} in {content.unpacked:,}, as the header says",
            _TELL,
        )


_TELL = "Nothing was changed. Tell the sender: the parcel was put together wrongly."


def _refuse_more(found: int, told: int, what: str) -> None:
    if found > told:
        raise FalseSizes(f"The {what}", f"more than the {told:,} that the header tells", f"{told:,}", _TELL)


def _unpacked(packed: IO[bytes]) -> Iterator[bytes]:
    try:
        with pa.CompressedInputStream(pa.PythonFile(_Borrowed(packed), "r"), "zstd") as stream:
            while some := stream.read(_BLOCK):
                yield some
    except OSError as fault:
        if fault.errno is not None:
            raise
        raise FalseSizes("The packed rows", "no Zstandard frame", "one (RFC 8878)", _TELL) from None


class _Borrowed(io.RawIOBase):
    """Reads from a file and leaves it open when closed."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)
