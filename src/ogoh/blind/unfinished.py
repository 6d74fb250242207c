"""A list that is being built: what was worked out so far, on disk, so that a build that was killed goes on.

    ogoh blind unfinished 1
    {"of":"…"}                       which list under which key
    (people, outputs, checksum)      4 bytes each, then the outputs of 8 bytes; one such record after another

A record that was cut off, or that its checksum does not fit, is thrown away with all behind it.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ogoh.blind.framing import beginning
from ogoh.blind.keyed_list import OUTPUT_BYTES
from ogoh.blind.refusal import BlindRefused

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_COUNTS, _CHECKSUM = struct.Struct("<II"), struct.Struct("<I")
_START = _COUNTS.size + _CHECKSUM.size


@dataclass(slots=True)
class Unfinished:
    """The outputs so far; ``people`` counts those whose outputs are among them."""

    _file: BinaryIO
    people: int
    _body: list[bytes]

    def add(self, people: int, outputs: bytes) -> None:
        """Take the outputs of the next people in; they are on the disk when this returns."""
        counts = _COUNTS.pack(people, len(outputs) // OUTPUT_BYTES)
        self._file.write(counts + _CHECKSUM.pack(zlib.crc32(counts + outputs)) + outputs)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._take(people, outputs)

    def _take(self, people: int, outputs: bytes) -> None:
        self.people += people
        self._body.append(outputs)

    def outputs(self) -> NDArray[np.uint64]:
        """All of them, as numbers."""
        import numpy as np

        return np.frombuffer(b"".join(self._body), ">u8").astype(np.uint64)


@contextmanager
def unfinished(path: Path, of: str) -> Iterator[Unfinished]:
    """Go on with what a file holds of the list ``of``, or begin; the file stays until it is removed.

    Raises `BlindRefused` where another process writes it, and OSError.
    """
    first = beginning("unfinished", {"of": of})
    with _locked(path) as file:
        held = file.read()
        found = Unfinished(file, 0, [])
        end = _taken(found, held, len(first)) if held.startswith(first) else 0
        file.seek(end)
        file.truncate()
        if not end:
            file.write(first)
        yield found


def _taken(found: Unfinished, held: bytes, at: int) -> int:
    """Where the last whole record ends."""
    while len(held) - at >= _START:
        people, number = _COUNTS.unpack_from(held, at)
        (checksum,) = _CHECKSUM.unpack_from(held, at + _COUNTS.size)
        end = at + _START + number * OUTPUT_BYTES
        outputs = held[at + _START : end]
        if end > len(held) or zlib.crc32(held[at : at + _COUNTS.size] + outputs) != checksum:
            break
        found._take(people, outputs)
        at = end
    return at


@contextmanager
def _locked(path: Path) -> Iterator[BinaryIO]:
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        try:
            flock(file, LOCK_EX | LOCK_NB)
        except OSError:
            raise BlindRefused(
                "The unfinished list", "another process that builds it", "one at a time", "Wait until it is done."
            ) from None
        yield file
