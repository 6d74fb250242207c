"""Opening a delivered file: what it is, which columns it has, and how its rows are read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from itertools import islice
from pathlib import Path

from ogoh.delivery import un
from ogoh.delivery.columns import ColumnMap, Columns, are_headings, fold_heading, folded_words, recognise
from ogoh.delivery.opened import OpenDelivery
from ogoh.delivery.reading import RowReader
from ogoh.delivery.refusal import DeliveryRefused
from ogoh.delivery.rejects import is_rejects_file, unguarded
from ogoh.delivery.tables import FORMATS, Line, Table, cell_text, format_of, open_table
from ogoh.delivery.tables.signature import head_of, refuse_unlike
from ogoh.delivery.xml_reading import root_of

LAYOUTS: dict[str, Callable[[Path, str, date], OpenDelivery]] = {un.ROOT: un.open_list}
"""XML lists by the name of their outermost element."""

FIRST_ROWS = 30


def open_delivery(path: Path, columns: ColumnMap | None = None, today: date | None = None) -> OpenDelivery:
    """Open a list by its ending (.csv, .xlsx, .jsonl, .parquet, .xml); ``columns`` names what headings do not tell.

    ``today`` (in UTC where none is given) bounds dates of birth. Raises DeliveryRefused for a file that cannot be a
    list: missing, empty, not what its ending says, cut off, without a column that names the person.
    """
    day = today or datetime.now(UTC).date()
    if path.suffix.lower() == ".xml":
        return _open_xml(path, day)
    table, recognised = recognised_table(path, columns)
    return OpenDelivery(
        format=format_of(path).name,
        headings=table.headings,
        digest=digest_of(path),
        lines=partial(rows_of, table),
        reader=partial(RowReader, recognised, day),
        ignored_headings=recognised.ignored,
        notes=list(table.notes),
    )


def recognised_table(path: Path, columns: ColumnMap | None = None, *, crossings: bool = False) -> tuple[Table, Columns]:
    """A table and what its columns hold; ``crossings`` as in `recognise`. Raises DeliveryRefused as `open_delivery`."""
    if path.suffix.lower() not in FORMATS:
        raise DeliveryRefused(
            path.name,
            f"the ending {path.suffix!r}",
            "one of " + " ".join([*FORMATS, ".xml"]),
            "Save the list in one of these formats.",
        )
    table = open_table(path, partial(are_headings, column_map=columns))
    return table, _without_running_numbers(table, recognise(path.name, table.headings, columns, crossings=crossings))


def rows_of(table: Table) -> Iterator[Line]:
    """The rows of a table as they were before `write_rejects` guarded them, if it did."""
    return unguarded(table.rows()) if is_rejects_file(table.headings) else table.rows()


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _open_xml(path: Path, today: date) -> OpenDelivery:
    refuse_unlike(path, head_of(path), "an XML list", "an XML document")
    root = root_of(path)
    if root not in LAYOUTS:
        raise DeliveryRefused(
            path.name,
            f"XML of another kind (its outermost element is {root!r})",
            "one of " + " ".join(LAYOUTS),
            "Deliver this list as CSV or a spreadsheet.",
        )
    return LAYOUTS[root](path, digest_of(path), today)


def _without_running_numbers(table: Table, columns: Columns) -> Columns:
    """A column "№" that counts 1, 2, 3 numbers the rows of this file: the same person has another one in the next."""
    place = columns.place("id")
    if place is None or fold_heading(table.headings[place]) not in folded_words("perhaps_running_number"):
        return columns
    first = [cell_text(cells[place]).strip() for _, cells in islice(table.rows(), FIRST_ROWS)]
    counted = [str(number) for number in range(1, len(first) + 1)]
    return columns.without("id") if len(first) > 1 and first == counted else columns
