"""Linked pairs and groups as files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

from ogoh.cli.linking.progress import Steps
from ogoh.cli.linking.run import LinkedFiles
from ogoh.delivery.tables import write_table
from ogoh.delivery.tables.writing import replaced_when_whole
from ogoh.linkage.selection import LINKED, LINKED_COLUMNS


def write_pairs(path: Path, batches: Iterable[pa.RecordBatch]) -> int:
    """Write linked pairs in the format of the ending, and give back how many there are.

    Raises DeliveryRefused for an unknown ending, TableNotWritten where the system refuses.
    """
    if path.suffix.lower() not in (".csv", ".parquet"):
        return write_table(path, LINKED_COLUMNS, _rows(batches))
    written = 0
    with replaced_when_whole(path) as beside, _writer(beside) as writer:
        for batch in batches:
            writer.write_batch(batch)
            written += batch.num_rows
    return written


def _writer(path: Path) -> Any:
    return pq.ParquetWriter(path, LINKED) if path.suffix.lower() == ".parquet" else pc.CSVWriter(path, LINKED)


def _rows(batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[Any, ...]]:
    for batch in batches:
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def write_figures(path: Path, linked: LinkedFiles, written: int, steps: Steps) -> None:
    """Write what a run was and what it cost, as JSON: rows, subjects, pairs, and the seconds of each step."""
    told = {
        "rows": {"list": linked.left.accepted, "register": linked.right.accepted},
        **asdict(linked.findings),
        "linked": written,
        "seconds": {step: round(seconds, 2) for step, seconds in steps.ended().items()},
    }
    with replaced_when_whole(path) as beside:
        beside.write_bytes(orjson.dumps(told, option=orjson.OPT_INDENT_2))
