"""What a reconciliation begins with: the two files, how they were linked, and what an official says of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa
import pyarrow.parquet as parquet

from ogoh.linkage.kinds import ListKind, RegisterOf
from ogoh.matching.comparison import ATTRIBUTES

Table: TypeAlias = pa.Table | Path
"""Columns in memory, or a Parquet file that holds them."""

LISTING_COLUMNS = (
    "id",
    "row",
    "name",
    "dob",
    "documents",
    "citizenships",
    "sex",
    "grounds",
    "agency",
    "decided_on",
    "until",
)
CROSSING_COLUMNS = (
    "id",
    "row",
    "name",
    "dob",
    "documents",
    "citizenships",
    "sex",
    "crossed_on",
    "direction",
    "place",
)
PAIR_COLUMNS = ("left_id", "right_id", "weight", "probability", *ATTRIBUTES)
GROUP_COLUMNS = ("id", "group")


class UnfitTables(Exception):  # noqa: N818  # the house names an exception by what happened
    """The tables cannot be reconciled: a column lacks, an id stands twice, or a pair names nobody."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A list and a register after linking; every table is Arrow or a Parquet file, further columns are passed over.

    ``listings`` and ``crossings`` have `LISTING_COLUMNS` and `CROSSING_COLUMNS`: ``row`` whole numbers as the files
    count them, all else text and empty where nothing is known; days as ISO text, ``documents`` folded numbers divided
    by blanks, ``direction`` ``in``, ``out`` or empty. ``pairs`` has `PAIR_COLUMNS`, a listing left and a crossing
    right, from a threshold low enough to hold doubtful ones. ``groups`` says which listings are one person; who stands
    in no group is one person. ``twins`` has the columns of ``pairs`` with listings on both sides: the evidence behind
    the groups, where it is at hand.
    """

    listings: Table
    crossings: Table
    pairs: Table
    groups: Table
    twins: Table | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the files do not say of themselves.

    ``list_as_of`` is the day of the list, which stands in for a decision without a date; ``today`` the day on which
    terms are looked at; an answer is sure from the probability ``sure`` on, which lies above 0.5 and at most at 1.
    The names are what the report calls the files; ``list_rejected`` and ``register_rejected`` are the numbers of rows
    that could not be used, of which the report knows nothing else.
    """

    list_as_of: date
    today: date
    register_of: RegisterOf = RegisterOf.HOME
    kind: ListKind = ListKind.CONTROLLED_PERSONS
    sure: float = 0.9
    list_name: str = ""
    register_name: str = ""
    list_rejected: int = 0
    register_rejected: int = 0

    def __post_init__(self) -> None:
        if not 0.5 < self.sure <= 1:
            raise ValueError(f"sure: {self.sure} found, a probability above 0.5 and at most 1 expected")


def read(table: Table, columns: tuple[str, ...], what: str) -> pa.Table:
    """The columns of a table, no others. Raises UnfitTables where one lacks."""
    held = table.schema if isinstance(table, pa.Table) else parquet.read_schema(table)
    missing = [name for name in columns if name not in held.names]
    if missing:
        raise UnfitTables(f"{what}: the columns {', '.join(missing)} lack; expected are {', '.join(columns)}.")
    names = list(columns)
    return table.select(names) if isinstance(table, pa.Table) else parquet.read_table(table, columns=names)
