"""Apache Parquet through pyarrow, batch by batch. Row numbers count from 1; the headings are no row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ogoh.delivery.refusal import DeliveryRefused
from ogoh.delivery.tables.cell import Cell, Line, cell_text
from ogoh.delivery.tables.signature import head_of, refuse_unlike
from ogoh.delivery.tables.table import Content, Format, Row
from ogoh.delivery.tables.writing import TableNotWritten, replaced_when_whole

BATCH = 20_000
PLAIN = (str, int, float, date)
COLUMN_TYPES: tuple[tuple[tuple[type, ...], pa.DataType], ...] = (
    ((int,), pa.int64()),
    ((int, float), pa.float64()),
    ((date,), pa.date32()),
)
"""Kinds of value in a column's first batch, and the column's type; everything else is text."""


def read(path: Path) -> Content:
    """Read the headings; DeliveryRefused for a file that is cut off or no Parquet at all."""
    refuse_unlike(path, head_of(path), "a Parquet file", "a Parquet file")
    with refusing_damage(path):
        headings = tuple(pq.read_schema(path).names)
    return Content(partial(_lines, path, headings))


@contextmanager
def refusing_damage(path: Path) -> Iterator[None]:
    """Turn what Arrow says of a spoilt file into DeliveryRefused."""
    try:
        yield
    except (pa.ArrowException, OSError) as error:
        found = f"a damaged Parquet file ({' '.join(str(error).split())})"
        raise DeliveryRefused(path.name, found, "a whole Parquet file", "Ask for the file again.") from error


def batches_of(path: Path, rows: int) -> Iterator[pa.RecordBatch]:
    """The rows of a file, so many at a time. Raises DeliveryRefused where it is spoilt in the middle."""
    with pq.ParquetFile(path) as file:
        batches = file.iter_batches(batch_size=rows)
        while True:
            with refusing_damage(path):
                batch = next(batches, None)
            if batch is None:
                return
            yield batch


def _lines(path: Path, headings: tuple[str, ...]) -> Iterator[Line]:
    yield 0, headings
    number = 0
    for batch in batches_of(path, BATCH):
        for cells in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            number += 1
            yield number, cells if all(map(_is_plain, cells)) else tuple(map(cell_of, cells))


def _is_plain(value: Any) -> bool:
    return value is None or type(value) in PLAIN


def cell_of(value: Any) -> Cell:
    """A value as pyarrow gives it, as a cell; several in one become one text, divided by semicolons."""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return value if _is_plain(value) or isinstance(value, datetime) else str(value)


def write(path: Path, headings: tuple[str, ...], rows: Iterable[Row]) -> int:
    """Write batch by batch; the first batch settles the columns' types (whole numbers, numbers, dates, else text).

    Raises TableNotWritten where a later row does not fit the type of its column.
    """
    remaining = iter(rows)
    batch = list(map(tuple, islice(remaining, BATCH)))
    types = map(_type_of, _columns(batch, headings))
    schema = pa.schema(list(zip(headings, types, strict=True)))
    count = 0
    with replaced_when_whole(path) as beside, pq.ParquetWriter(beside, schema) as writer:
        while batch:
            writer.write_batch(_record_batch(path, batch, schema))
            count += len(batch)
            batch = list(map(tuple, islice(remaining, BATCH)))
    return count


def _columns(batch: list[tuple[Cell, ...]], headings: tuple[str, ...]) -> list[tuple[Cell, ...]]:
    return list(zip(*batch, strict=True)) if batch else [()] * len(headings)


def _type_of(column: tuple[Cell, ...]) -> pa.DataType:
    kinds = {type(cell) for cell in column if cell is not None}
    return next((kind for types, kind in COLUMN_TYPES if kinds and kinds <= set(types)), pa.string())


def _record_batch(path: Path, batch: list[tuple[Cell, ...]], schema: pa.Schema) -> pa.RecordBatch:
    arrays = [
        _array(path, column, field) for column, field in zip(_columns(batch, tuple(schema.names)), schema, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _array(path: Path, column: tuple[Cell, ...], field: pa.Field[Any]) -> pa.Array[Any]:
    if field.type == pa.string():
        return pa.array([None if cell is None else cell_text(cell) for cell in column], pa.string())
    try:
        array: pa.Array[Any] = pa.array(column, field.type)
    except (pa.ArrowException, TypeError) as error:
        raise TableNotWritten(
            path, f"the column {field.name!r} begins with values of type {field.type} and later holds others ({error})"
        ) from error
    return array


FORMAT = Format("Parquet", read, write)
