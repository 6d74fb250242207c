"""DuckDB as the engine of a reconciliation: in memory, on the tables that it is given and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import duckdb
import pyarrow as pa

Row = tuple[Any, ...]
_AT_ONCE = 8192
_SHUT = {"enable_external_access": "false", "max_temp_directory_size": "0KiB"}
"""People's data stay in memory: DuckDB would spill to the folder it is started in, and needs no file and no network."""


class Engine:
    """One connection; a result is read to its end before the next statement, as DuckDB wants it."""

    def __init__(self) -> None:
        self._connection = duckdb.connect(":memory:", config=dict(_SHUT))

    def close(self) -> None:
        """Forget everything."""
        self._connection.close()

    def take(self, name: str, table: pa.Table) -> None:
        """Let statements see a table by its name."""
        self._connection.register(name, table)

    def run(self, statement: str, values: Sequence[object] = ()) -> None:
        """Run a statement that gives back nothing."""
        self._connection.execute(statement, list(values)).fetchall()

    def rows(self, question: str, values: Sequence[object] = ()) -> Iterator[Row]:
        """The rows of a result, in its order; ask nothing else before the last one."""
        found = self._connection.execute(question, list(values))
        while batch := found.fetchmany(_AT_ONCE):
            yield from batch

    def named_rows(self, question: str, values: Sequence[object] = ()) -> Iterator[dict[str, Any]]:
        """The rows of a result, each by the names of its columns; ask nothing else before the last one."""
        found = self._connection.execute(question, list(values))
        names = [column[0] for column in found.description or ()]
        while batch := found.fetchmany(_AT_ONCE):
            for row in batch:
                yield dict(zip(names, row, strict=True))

    def row(self, question: str, values: Sequence[object] = ()) -> Row:
        """The one row of a result."""
        (only,) = self.rows(question, values)
        return only
