"""Lists and registers read into the folder of a run, as subjects and what the file says of each case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ogoh.delivery import ColumnMap, DeliveryRefused, Rejected, load_columns, refuse_empty, write_rejects
from ogoh.delivery.bulk import CASE, open_bulk
from ogoh.identity.batch import SUBJECTS

SIDE = pa.schema([*SUBJECTS, *CASE])
"""What a side of a linkage holds of every accepted row."""


@dataclass(frozen=True, slots=True)
class ReadSide:
    """One side as it was read: where its subjects are, and how many rows were accepted and rejected."""

    subjects: Path
    accepted: int
    rejected: int


@dataclass(frozen=True, slots=True)
class SideFile:
    """A file to be read: ``crossings`` says that it is a border register, ``map`` names its columns where need be, and
    ``rejects`` is where rows go that cannot be used."""

    path: Path
    crossings: bool
    map: Path | None = None
    rejects: Path | None = None

    def columns(self) -> ColumnMap | None:
        """What the column map says. Raises DeliveryRefused."""
        return load_columns(self.map) if self.map else None


def _silent(_done: int, _whole: int) -> None:
    """Tells nobody."""


def read_side(file: SideFile, folder: Path, name: str, told: Callable[[int, int], None] = _silent) -> ReadSide:
    """Read a file into ``folder``; one that was read before, by the same run, is not read again.

    Raises DeliveryRefused for a file that cannot be used, or of which no row can.
    """
    done = folder / f"{name}.json"
    if done.exists():
        held = orjson.loads(done.read_bytes())
        return ReadSide(Path(held["subjects"]), held["accepted"], held["rejected"])
    read = _read(file, folder / f"{name}.parquet", told)
    done.write_bytes(orjson.dumps({**asdict(read), "subjects": str(read.subjects)}))
    return read


def _read(file: SideFile, path: Path, told: Callable[[int, int], None]) -> ReadSide:
    opened = open_bulk(file.path, file.columns(), crossings=file.crossings)
    accepted, rejected = 0, 0
    kept: list[Rejected] = []
    with pq.ParquetWriter(path, SIDE, compression="zstd", compression_level=1) as writer:
        for batch in opened.batches():
            rows = pa.RecordBatch.from_arrays([*batch.subjects.columns, *batch.case.columns], schema=SIDE)
            rows = rows.filter(pc.invert(rows.column("removed")))
            writer.write_batch(rows)
            accepted += rows.num_rows
            rejected += len(batch.rejected)
            kept += batch.rejected if file.rejects else ()
            told(accepted + rejected, 0)
    refuse_empty(accepted + rejected, accepted)
    if file.rejects and kept:
        write_rejects(file.rejects, opened.headings, kept)
    return ReadSide(path, accepted, rejected)


def refuse_same_place(out: Path, *inputs: Path | None) -> None:
    """Refuse to write a result over what it is made of. Raises DeliveryRefused."""
    if any(one is not None and one.exists() and out.exists() and out.samefile(one) for one in inputs):
        raise DeliveryRefused(
            str(out), "the file that is read", "another file for the result", "Name another file with --out."
        )
