"""Parquet by its own batches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from ogoh.delivery.bulk.arrow import Array
from ogoh.delivery.bulk.cells import ROWS, ArrowColumn, CellBatch, CellColumn, Column, batches_of_lines
from ogoh.delivery.opening import rows_of
from ogoh.delivery.rejects import is_rejects_file
from ogoh.delivery.tables import Table
from ogoh.delivery.tables.parquet import batches_of, cell_of


def batches_of_parquet(path: Path, table: Table) -> Iterator[CellBatch]:
    """Every row, numbered from 1; row by row where the headings are not the file's own."""
    columns = len(pq.read_schema(path))
    if table.heading_row or is_rejects_file(table.headings) or columns != len(table.headings):
        yield from batches_of_lines(rows_of(table), len(table.headings))
        return
    number = 0
    for batch in batches_of(path, ROWS):
        numbers = np.arange(number + 1, number + 1 + batch.num_rows, dtype=np.int64)
        yield CellBatch(numbers, tuple(map(_column, batch.columns)))
        number += batch.num_rows


def _column(array: Array) -> Column:
    kind = array.type
    if pa.types.is_dictionary(kind):
        return _column(array.dictionary_decode())
    if pa.types.is_string(kind):
        return ArrowColumn(array)
    if pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return ArrowColumn(array.cast(pa.string()))
    if pa.types.is_nested(kind):
        return CellColumn(list(map(cell_of, array.to_pylist())))
    return ArrowColumn(array, cell_of)
