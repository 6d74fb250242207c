"""Lists and registers read into the folder of a run, as subjects and what the file says of each case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import orjson
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ogoh.delivery import (
    LIST,
    REGISTER,
    ColumnMap,
    FileOptions,
    Rejected,
    load_columns,
    refuse_empty,
    refuse_spoiled,
    write_rejects,
)
from ogoh.delivery.bulk import CASE, open_bulk
from ogoh.identity.batch import SUBJECTS
from ogoh.linkage.run import write_whole

SIDE = pa.schema([*SUBJECTS, *CASE])
"""What a side of a linkage holds of every accepted row."""


@dataclass(frozen=True, slots=True)
class ReadSide:
    """One side as it was read: what it is ``called``, where its subjects are, how many rows were accepted and rejected,
    and how many only take somebody off the list."""

    called: str
    subjects: Path
    accepted: int
    rejected: int
    removed: int


@dataclass(frozen=True, slots=True)
class SideFile:
    """A file to be read: ``crossings`` says that it is a border register, ``map`` names its columns where need be, and
    ``rejects`` is where rows go that cannot be used; ``is_spoilt_by_rejects`` refuses a file with too many of them."""

    path: Path
    crossings: bool
    map: Path | None = None
    rejects: Path | None = None
    is_spoilt_by_rejects: bool = False

    @property
    def called(self) -> str:
        """``list`` or ``register``."""
        return (REGISTER if self.crossings else LIST).called

    @property
    def told(self) -> FileOptions:
        """What a refusal calls it."""
        told = REGISTER if self.crossings else LIST
        return replace(told, called=f"{told.called} {self.path.name}")

    def columns(self) -> ColumnMap | None:
        """What the column map says. Raises DeliveryRefused."""
        return load_columns(self.map) if self.map else None


def _silent(_done: int, _whole: int) -> None:
    """Tells nobody."""


def read_side(file: SideFile, folder: Path, name: str, told: Callable[[int, int], None] = _silent) -> ReadSide:
    """Read a file into ``folder``; one that was read before, by the same run, is not read again.

    Raises DeliveryRefused for a file that cannot be used, or of which no row can.
    """
    done, subjects = folder / f"{name}.json", folder / f"{name}.parquet"
    wants_rejects = file.rejects is not None and not file.rejects.exists()
    if done.exists() and not wants_rejects:
        return ReadSide(file.called, subjects, **orjson.loads(done.read_bytes()))
    read = _read(file, subjects, told)
    counts = {"accepted": read.accepted, "rejected": read.rejected, "removed": read.removed}
    write_whole(done, orjson.dumps(counts))
    return read


def _read(file: SideFile, path: Path, told: Callable[[int, int], None]) -> ReadSide:
    opened = open_bulk(file.path, file.columns(), crossings=file.crossings)
    accepted, rejected, removed = 0, 0, 0
    kept: list[Rejected] = []
    with pq.ParquetWriter(path, SIDE, compression="zstd", compression_level=1) as writer:
        for batch in opened.batches():
            every = pa.RecordBatch.from_arrays([*batch.subjects.columns, *batch.case.columns], schema=SIDE)
            rows = every.filter(pc.invert(every.column("removed")))
            writer.write_batch(rows)
            accepted += rows.num_rows
            removed += every.num_rows - rows.num_rows
            rejected += len(batch.rejected)
            kept += batch.rejected if file.rejects else ()
            told(accepted + rejected, 0)
    if file.rejects and kept:
        write_rejects(file.rejects, opened.headings, kept)
    read = accepted + rejected + removed
    refuse_empty(read, accepted, file.told)
    refuse_spoiled(read, rejected, allow_rejects=not file.is_spoilt_by_rejects, told=file.told)
    return ReadSide(file.called, path, accepted, rejected, removed)
