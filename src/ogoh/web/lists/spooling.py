"""Rows that wait on disk, so that a list of any size is worked out in bounded memory."""

from __future__ import annotations

import marshal
import struct
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Self

from ogoh.delivery import DeliveryRefused

ChangedRow = tuple[int, tuple[str | None, ...]]
"""The number of the listing that it replaces (or 0), and what the listing says."""

_LENGTH = struct.Struct("=q")


class Spool:
    """A file without a name, for its owner alone; the system takes it away, even where the process is killed."""

    def __init__(self, folder: Path) -> None:
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115  # closed by the context

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def put(self, rows: list[ChangedRow]) -> None:
        """Add rows at the end. Raises DeliveryRefused where the disk has no room."""
        try:
            written = marshal.dumps(rows)
            self._file.write(_LENGTH.pack(len(written)))
            self._file.write(written)
            self._file.flush()
        except OSError as fault:
            raise DeliveryRefused(
                "The disk of the data folder",
                f"no room left ({fault.strerror})",
                "room for the whole list",
                "Nothing was changed; make room and repeat the import.",
            ) from fault

    def stretches(self) -> Iterator[list[ChangedRow]]:
        """All rows in the order and the stretches in which they were put."""
        end = self._file.seek(0, 2)
        self._file.seek(0)
        while self._file.tell() < end:
            (length,) = _LENGTH.unpack(self._file.read(_LENGTH.size))
            # In one go: from a file, marshal asks for each value by itself.
            yield marshal.loads(self._file.read(length))  # noqa: S302  # this process wrote it a moment ago
